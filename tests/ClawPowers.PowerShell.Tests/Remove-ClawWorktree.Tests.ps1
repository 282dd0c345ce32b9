BeforeDiscovery {
    Import-Module "$PSScriptRoot/TestHelpers.psm1" -Force
    $noLibrary = (Invoke-Pwsh 'Import-Module ClawPowers; try { Get-ClawWorktree -ErrorAction Stop } catch { $_.FullyQualifiedErrorId }').Output -like 'GitLibraryMissing*'
}

BeforeAll {
    Import-Module "$PSScriptRoot/TestHelpers.psm1" -Force
    Import-Module "$(Get-ModulePath)/ClawPowers"
    Push-Location (New-ScratchFolder)

    function Add-Commit([string] $Folder) {
        Set-Content (Join-Path $Folder "$([guid]::NewGuid()).txt") 'work'
        git -C $Folder add --all
        git -C $Folder -c user.name=Test -c user.email=test@example.invalid -c commit.gpgsign=false commit --quiet -m work
    }
}

AfterAll {
    Pop-Location
    Remove-Scratch
}

Describe 'Remove-ClawWorktree' -Skip:$noLibrary {
    BeforeEach {
        $null = New-ScratchStore
        $repository = Join-Path (New-ScratchFolder) 'shop'
        Move-Item (New-ScratchRepository) $repository
        Set-Location $repository
        $made = New-ClawWorktree fix/x
    }

    It 'removes folder, branch and record, emits nothing, and records a run' {
        Remove-ClawWorktree fix/x | Should -BeNullOrEmpty
        $made.Path | Should -Not -Exist
        git branch --list fix/x | Should -BeNullOrEmpty
        @(Get-ClawWorktree).Count | Should -Be 1
        $run = Get-ClawMetric using-git-worktrees
        $run.Measures.worktrees, $run.Measures.Contains('lifetime_hours') | Should -Be 1, $true
        $report = Invoke-ClawFeedback -Worktree
        $report.Made, $report.GivenUp, $report.Open, $report.Skills[0].Runs | Should -Be 1, 1, 0, 1
    }

    It 'takes what Get-ClawWorktree emits, and -PassThru emits it as it was' {
        $removed = Get-ClawWorktree | Where-Object IsMain -EQ $false | Remove-ClawWorktree -PassThru
        $removed.Name, $removed.Path | Should -Be 'fix/x', $made.Path
    }

    It 'changes nothing with -WhatIf, and refuses what it would refuse' {
        (Remove-ClawWorktree fix/x -WhatIf -PassThru).Name | Should -Be 'fix/x'
        $made.Path | Should -Exist
        Set-Content (Join-Path $made.Path 'new.txt') 'new'
        Remove-ClawWorktree fix/x -WhatIf -ErrorVariable problems -ErrorAction SilentlyContinue
        $problems.FullyQualifiedErrorId | Should -BeLike 'WorktreeDirty,*'
    }

    It 'keeps a branch that is not merged, and says so' {
        Add-Commit $made.Path
        Remove-ClawWorktree fix/x -ErrorVariable problems -ErrorAction SilentlyContinue
        $problems.FullyQualifiedErrorId | Should -Be 'WorktreeNotMerged,ClawPowers.PowerShell.Commands.RemoveClawWorktreeCommand'
        Remove-ClawWorktree fix/x -Force -WarningVariable warnings -WarningAction SilentlyContinue
        "$warnings" | Should -BeLike "The branch 'fix/x' is not merged and was kept.*"
        git branch --list fix/x | Should -Not -BeNullOrEmpty
        $made.Path | Should -Not -Exist
    }

    It 'goes on after one that is refused' {
        $null = New-ClawWorktree fix/y
        Set-Content (Join-Path $made.Path 'new.txt') 'new'
        Remove-ClawWorktree fix/x, no-such, shop, fix/y -ErrorVariable problems -ErrorAction SilentlyContinue
        $problems.FullyQualifiedErrorId -replace ',.*' | Should -Be 'WorktreeDirty', 'WorktreeNotFound', 'WorktreeIsMain'
        (Get-ClawWorktree).Name | Should -Be 'shop', 'fix/x'
    }

    It 'refuses the one of the location' {
        Set-Location $made.Path
        Remove-ClawWorktree fix/x -ErrorVariable problems -ErrorAction SilentlyContinue
        $problems.FullyQualifiedErrorId | Should -BeLike 'WorktreeInUse,*'
    }

    It 'refuses a locked one and names the reason' {
        git worktree lock --reason 'on a drive' $made.Path
        Remove-ClawWorktree fix/x -ErrorVariable problems -ErrorAction SilentlyContinue
        $problems.FullyQualifiedErrorId | Should -BeLike 'WorktreeLocked,*'
        "$problems" | Should -BeLike '*is locked: on a drive.*'
    }
}
