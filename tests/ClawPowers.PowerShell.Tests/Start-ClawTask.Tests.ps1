BeforeAll {
    Import-Module "$PSScriptRoot/TestHelpers.psm1" -Force
    Import-Module "$(Get-ModulePath)/ClawPowers"
    Push-Location (New-ScratchFolder)
}

AfterAll {
    Pop-Location
    Remove-Scratch
}

Describe 'Start-ClawTask' {
    BeforeEach {
        $null = New-ScratchStore
        . "$PSScriptRoot/TaskPlan.ps1"
    }

    It 'claims the named task and emits it' {
        $task = Start-ClawTask T1 -Plan cart -SessionId s-1 -Agent agent-7 -LeaseFor 2h

        $task.Id, "$($task.State)", $task.Claim, $task.SessionId, $task.Agent | Should -BeExactly 'T1', 'Running', 1, 's-1', 'agent-7'
        ($task.LeaseUntil - $task.StartedAt).TotalMinutes | Should -Be 120
    }

    It 'claims the next that is ready, and emits nothing when none is' {
        (Start-ClawTask -Plan cart).Id | Should -BeExactly 'T1'
        (Start-ClawTask).Id | Should -BeExactly 'T3'
        Start-ClawTask -ErrorAction Stop | Should -BeNullOrEmpty
    }

    It 'gives each of twelve runspaces that ask at once another task, until none is left' {
        Set-Content many.md ("# Plan: many`n`n## Tasks`n`n" + (-join (1..10 | ForEach-Object { "### T$_ Do $_`n`n" })))
        $null = Import-ClawPlan many.md
        $module = Join-Path (Get-ModulePath) 'ClawPowers'
        $ids = 1..12 | ForEach-Object -Parallel {
            Import-Module "$using:module"
            Start-ClawTask -Plan many -SessionId "s$_" | Select-Object -ExpandProperty Id
        } -ThrottleLimit 12

        $ids | Should -HaveCount 10
        $ids | Sort-Object -Unique | Should -HaveCount 10
    }

    It 'fails with <ErrorId> for <What>' -ForEach @(
        @{ What = 'a task that waits'; ErrorId = 'TaskNotReady'; Command = { Start-ClawTask T2 -Plan cart -ErrorAction Stop }; Target = 'T2' }
        @{ What = 'a task that is claimed'; ErrorId = 'TaskClaimed'; Command = { $null = Start-ClawTask T1; Start-ClawTask T1 -ErrorAction Stop }; Target = 'T1' }
        @{ What = 'a task that is done'; ErrorId = 'TaskDone'; Command = { Start-ClawTask T1 | Complete-ClawTask; Start-ClawTask T1 -ErrorAction Stop }; Target = 'T1' }
        @{ What = 'a task that is not there'; ErrorId = 'TaskNotFound'; Command = { Start-ClawTask T9 -ErrorAction Stop }; Target = 'T9' }
        @{ What = 'a plan that is not there'; ErrorId = 'PlanNotFound'; Command = { Start-ClawTask -Plan other -ErrorAction Stop }; Target = 'other' }
        @{ What = 'a renewal of what another session has'; ErrorId = 'TaskLeaseLost'; Command = { $null = Start-ClawTask T1 -SessionId a; Start-ClawTask T1 -Renew -SessionId b -ErrorAction Stop }; Target = 'T1' }
        @{ What = 'a lease of no time'; ErrorId = 'InvalidLease'; Command = { Start-ClawTask T1 -LeaseFor 10ms -ErrorAction Stop }; Target = 'T1' }
        @{ What = 'reopening without a name'; ErrorId = 'TaskNotNamed'; Command = { Start-ClawTask -Reopen -ErrorAction Stop }; Target = $null }
    ) {
        $failed = $null
        try {
            & $Command
        }
        catch {
            $failed = $_
        }

        $failed.FullyQualifiedErrorId | Should -BeExactly "$ErrorId,ClawPowers.PowerShell.Commands.StartClawTaskCommand"
        $failed.TargetObject | Should -BeExactly $Target
    }

    It 'goes on with the others of a pipeline when one fails' {
        $tasks = 'T1', 'T2', 'T3' | Start-ClawTask -Plan cart -ErrorVariable failed -ErrorAction SilentlyContinue

        $tasks.Id | Should -BeExactly 'T1', 'T3'
        $failed.FullyQualifiedErrorId | Should -BeLike 'TaskNotReady,*'
    }

    It 'takes tasks and plans from the pipeline' {
        (Get-ClawTask -Ready | Start-ClawTask).Id | Should -BeExactly 'T1', 'T3'
        [pscustomobject]@{ Name = 'cart' } | Start-ClawTask | Should -BeNullOrEmpty
    }

    It 'renews what the session has, with a note' {
        $task = Start-ClawTask T1 -LeaseFor 1m

        $renewed = Start-ClawTask -Renew -Note 'half of it'
        $renewed.Claim, $renewed.Note | Should -BeExactly 1, 'half of it'
        $renewed.LeaseUntil | Should -BeGreaterThan $task.LeaseUntil
        { Start-ClawTask T1 -Renew -Reopen } | Should -Throw -ErrorId 'AmbiguousParameterSet,*'
    }

    It 'makes a task ready again when the lease ends' {
        $null = Start-ClawTask T1 -LeaseFor 1s -SessionId a -Note 'step 1'
        Start-Sleep -Milliseconds 1100

        (Get-ClawTask T1).State | Should -Be 'Ready'
        $task = Start-ClawTask T1 -SessionId b
        $task.Claim, $task.Note | Should -BeExactly 2, 'step 1'
    }

    It 'writes nothing under -WhatIf and emits what would be' {
        $task = Start-ClawTask -Plan cart -WhatIf

        $task.Id, "$($task.State)" | Should -BeExactly 'T1', 'Running'
        (Get-ClawTask T1).Claim | Should -Be 0
        (Get-ClawTask T1).State | Should -Be 'Ready'
    }

    It 'belongs to the project, as its plan does, in every worktree of it' {
        Push-Location (New-ScratchRepository -Origin 'https://example.com/a/cart.git')
        try {
            . "$PSScriptRoot/TaskPlan.ps1"
            (Start-ClawTask T1).Project | Should -BeExactly 'example.com/a/cart'
            (Get-ClawTask -Scope Global -State Running) | Should -BeNullOrEmpty
        }
        finally {
            Pop-Location
        }
        (Get-ClawTask -Project example.com/a/cart -State Running).Id | Should -BeExactly 'T1'
        (Start-ClawTask).Project | Should -BeNullOrEmpty
    }
}
