BeforeAll {
    Import-Module "$PSScriptRoot/TestHelpers.psm1" -Force
    Import-Module "$(Get-ModulePath)/ClawPowers"
    Push-Location (New-ScratchFolder)
}

AfterAll {
    Pop-Location
    Remove-Scratch
}

Describe 'New-ClawSkill' {
    BeforeEach {
        $null = New-ScratchStore
        $folder = New-ScratchFolder 'skills'
    }

    It 'makes a skill with scenarios and emits nothing' {
        New-ClawSkill flaky-tests -Path $folder | Should -BeNullOrEmpty

        "$folder/flaky-tests/references/scenarios.md" | Should -Exist
        Get-Content "$folder/flaky-tests/SKILL.md" -TotalCount 2 | Should -Be '---', 'name: flaky-tests'
    }

    It 'emits the skill with -PassThru' {
        $skill = New-ClawSkill flaky-tests 'Use when: tests are flaky.' -Path $folder -PassThru

        $skill | Should -BeOfType 'ClawPowers.SkillEntry'
        $skill.Description, $skill.Folder | Should -Be 'Use when: tests are flaky.', (Join-Path $folder 'flaky-tests')
    }

    It 'passes Test-ClawSkill without errors' -Skip:(-not (Get-Command Test-ClawSkill -ErrorAction Ignore)) {
        New-ClawSkill flaky-tests -Path $folder

        Test-ClawSkill -Path "$folder/flaky-tests" | Where-Object Severity -EQ Error | Should -BeNullOrEmpty
    }

    It 'has commands that run' {
        New-ClawSkill flaky-tests -Path $folder
        $block = [regex]::Match((Get-Content -Raw "$folder/flaky-tests/SKILL.md"), '(?s)```powershell\n(.*?)```').Groups[1].Value

        & { $ErrorActionPreference = 'Stop'; & ([scriptblock]::Create($block)) } | Should -BeNullOrEmpty
    }

    It 'makes it in the repository of the location' {
        $repository = New-ScratchRepository
        Push-Location $repository
        try {
            'a-b', 'c' | New-ClawSkill
        }
        finally {
            Pop-Location
        }

        Get-ChildItem "$repository/.agents/skills" -Name | Should -Be 'a-b', 'c'
    }

    It 'makes nothing under -WhatIf' {
        New-ClawSkill flaky-tests -Path $folder -WhatIf

        Get-ChildItem $folder | Should -BeNullOrEmpty
    }

    It 'fails with <Id> for <Name> and goes on' -ForEach @(
        @{ Id = 'InvalidSkillName'; Name = 'Flaky_Tests' }
        @{ Id = 'SkillExists'; Name = 'there' }
    ) {
        $null = New-Item -ItemType Directory "$folder/there"

        $Name, 'good' | New-ClawSkill -Path $folder -ErrorAction SilentlyContinue -ErrorVariable problems

        $problems.FullyQualifiedErrorId | Should -BeExactly "$Id,ClawPowers.PowerShell.Commands.NewClawSkillCommand"
        $problems.TargetObject | Should -Be $Name
        "$folder/good/SKILL.md" | Should -Exist
    }

    It 'refuses a description that front matter can not hold' {
        { New-ClawSkill a 'use <b>' -Path $folder -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidSkillDescription,ClawPowers.PowerShell.Commands.NewClawSkillCommand'
    }
}
