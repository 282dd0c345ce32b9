BeforeAll {
    Import-Module "$PSScriptRoot/TestHelpers.psm1" -Force
    Import-Module "$(Get-ModulePath)/ClawPowers"
    Push-Location (New-ScratchFolder)
}

AfterAll {
    Pop-Location
    Remove-Scratch
}

Describe 'Get-ClawTask' {
    BeforeEach {
        $null = New-ScratchStore
        . "$PSScriptRoot/TaskPlan.ps1"
    }

    It 'emits the tasks in the order of the file' {
        $tasks = Get-ClawTask

        $tasks[0] | Should -BeOfType 'ClawPowers.ClawTask'
        $tasks.Id | Should -BeExactly 'T1', 'T2', 'T3'
        "$($tasks.State)" | Should -BeExactly 'Ready Waiting Ready'
        $tasks[0].Estimate | Should -Be ([timespan] '00:04:00')
        $tasks[1].Unmet | Should -BeExactly 'T1'
    }

    It 'restricts by name, plan and state' {
        (Get-ClawTask t1).Id | Should -BeExactly 'T1'
        (Get-ClawTask T[12] -Plan car*).Id | Should -BeExactly 'T1', 'T2'
        (Get-ClawTask -Ready).Id | Should -BeExactly 'T1', 'T3'
        (Get-ClawTask -State Waiting, Running).Id | Should -BeExactly 'T2'
        Get-ClawTask -Plan other* | Should -BeNullOrEmpty
        Get-ClawTask T9 | Should -BeNullOrEmpty
    }

    It 'refuses a plan that is not there, so that a slip of the pen is no plan without ready tasks' {
        { Get-ClawTask -Ready -Plan cart, cert -ErrorAction Stop } | Should -Throw "There is no plan 'cert' in*" -ErrorId 'PlanNotFound,ClawPowers.PowerShell.Commands.GetClawTaskCommand'
        $null = New-ScratchStore
        { Get-ClawTask -Plan cart -ErrorAction Stop } | Should -Throw -ErrorId 'PlanNotFound,*'
        Get-ClawTask -Plan c* | Should -BeNullOrEmpty
    }

    It 'takes tasks, to see how they stand now' {
        $tasks = Get-ClawTask -Ready
        $null = Start-ClawTask T1

        "$(($tasks | Get-ClawTask).State)" | Should -BeExactly 'Running Ready'
    }

    It 'emits nothing where there is no store, and makes none' {
        $folder = New-ScratchStore

        Get-ClawTask | Should -BeNullOrEmpty
        "$folder/clawpowers.db" | Should -Not -Exist
    }

    It 'shows a task in lines that are not cut, and lets no control character through, redirected and not' {
        $null = Start-ClawTask T1 -Plan cart -Note "step`e[31m 1`nstep 2"

        $text = (Invoke-Pwsh 'Get-ClawTask').Output
        $text | Should -Not -Match "`e"
        $text -replace '\d{4}-\d\d-\d\d \d\d:\d\d', '<when>' -replace '\r' | Should -BeExactly (@(
                'T1 running The voucher'
                '  (plan cart, estimate 4m, global)'
                '  claim: 1, until <when>'
                '  in: src/Cart.ps1'
                '  out: src/Voucher.ps1'
                '  done: it is there'
                '  note: step\u001b[31m 1'
                '        step 2'
                'T2 waiting The price'
                '  (plan cart, estimate 8m, global)'
                '  waits for: T1'
                'T3 ready The export'
                '  (plan cart, estimate 3m, global)'
                ''
            ) -join "`n")
    }

    It 'completes the plans, and the tasks of the one that was typed' {
        (TabExpansion2 'Get-ClawTask -Plan c').CompletionMatches.CompletionText | Should -Contain 'cart'
        (TabExpansion2 'Get-ClawTask -Plan cart -Id T').CompletionMatches.CompletionText | Should -BeExactly 'T1', 'T2', 'T3'
        $null = Start-ClawTask T3
        (TabExpansion2 'Complete-ClawTask T').CompletionMatches.CompletionText | Should -BeExactly 'T3', 'T1', 'T2'
        (TabExpansion2 'Complete-ClawTask -Rework ').CompletionMatches.CompletionText | Should -BeExactly 'slip', 'spec', 'change', 'dependency'
    }
}
