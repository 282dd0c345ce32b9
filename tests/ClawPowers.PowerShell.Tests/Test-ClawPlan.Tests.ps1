BeforeAll {
    Import-Module "$PSScriptRoot/TestHelpers.psm1" -Force
    Import-Module "$(Get-ModulePath)/ClawPowers"
    Push-Location (New-ScratchFolder)

    $good = "# Plan: good`nGoal: g`n`nDone when:`n- d`n`n## Tasks`n### T1 One`n- done: x`n- estimate: 90`n### T2 Two`n- done: x`n- estimate: 5`n### T3 Three`n- needs: T1, T2`n- done: x`n- estimate: 4`n"
}

AfterAll {
    Pop-Location
    Remove-Scratch
}

Describe 'Test-ClawPlan' {
    BeforeEach {
        $null = New-ScratchStore
        $folder = New-ScratchFolder
        $file = Join-Path $folder 'good.md'
        Set-Content -NoNewline -LiteralPath $file -Value $good
        $bad = Join-Path $folder 'bad.md'
        Set-Content -NoNewline -LiteralPath $bad -Value ($good.Replace('good', 'bad') + "### T4 Four`n- needs: T5`n- done: x`n- estimate: 1`n### T5 Five`n- needs: T4, T9`n- done: x`n- estimate: 1`n")
    }

    It 'gives order, critical path and what can be done at once' {
        $check = Test-ClawPlan -Path $file

        $check | Should -BeOfType 'ClawPowers.PlanCheck'
        $check.Passed | Should -BeTrue
        $check.Problems | Should -BeNullOrEmpty
        $check.CriticalPath | Should -Be 'T1', 'T3'
        $check.CriticalTime, $check.TotalTime | Should -Be ([timespan] '01:34'), ([timespan] '01:39')
        $check.Order | Should -Be 'T1', 'T2', 'T3'
        $check.Waves | ForEach-Object { $_ -join ' ' } | Should -Be 'T1 T2', 'T3'
        $check.AtOnce | Should -Be 2
        $check.Scope | Should -BeNullOrEmpty
    }

    It 'names circles in their order and needs that are none, with line and advice' {
        $check = Test-ClawPlan $bad

        $check.Passed | Should -BeFalse
        $check.Problems.Kind | Should -Be 'Cycle', 'UnknownNeed'
        $check.Problems[0].Tasks | Should -Be 'T4', 'T5'
        $check.Problems[1].Task, $check.Problems[1].Line, $check.Problems[1].Severity | Should -Be 'T5', 23, 'Error'
        "$($check.Problems[1])" | Should -BeExactly "line 23: T5 needs 'T9', which is no task of the plan."
    }

    It 'checks plans of the store by name, pattern, from the pipeline, and all of them' {
        Import-ClawPlan $file, $bad -WarningAction Ignore | Out-Null

        (Test-ClawPlan good).Scope | Should -Be 'Global'
        (Test-ClawPlan GO*).Plan | Should -Be 'good'
        (Test-ClawPlan).Plan | Should -Be 'bad', 'good'
        (Import-ClawPlan $file | Test-ClawPlan).Passed | Should -BeTrue
        (Get-Item $file | Test-ClawPlan).Path | Should -BeExactly $file
        Test-ClawPlan nothing* | Should -BeNullOrEmpty
    }

    It 'answers with -Quiet' {
        Import-ClawPlan $file, $bad -WarningAction Ignore | Out-Null

        Test-ClawPlan good -Quiet | Should -BeTrue
        Test-ClawPlan good, bad -Quiet | Should -BeFalse
        Test-ClawPlan missing -Quiet -ErrorAction Ignore | Should -BeFalse
    }

    It 'says what is not there' {
        { Test-ClawPlan missing -ErrorAction Stop } | Should -Throw -ErrorId 'PlanNotFound,*'
        { Test-ClawPlan -Path missing.md -ErrorAction Stop } | Should -Throw -ErrorId 'PlanFileNotFound,*'
    }

    It 'shows all of it to an agent' {
        $agent = (Invoke-Pwsh "Test-ClawPlan '$bad'").Output -replace '\r\n', "`n"

        $agent | Should -BeExactly (@(
                'bad  fails: 2 errors'
                '  error on line 19: A circle: T4 needs T5, which needs T4.'
                '    > Take away the need that is none, or cut the task that makes two things into two.'
                "  error on line 23: T5 needs 'T9', which is no task of the plan."
                "    > List ids of tasks; what else must be there belongs to 'in'."
                '  critical 1h34m of 1h41m: T1 T3'
                '  order    T1 T2 T3'
                '  at once  2 at most, in 2 waves'
                '      1  T1 T2'
                '      2  T3', '') -join "`n")
    }
}
