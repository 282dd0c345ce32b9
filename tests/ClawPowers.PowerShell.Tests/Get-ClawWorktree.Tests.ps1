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

Describe 'Get-ClawWorktree' -Skip:$noLibrary {
    BeforeEach {
        $null = New-ScratchStore
        $repository = Join-Path (New-ScratchFolder) 'shop'
        Move-Item (New-ScratchRepository) $repository
        Set-Location $repository
    }

    It 'emits one for each, the repository first' {
        $null = New-ClawWorktree fix/empty-cart -Agent codex -Plan cart -Task T3
        $found = @(Get-ClawWorktree)
        $found.Name | Should -Be 'shop', 'fix/empty-cart'
        $found[0].IsMain, $found[0].IsCurrent, $found[0].IsDirty, $found[0].Base | Should -Be $true, $true, $false, $null
        $made = $found[1]
        $made.Branch, $made.Base, $made.Ahead, $made.Behind, "$($made.MergedBy)" | Should -Be 'fix/empty-cart', 'main', 0, 0, 'Merge'
        $made.Agent, $made.Plan, $made.Task | Should -Be 'codex', 'cart', 'T3'
        $made.PSObject.TypeNames[1] | Should -Be 'ClawPowers.ClawWorktree'
        (Get-Command Get-ClawWorktree).OutputType.Name | Should -Be 'ClawPowers.ClawWorktree'
    }

    It 'takes names, patterns, branches, folders and what it emitted' {
        $made = New-ClawWorktree fix/empty-cart
        (Get-ClawWorktree FIX/*).Path | Should -Be $made.Path
        (Get-ClawWorktree $made.Path).Name | Should -Be 'fix/empty-cart'
        ('fix/empty-cart', 'main' | Get-ClawWorktree).Name | Should -Be 'fix/empty-cart', 'shop'
        ($made | Get-ClawWorktree).Path | Should -Be $made.Path
        Get-ClawWorktree nothing-* | Should -BeNullOrEmpty
    }

    It 'says what is not there, and goes on' {
        $found = Get-ClawWorktree no-such, main -ErrorVariable problems -ErrorAction SilentlyContinue
        $found.Name | Should -Be 'shop'
        $problems.FullyQualifiedErrorId | Should -Be 'WorktreeNotFound,ClawPowers.PowerShell.Commands.GetClawWorktreeCommand'
        $problems[0].TargetObject | Should -Be 'no-such'
    }

    It 'needs a repository' {
        Set-Location (New-ScratchFolder)
        Get-ClawWorktree -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problems.FullyQualifiedErrorId | Should -BeLike 'GitRepositoryNotFound,*'
    }

    It 'shows all of it in lines of its own, and lets no name steer the terminal' {
        $made = New-ClawWorktree fix/empty-cart -Plan cart -Agent "co`e[31mdex"
        Set-Content (Join-Path $made.Path 'new.txt') 'new'
        $text = Invoke-Pwsh 'Get-ClawWorktree fix/empty-cart'
        $text.ErrorText | Should -BeNullOrEmpty
        $lines = $text.Output.Trim() -split '\r?\n'
        $lines[0] | Should -Be 'fix/empty-cart  1 change, 0 ahead and 0 behind main'
        $lines[1] | Should -Be "  $($made.Path)"
        $lines[2] | Should -BeLike '  for cart, by co\u001b`[31mdex, active 20*'
    }

    It 'completes the names of worktrees' {
        $null = New-ClawWorktree fix/empty-cart
        (TabExpansion2 'Get-ClawWorktree fi' -cursorColumn 19).CompletionMatches.CompletionText | Should -Be 'fix/empty-cart'
    }
}
