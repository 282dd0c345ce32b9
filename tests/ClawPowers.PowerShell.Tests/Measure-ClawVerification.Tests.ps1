BeforeAll {
    Import-Module "$PSScriptRoot/TestHelpers.psm1" -Force
    Import-Module "$(Get-ModulePath)/ClawPowers"
    Push-Location (New-ScratchFolder)
}

AfterAll {
    Pop-Location
    Remove-Scratch
}

Describe 'Measure-ClawVerification' {
    BeforeEach {
        $null = New-ScratchStore
    }

    BeforeAll {
        function Add-Run([string] $Gate, [bool] $Passed, [int] $Seconds, [string] $Notes) {
            Add-ClawMetric verification-before-completion ($Passed ? 'Success' : 'Failure') -Measure "gate=$Gate,passed=$Passed,seconds=$Seconds" -Notes $Notes
        }
    }

    It 'emits nothing where nothing was run' {
        Measure-ClawVerification | Should -BeNullOrEmpty
    }

    It 'says of each gate what it cost and caught' {
        Add-Run tests $false 41 '2 of 214 tests failed'
        Add-Run tests $true 43
        Add-Run docs $true 120

        $tests, $docs = Measure-ClawVerification

        $tests | Should -BeOfType ([ClawPowers.GateHistory])
        $tests.Gate, $tests.Runs, $tests.Passed, $tests.Catches, $tests.Rate | Should -Be 'tests', 2, 1, 1, 0.5
        $tests.MedianTime, $tests.TotalTime, $tests.TimePerCatch | ForEach-Object TotalSeconds | Should -Be 42, 84, 84
        $tests.LastNotes | Should -BeExactly '2 of 214 tests failed'
        $tests.NeverCaught, $tests.RunsNeeded | Should -Be $false, $null
        $docs.NeverCaught, $docs.RunsNeeded, $docs.LastCatch | Should -Be $true, 34, $null
    }

    It 'takes gates by pattern and a period' {
        Add-Run tests $true 1
        Add-Run docs $true 1
        Add-ClawMetric verification-before-completion Failure -Measure gate=docs -Timestamp (Get-Date).AddDays(-40)

        (Measure-ClawVerification do*).Runs | Should -Be 2
        (Measure-ClawVerification docs -Since 30d).Runs | Should -Be 1
    }

    It 'takes nothing from the pipeline' {
        { 'tests' | Measure-ClawVerification } | Should -Throw -ErrorId 'InputNotTaken,*'
    }

    It 'completes gates that have runs' {
        Add-Run types $true 1

        (TabExpansion2 'Measure-ClawVerification ty' 27).CompletionMatches.CompletionText | Should -Be 'types'
    }

    It 'shows each gate in lines of 80 columns' {
        Add-Run tests $false 41 'failed'
        Add-Run docs $true 4000

        $text = Measure-ClawVerification | Out-String -Width 80

        $text | Should -Match 'tests +1 run, 0% passed \[0%, 79%\]\r?\n +caught 1, last on \d{4}-\d\d-\d\d \d\d:\d\d: failed\r?\n +time: median 41\.0 s, total 41\.0 s, 41\.0 s for each catch'
        $text | Should -Match 'never caught anything: 34 runs more until it is known to catch less'
    }
}
