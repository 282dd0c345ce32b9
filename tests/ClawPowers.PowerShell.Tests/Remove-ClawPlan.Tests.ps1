BeforeAll {
    Import-Module "$PSScriptRoot/TestHelpers.psm1" -Force
    Import-Module "$(Get-ModulePath)/ClawPowers"
    Push-Location (New-ScratchFolder)
}

AfterAll {
    Pop-Location
    Remove-Scratch
}

Describe 'Remove-ClawPlan' {
    BeforeEach {
        $null = New-ScratchStore
        $file = Join-Path (New-ScratchFolder) 'cart.md'
        Set-Content $file '## Tasks', '### T1 One', '### T2 Two'
        'cart', 'cart-two', 'other' | ForEach-Object { Import-ClawPlan $file -Name $_ | Out-Null }
    }

    It 'removes plans by name and pattern, and emits nothing' {
        Remove-ClawPlan cart*, other | Should -BeNullOrEmpty
        Test-ClawPlan | Should -BeNullOrEmpty
    }

    It 'changes nothing with -WhatIf' {
        Remove-ClawPlan * -WhatIf
        (Test-ClawPlan).Plan | Should -Be 'cart', 'cart-two', 'other'
    }

    It 'takes plans from the pipeline, and goes on after one that is not there' {
        'cart', 'missing', 'other' | Remove-ClawPlan -ErrorVariable wrong -ErrorAction SilentlyContinue

        $wrong.FullyQualifiedErrorId | Should -BeExactly 'PlanNotFound,ClawPowers.PowerShell.Commands.RemoveClawPlanCommand'
        $wrong[0].TargetObject | Should -BeExactly 'missing'
        Test-ClawPlan cart-two | Remove-ClawPlan
        Test-ClawPlan | Should -BeNullOrEmpty
    }
}
