BeforeAll {
    Import-Module "$PSScriptRoot/TestHelpers.psm1" -Force
    Import-Module "$(Get-ModulePath)/ClawPowers"
    Push-Location (New-ScratchFolder)
}

AfterAll {
    Pop-Location
    Remove-Scratch
}

Describe 'Remove-ClawMetric' {
    BeforeEach {
        $null = New-ScratchStore
        Add-ClawMetric tdd Success
        Add-ClawMetric tdd Failure -Measure a=1
        Add-ClawMetric tdd Success
        Set-ClawMetric 2 Partial
    }

    It 'removes runs with their history, and their numbers are not given again' {
        Remove-ClawMetric 3, 2 | Should -BeNullOrEmpty

        (Get-ClawMetric).Id | Should -Be 1
        (Get-ClawMetric -History).Id | Should -Be 1
        (Add-ClawMetric tdd Success -PassThru).Id | Should -Be 4
        (Measure-ClawMetric).Runs | Should -Be 2
    }

    It 'emits what it removed, which can be recorded again' {
        $removed = Get-ClawMetric -Outcome Partial | Remove-ClawMetric -PassThru

        $removed.Id | Should -Be 2
        ($removed | Add-ClawMetric -PassThru).Measures.a | Should -BeExactly 1L
    }

    It 'takes a run once, however often it comes' {
        Get-ClawMetric -Id 2 -History | Remove-ClawMetric -ErrorAction Stop

        (Get-ClawMetric).Id | Should -Be 3, 1
    }

    It 'reports a run that is not there and removes the others' {
        $failure = 1, 99 | Remove-ClawMetric 2>&1

        $failure.FullyQualifiedErrorId | Should -BeExactly 'MetricNotFound,ClawPowers.PowerShell.Commands.RemoveClawMetricCommand'
        $failure.TargetObject | Should -BeExactly 99L
        (Get-ClawMetric).Id | Should -Be 3, 2
    }

    It 'removes nothing with -WhatIf' {
        (Remove-ClawMetric 1 -WhatIf -PassThru).Id | Should -Be 1
        (Invoke-Pwsh 'Remove-ClawMetric 1 -WhatIf').Output | Should -BeLike '*What if: Remove the run 1 with its history.*'
        (Get-ClawMetric).Count | Should -Be 3
    }
}
