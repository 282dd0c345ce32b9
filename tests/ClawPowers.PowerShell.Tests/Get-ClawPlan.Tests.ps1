BeforeAll {
    Import-Module "$PSScriptRoot/TestHelpers.psm1" -Force
    Import-Module "$(Get-ModulePath)/ClawPowers"
    Push-Location (New-ScratchFolder)
}

AfterAll {
    Pop-Location
    Remove-Scratch
}

Describe 'Get-ClawPlan' {
    BeforeEach {
        $null = New-ScratchStore
    }

    It 'says nothing where there is no store, and makes none' {
        $env:CLAWPOWERS_DIR = Join-Path (New-ScratchFolder) 'none'

        Get-ClawPlan -WarningVariable warnings | Should -BeNullOrEmpty
        $warnings | Should -BeNullOrEmpty
        $env:CLAWPOWERS_DIR | Should -Not -Exist
    }

    It 'fails for each plan that is named and not there, and goes on' {
        Get-ClawPlan one, two, thr* -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty

        $failures.FullyQualifiedErrorId | Should -Be 'PlanNotFound,ClawPowers.PowerShell.Commands.GetClawPlanCommand', 'PlanNotFound,ClawPowers.PowerShell.Commands.GetClawPlanCommand'
        $failures.TargetObject | Should -Be 'one', 'two'
    }

    Context 'with a plan' {
        BeforeEach {
            Set-Content cart.md @(
                '# Plan: cart-discount', '', 'Goal: A customer with a voucher pays less.', '', '## Tasks', ''
                '### T1 A fixed voucher lowers the total', '- done: yes', '- estimate: 10', ''
                '### T2 An unknown code is refused', '- needs: T1', '- done: yes', '- estimate: 20', ''
                "### T3 $([char]0x8cfc)$([char]0x7269) in a title that is longer than any line of a terminal, so that it would be cut or wrapped if anything were cut or wrapped", '- needs: T1', '- done: yes', '- estimate: 10'
            )
            $null = Import-ClawPlan cart.md
        }

        It 'counts its tasks, projects its end and shows them over time' {
            $null = Start-ClawTask T1 -Plan cart-discount
            Complete-ClawTask T1 -Plan cart-discount -Duration 15m -Notes 'the cache was in the way'
            $null = Start-ClawTask T2 -Plan cart-discount

            $plan = Get-ClawPlan

            $plan | Should -BeOfType ([ClawPowers.ClawPlan])
            $plan.Name, $plan.State, $plan.Total, $plan.Done, $plan.Running, $plan.Ready | Should -Be 'cart-discount', 'Open', 3, 1, 1, 1
            $plan.Estimate, $plan.Actual.Minutes | Should -Be ([timespan] '0:40'), 15
            $plan.ProjectedEnd | Should -BeGreaterThan ([DateTimeOffset]::Now.AddMinutes(25))
            $plan.ProjectedLatest | Should -BeNullOrEmpty
            $plan.Overruns.Id, $plan.Overruns.Cause | Should -Be 'T1', 'the cache was in the way'
            $plan.Gantt.Rows.Id | Should -Be 'T1', 'T2', 'T3'
        }

        It 'loses nothing where output is redirected, and keeps its columns aligned' {
            $result = Invoke-Pwsh 'Get-ClawPlan'

            $result.ErrorText | Should -BeNullOrEmpty
            $result.Output | Should -Match '(?m)^cart-discount  open  0 of 3 done, 1 ready, 2 waiting\r?$'
            $result.Output | Should -Match '(?m)^  likely end   \d{4}-\d\d-\d\d \d\d:\d\d\r?$'
            $result.Output | Should -Match '(?m)^T1  ready    \|-{8} {24}  A fixed voucher lowers the total\r?$'
            $result.Output | Should -Match '(?m)^T3  waiting  \| {24}-{8}  .. in a title .* cut or wrapped if anything were cut or wrapped\r?$'
            $result.Output | Should -Not -Match '\x1b|\u2026|\.\.\.'
        }

        It 'shows several in a line each, and takes them by pattern and from the pipeline' {
            Set-Content audit.md '# Plan: audit', '', '## Tasks', '', '### T1 One', '- done: yes'
            $import = Import-ClawPlan audit.md

            (Invoke-Pwsh 'Get-ClawPlan').Output.Trim() -split '\r?\n' | Should -Match '^(audit  open, 0 of 1 done, 1 ready|cart-discount  open, 0 of 3 done, 1 ready, 2 waiting, likely end [-\d]+ [:\d]+), global$'
            (Get-ClawPlan CART*).Name | Should -BeExactly 'cart-discount'
            ($import | Get-ClawPlan).Name | Should -BeExactly 'audit'
            (Get-ClawTask T2 -Plan cart-discount | Get-ClawPlan).Name | Should -BeExactly 'cart-discount'
            ('audit', 'cart*', 'audit' | Get-ClawPlan).Name | Should -BeExactly 'audit', 'cart-discount'
        }

        It 'leaves plans that are done out, and says so' {
            1..3 | ForEach-Object { $null = Start-ClawTask "T$_" -Plan cart-discount; Complete-ClawTask "T$_" -Plan cart-discount }

            Get-ClawPlan -WarningVariable warnings -WarningAction SilentlyContinue | Should -BeNullOrEmpty
            $warnings | Should -Be 'No plan is open here. Get-ClawPlan -All shows one that is done.'
            (Get-ClawPlan -All).State | Should -Be 'Done'
            (Get-ClawPlan cart-discount).CompletedAt | Should -Not -BeNullOrEmpty
        }

        It 'is what feedback on the plan rests on' {
            $null = Start-ClawTask T1 -Plan cart-discount
            Complete-ClawTask T1 -Plan cart-discount -Duration 15m -Rework slip

            $report = Invoke-ClawFeedback -Plan cart-*

            $report | Should -BeOfType ([ClawPowers.PlanReport])
            $report.Plan, $report.Ratio, $report.Rework | Should -Be 'cart-discount', 1.5, 1
            $report.Findings | Should -BeNullOrEmpty
            $report.Facts.Subject | Should -Be 'estimates', 'overruns', 'rework', 'runs'
            $report.Skills.Group | Should -Be 'executing-plans'
            { Invoke-ClawFeedback -Plan nothing } | Should -Throw -ErrorId 'PlanNotFound,ClawPowers.PowerShell.Commands.InvokeClawFeedbackCommand'
        }
    }
}
