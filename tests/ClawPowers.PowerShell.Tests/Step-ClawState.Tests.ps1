BeforeAll {
    Import-Module "$PSScriptRoot/TestHelpers.psm1" -Force
    Import-Module "$(Get-ModulePath)/ClawPowers"
    Push-Location (New-ScratchFolder)
}

AfterAll {
    Pop-Location
    Remove-Scratch
}

Describe 'Step-ClawState' {
    BeforeEach {
        $null = New-ScratchStore
    }

    It 'counts from nothing and emits the entry' {
        $entry = Step-ClawState dispatch:done

        $entry | Should -BeOfType 'ClawPowers.StateEntry'
        $entry.Value | Should -BeExactly 1L
        (Step-ClawState dispatch:done).Value | Should -BeExactly 2L
        (Step-ClawState dispatch:done 10).Value | Should -BeExactly 12L
        (Step-ClawState dispatch:done -By -13).Value | Should -BeExactly (-1L)
    }

    It 'is exact in decimals' {
        1..10 | ForEach-Object { Step-ClawState a:sum -By 0.1 } | Select-Object -Last 1 -ExpandProperty Value | Should -BeExactly 1.0d
    }

    It 'steps <Before> by <By> to <After>' -ForEach @(
        @{ Before = 5; By = 2; After = 7L }, @{ Before = '5'; By = 2; After = 7L }, @{ Before = 1.5; By = 0.25; After = 1.75d }
        @{ Before = '1.5'; By = 1; After = 2.5d }, @{ Before = 2.50d; By = -2.5; After = 0.00d }
    ) {
        Set-ClawState a:b $Before

        $value = (Step-ClawState a:b -By $By).Value
        $value | Should -Be $After
        $value | Should -BeOfType $After.GetType()
    }

    It 'refuses to step <Name>' -ForEach @(
        @{ Name = 'text'; Value = 'five' }, @{ Name = 'a Boolean'; Value = $true }, @{ Name = 'an array'; Value = 1, 2 }
        @{ Name = 'a date'; Value = [datetime] '2026-11-01' }, @{ Name = 'empty text'; Value = '' }
    ) {
        Set-ClawState a:b $Value

        { Step-ClawState a:b -ErrorAction Stop } | Should -Throw -ErrorId 'StateNotNumeric,ClawPowers.PowerShell.Commands.StepClawStateCommand'
        (Get-ClawState a:b).Version | Should -Be 1
    }

    It 'holds a spending limit: the thirteenth step of 0.40 fails and nothing is booked' {
        $entries = 1..12 | ForEach-Object { Step-ClawState payment:spent:today -By 0.40 -Maximum 5 }
        $entries[-1].Value | Should -BeExactly 4.80d

        { Step-ClawState payment:spent:today -By 0.40 -Maximum 5 -ErrorAction Stop } |
            Should -Throw '*is at 4.8*would pass its maximum of 5*' -ErrorId 'StateLimitExceeded,ClawPowers.PowerShell.Commands.StepClawStateCommand'

        $entry = Get-ClawState payment:spent:today
        $entry.Value | Should -BeExactly 4.80d
        $entry.Version | Should -Be 12
        (Step-ClawState payment:spent:today -By 0.20 -Maximum 5).Value | Should -BeExactly 5.00d
    }

    It 'holds a lower limit' {
        Set-ClawState pool:free 1
        (Step-ClawState pool:free -By -1 -Minimum 0).Value | Should -BeExactly 0L

        { Step-ClawState pool:free -By -1 -Minimum 0 -ErrorAction Stop } | Should -Throw '*minimum of 0*' -ErrorId 'StateLimitExceeded,*'
    }

    It 'refuses a step out of the integers' {
        Set-ClawState a:b ([long]::MaxValue)

        { Step-ClawState a:b -ErrorAction Stop } | Should -Throw -ErrorId 'StateStepOverflow,*'
        (Get-ClawState a:b).Value | Should -BeExactly ([long]::MaxValue)
    }

    It 'steps only the version that was read with -IfVersion' {
        Step-ClawState a:b

        { Step-ClawState a:b -IfVersion 0 -ErrorAction Stop } | Should -Throw -ErrorId 'StateVersionConflict,*'
    }

    It 'keeps the end of life it had: a limit per hour needs no clean-up' {
        $first = Step-ClawState rate:x -ExpiresIn 1h

        (Step-ClawState rate:x).ExpiresAt | Should -Be $first.ExpiresAt
    }

    It 'begins at nothing after expiry' {
        $null = Step-ClawState rate:x -By 5 -ExpiresIn 50ms
        Start-Sleep -Milliseconds 80

        (Step-ClawState rate:x).Value | Should -BeExactly 1L
    }

    It 'steps several keys, and one key several times, in one pipeline' {
        $values = 'a:x', 'a:y', 'a:x' | Step-ClawState | Select-Object -ExpandProperty Value

        $values | Should -BeExactly 1, 1, 2
    }

    It 'counts to exactly 200 from sixteen runspaces' {
        $module = Join-Path (Get-ModulePath) "ClawPowers"
        $highest = 1..200 | ForEach-Object -Parallel {
            Import-Module "$using:module"
            Step-ClawState dispatch:done
        } -ThrottleLimit 16 | Measure-Object Value -Maximum

        $highest.Count | Should -Be 200
        $highest.Maximum | Should -Be 200
        (Get-ClawState dispatch:done).Value | Should -BeExactly 200L
    }
}
