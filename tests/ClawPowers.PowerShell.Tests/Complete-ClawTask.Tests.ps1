BeforeAll {
    Import-Module "$PSScriptRoot/TestHelpers.psm1" -Force
    Import-Module "$(Get-ModulePath)/ClawPowers"
    Push-Location (New-ScratchFolder)
}

AfterAll {
    Pop-Location
    Remove-Scratch
}

Describe 'Complete-ClawTask' {
    BeforeEach {
        $null = New-ScratchStore
        . "$PSScriptRoot/TaskPlan.ps1"
    }

    It 'makes the task done and lets go those that wait, and emits nothing without -PassThru' {
        $null = Start-ClawTask T1

        Complete-ClawTask T1 -Plan cart | Should -BeNullOrEmpty

        "$((Get-ClawTask).State)" | Should -BeExactly 'Done Ready Ready'
    }

    It 'records a run of executing-plans' {
        Start-ClawTask T1 -SessionId s-1 | Complete-ClawTask -SessionId s-1 -Duration 6m -Rework slip -Notes 'as planned'

        $run = Get-ClawMetric executing-plans
        "$($run.Outcome) $($run.Source) $($run.Duration) $($run.Notes) $($run.SessionId)" | Should -BeExactly 'Success Self 00:06:00 as planned s-1'
        @($run.Measures.GetEnumerator() | ForEach-Object { "$($_.Key)=$($_.Value)" }) -join ' ' | Should -BeExactly 'plan=cart task=T1 estimate=4 actual=6 tasks_completed=1 rework=1 rework_cause=slip attempts=1'
    }

    It '<Outcome> makes the task <State>' -ForEach @(
        @{ Outcome = 'Success'; State = 'Done' }, @{ Outcome = 'Skipped'; State = 'Dropped' }, @{ Outcome = 'Partial'; State = 'Ready' }, @{ Outcome = 'Failure'; State = 'Ready' }
    ) {
        $task = Start-ClawTask T1 | Complete-ClawTask -Outcome $Outcome -Notes 'so it went' -PassThru

        $task.State | Should -Be $State
        $task.Note | Should -BeExactly 'so it went'
        (Get-ClawMetric).Outcome | Should -Be $Outcome
    }

    It 'blocks a task until it is taken up again' {
        $task = Start-ClawTask T1 | Complete-ClawTask -BlockedBy 'no access' -PassThru

        "$($task.State) $($task.BlockedBy)" | Should -BeExactly 'Blocked no access'
        { Start-ClawTask T1 -ErrorAction Stop } | Should -Throw '*no access*' -ErrorId 'TaskNotReady,*'
        (Start-ClawTask T1 -Reopen).State | Should -Be 'Running'
    }

    It 'counts a task that is taken up again as rework' {
        Start-ClawTask T1 | Complete-ClawTask
        $task = Start-ClawTask T1 -Reopen | Complete-ClawTask -Rework dependency -PassThru

        $task.Rework, $task.ReworkCauses[0], $task.Attempts | Should -BeExactly 1, 'dependency', 2
    }

    It 'completes what the session has, without a name' {
        $null = Start-ClawTask T3 -SessionId b
        $null = Start-ClawTask T1 -SessionId a

        (Complete-ClawTask -SessionId a -PassThru).Id | Should -BeExactly 'T1'
        { Complete-ClawTask -SessionId a -ErrorAction Stop } | Should -Throw -ErrorId 'TaskNotFound,*'
    }

    It 'fails with TaskLeaseLost when the claim has lapsed, passed on or is another session''s, and changes nothing' {
        $first = Start-ClawTask T1 -LeaseFor 1s -SessionId a
        { Complete-ClawTask T1 -SessionId b -ErrorAction Stop } | Should -Throw '*session a*' -ErrorId 'TaskLeaseLost,ClawPowers.PowerShell.Commands.CompleteClawTaskCommand'
        Start-Sleep -Milliseconds 1100
        { $first | Complete-ClawTask -SessionId a -ErrorAction Stop } | Should -Throw '*nobody has it now*' -ErrorId 'TaskLeaseLost,*'
        $null = Start-ClawTask T1 -SessionId a
        { $first | Complete-ClawTask -SessionId a -ErrorAction Stop } | Should -Throw '*by claim 2*' -ErrorId 'TaskLeaseLost,*'

        (Get-ClawTask T1).State | Should -Be 'Running'
        Get-ClawMetric | Should -BeNullOrEmpty
    }

    It 'fails with TaskNotVerified without a verification, and with <_> where nobody has begun' -ForEach 'TaskNotStarted' {
        { Complete-ClawTask T1 -ErrorAction Stop } | Should -Throw -ErrorId "$_,*"
        $null = Start-ClawTask T1
        { Complete-ClawTask T1 -RequireVerification -ErrorAction Stop } | Should -Throw '*Invoke-ClawVerification*' -ErrorId 'TaskNotVerified,*'
        (Get-ClawTask T1).State | Should -Be 'Running'
    }

    It 'is one commit for a pipeline, of which what fails is left out' {
        $null = 'T1', 'T3' | Start-ClawTask

        'T1', 'T2', 'T3' | Complete-ClawTask -ErrorVariable failed -ErrorAction SilentlyContinue

        "$((Get-ClawTask).State)" | Should -BeExactly 'Done Ready Done'
        $failed.FullyQualifiedErrorId | Should -BeLike 'TaskNotStarted,*'
        @(Get-ClawMetric).Count | Should -Be 2
    }

    It 'writes nothing under -WhatIf' {
        $null = Start-ClawTask T1

        (Complete-ClawTask T1 -PassThru -WhatIf).State | Should -Be 'Done'

        "$((Get-ClawTask).State)" | Should -BeExactly 'Running Waiting Ready'
        Get-ClawMetric | Should -BeNullOrEmpty
    }
}
