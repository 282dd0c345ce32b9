BeforeDiscovery {
    Import-Module "$PSScriptRoot/TestHelpers.psm1" -Force
    $missing = Get-MissingGit
}

BeforeAll {
    Import-Module "$PSScriptRoot/TestHelpers.psm1" -Force
    Import-Module "$(Get-ModulePath)/ClawPowers"
}

AfterAll {
    Remove-Scratch
}

Describe 'Test-ClawWorktree' -Skip:([bool]$missing) {
    BeforeAll {
        $null = New-ScratchStore
        $repository = New-ScratchRepository
        Push-Location $repository
        git config user.name Test
        git config user.email test@example.invalid
        Set-Content a.txt 'one', 'two', 'three'
        git add a.txt
        git commit --quiet -m base
        foreach ($branch in 'left', 'right', 'aside') {
            git switch --quiet --create $branch main
            Set-Content "$($branch -eq 'aside' ? 'b' : 'a').txt" $branch, 'two', 'three'
            git add .
            git commit --quiet -m $branch
        }
    }

    AfterAll {
        Pop-Location
    }

    It 'names the files in conflict with the kind, and the files that both touch' {
        $forecast = Test-ClawWorktree left, right

        $forecast | Should -BeOfType 'ClawPowers.BranchForecast'
        $forecast.Branch, $forecast.Other | Should -BeExactly 'left', 'right'
        $forecast.MergeBase | Should -BeExactly (git merge-base left right)
        $forecast.IsClean | Should -BeFalse
        $forecast.SharedFiles | Should -BeExactly 'a.txt'
        "$($forecast.Conflicts)" | Should -BeExactly 'a.txt (Content)'
        "$forecast" | Should -BeExactly 'left + right: 1 conflict'
    }

    It 'compares each with each' {
        $forecasts = Test-ClawWorktree left, right, aside

        $forecasts | Should -HaveCount 3
        $forecasts.IsClean | Should -Be $false, $true, $true
    }

    It 'takes branches from the pipeline, by value and by name, and passes over what has none' {
        ('left', 'right' | Test-ClawWorktree).IsClean | Should -BeFalse
        (@{ Branch = 'left' }, @{ Branch = $null }, @{ Branch = 'aside' } | ForEach-Object { [pscustomobject]$_ } | Test-ClawWorktree).IsClean | Should -BeTrue
    }

    It 'says yes or no with -Quiet' {
        Test-ClawWorktree left, right -Quiet | Should -BeExactly $false
        Test-ClawWorktree left, aside -Quiet | Should -BeExactly $true
    }

    It 'compares what is checked out with the main branch if nothing is said' {
        $forecast = Test-ClawWorktree

        $forecast.Branch, $forecast.Other | Should -BeExactly 'main', 'aside'
        $forecast.IsClean | Should -BeTrue
    }

    It 'fails for what is no commit' {
        { Test-ClawWorktree left, nowhere -ErrorAction Stop } | Should -Throw -ErrorId 'GitReferenceNotFound,*'
    }

    It 'completes branches' {
        [System.Management.Automation.CommandCompletion]::CompleteInput('Test-ClawWorktree le', 20, $null).CompletionMatches.CompletionText | Should -BeExactly 'left'
    }

    It 'prints all of it on lines of their own when it is redirected' {
        $result = Invoke-Pwsh "Set-Location '$repository'; Test-ClawWorktree left, right, aside"

        $result.Output -replace '\r' | Should -BeExactly "left + right  1 conflict`n  a.txt  Content`nleft + aside  clean`nright + aside  clean`n"
    }
}
