BeforeDiscovery {
    Import-Module "$PSScriptRoot/TestHelpers.psm1" -Force
    $noLibrary = (Invoke-Pwsh 'Import-Module ClawPowers; try { Get-ClawWorktree -ErrorAction Stop } catch { $_.FullyQualifiedErrorId }').Output -like 'GitLibraryMissing*'
}

BeforeAll {
    Import-Module "$PSScriptRoot/TestHelpers.psm1" -Force
    Import-Module "$(Get-ModulePath)/ClawPowers"
    Push-Location (New-ScratchFolder)
}

AfterAll {
    Pop-Location
    Remove-Scratch
}

Describe 'New-ClawWorktree' -Skip:$noLibrary {
    BeforeEach {
        $null = New-ScratchStore
        $repository = Join-Path (New-ScratchFolder) 'shop'
        Move-Item (New-ScratchRepository) $repository
        Set-Location $repository
    }

    It 'makes it beside the repository and emits it' {
        $made = New-ClawWorktree fix/empty-cart
        $made.Path | Should -Be (Join-Path (Split-Path $repository) 'shop.worktrees' 'fix-empty-cart')
        git -C $made.Path branch --show-current | Should -Be 'fix/empty-cart'
        git -C $made.Path status --porcelain | Should -BeNullOrEmpty
        git worktree prune --dry-run --verbose | Should -BeNullOrEmpty
    }

    It 'takes branch, beginning and folder' {
        git branch topic
        (New-ClawWorktree one -Branch topic).Branch | Should -Be 'topic'
        $folder = Join-Path (New-ScratchFolder) 'plätz 1'
        $made = New-ClawWorktree two -From topic -Path $folder
        $made.Path, $made.Branch | Should -Be $folder, 'two'
        $alone = New-ClawWorktree look -Detach
        $alone.IsDetached, $alone.Branch | Should -Be $true, $null
        ('three', 'four' | New-ClawWorktree).Name | Should -Be 'three', 'four'
    }

    It 'says where it would be and makes nothing with -WhatIf' {
        New-ClawWorktree fix/x -WhatIf | Should -BeNullOrEmpty
        Join-Path (Split-Path $repository) 'shop.worktrees' | Should -Not -Exist
        git branch --list fix/x | Should -BeNullOrEmpty
        Get-ChildItem $env:CLAWPOWERS_DIR | Should -BeNullOrEmpty
    }

    It 'refuses with <Id>: <Name> <With>' -ForEach @(
        @{ Name = 'a b'; With = @{}; Id = 'InvalidWorktreeName' }
        @{ Name = 'main'; With = @{}; Id = 'WorktreeBranchInUse' }
        @{ Name = 'topic'; With = @{ From = 'main' }; Id = 'WorktreeBranchExists' }
        @{ Name = 'x'; With = @{ From = 'no-such' }; Id = 'GitReferenceNotFound' }
        @{ Name = 'x'; With = @{ Path = '.' }; Id = 'WorktreeExists' }
    ) {
        git branch topic
        $made = New-ClawWorktree $Name @With -ErrorVariable problems -ErrorAction SilentlyContinue
        $made | Should -BeNullOrEmpty
        $problems.FullyQualifiedErrorId | Should -Be "$Id,ClawPowers.PowerShell.Commands.NewClawWorktreeCommand"
        @(Get-ClawWorktree).Count | Should -Be 1
    }
}
