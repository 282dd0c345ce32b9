BeforeAll {
    Import-Module "$PSScriptRoot/TestHelpers.psm1" -Force
    Import-Module "$(Get-ModulePath)/ClawPowers"
    Push-Location (New-ScratchFolder)

    $text = "# Plan: cart`nGoal: less`n`n## Tasks`n### T1 One`n- done: it runs`n- estimate: 5`n### T2 Two`n- needs: T1`n"
}

AfterAll {
    Pop-Location
    Remove-Scratch
}

Describe 'Import-ClawPlan' {
    BeforeEach {
        $null = New-ScratchStore
        $file = Join-Path (New-ScratchFolder) 'cart.md'
        Set-Content -NoNewline -LiteralPath $file -Value $text
    }

    It 'emits what changed, and nothing the second time' {
        $import = Import-ClawPlan $file

        $import | Should -BeOfType 'ClawPowers.PlanImport'
        $import.Plan, $import.IsNew, $import.IsDone, $import.Tasks | Should -Be 'cart', $true, $true, 2
        $import.Added | Should -Be 'T1', 'T2'
        $import.Path | Should -BeExactly $file
        "$import" | Should -BeExactly 'cart'

        $again = Import-ClawPlan -LiteralPath $file
        $again.IsNew, $again.Added.Count, $again.Changed.Count | Should -Be $false, 0, 0
    }

    It 'takes files from the pipeline, one after the other, and goes on after one that is none' {
        Set-Content (Join-Path (Split-Path $file) 'a-notes.md') '# Notes'

        $imports = Get-ChildItem (Split-Path $file) | Import-ClawPlan -ErrorVariable wrong -ErrorAction SilentlyContinue

        $imports.Plan | Should -Be 'cart'
        $wrong.FullyQualifiedErrorId | Should -BeExactly 'PlanNotValid,ClawPowers.PowerShell.Commands.ImportClawPlanCommand'
        $wrong[0].CategoryInfo.Category | Should -Be 'InvalidArgument'
    }

    It 'changes nothing with -WhatIf, and says what would be' {
        $import = Import-ClawPlan $file -WhatIf

        $import.IsDone, $import.Added.Count | Should -Be $false, 2
        Test-ClawPlan | Should -BeNullOrEmpty
    }

    It 'warns of a plan that can not be carried out to its end, and keeps it' {
        Set-Content $file "## Tasks`n### T1 One`n- needs: T2`n### T2 Two`n- needs: T1"

        $import = Import-ClawPlan $file -Name 'My plan' -WarningVariable warned -WarningAction SilentlyContinue

        $import.Plan | Should -BeExactly 'my-plan'
        $import.Problems[0].Kind | Should -Be 'Cycle'
        $import.Problems[0].Tasks | Should -Be 'T1', 'T2'
        "$warned" | Should -BeLike "The plan my-plan can't be carried out to its end as it is. A circle: T1 needs T2, which needs T1. Test-ClawPlan my-plan says more."
    }

    It 'refuses a file that is not there, no plan, or holds a secret' {
        { Import-ClawPlan missing.md -ErrorAction Stop } | Should -Throw -ErrorId 'PlanFileNotFound,*'
        Add-Content $file ('- in: ghp_' + 'aB3' * 12)
        { Import-ClawPlan $file -ErrorAction Stop } | Should -Throw -ErrorId 'SecretInValue,*' -ExpectedMessage 'Line 10 *'
        (Import-ClawPlan $file -AllowSecret).Tasks | Should -Be 2
    }

    It 'makes plans of keys' {
        Set-ClawState plan:shipping:T1:status done
        Set-ClawState execution:auth:task_2:status in_progress

        (Import-ClawPlan -FromState).Plan | Should -Be 'auth', 'shipping'
        (Import-ClawPlan -FromState -Name ship*).Tasks | Should -Be 1
        { Import-ClawPlan -FromState -Name none -ErrorAction Stop } | Should -Throw -ErrorId 'PlanNotFound,*'
    }

    It 'keeps the plan in the scope that is asked for' {
        (Import-ClawPlan $file -Project github.com/owner/shop).Project | Should -BeExactly 'github.com/owner/shop'
        Test-ClawPlan | Should -BeNullOrEmpty
        (Test-ClawPlan cart -Scope All).Project | Should -BeExactly 'github.com/owner/shop'
    }

    It 'shows all of it to an agent, and in lines that fit to a person' {
        Add-Content $file "- nedes: T1`n- colour: $('very ' * 30)red"
        $agent = (Invoke-Pwsh "Import-ClawPlan '$file'").Output -replace '\r\n', "`n"

        $agent | Should -BeExactly (@(
                'cart  2 tasks: 2 new'
                "  $file"
                "  warning on line 10: T2 has a field 'nedes', which is not read."
                "    > Did you mean 'needs'?"
                "  note on line 11: T2 has a field 'colour', which is not read."
                '    > The fields are covers, needs, in, out, done, estimate, risk, trip wire, status and notes.', '') -join "`n")
    }
}
