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
}
