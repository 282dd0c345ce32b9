BeforeAll {
    Import-Module "$PSScriptRoot/TestHelpers.psm1" -Force
    Import-Module "$(Get-ModulePath)/ClawPowers"
    Push-Location (New-ScratchFolder)
}

AfterAll {
    Pop-Location
    Remove-Scratch
}

Describe 'Uninstall-ClawSkill' {
    BeforeEach {
        $null = New-ScratchStore
        $repository = New-ScratchRepository
        Push-Location $repository
        $installed = Install-ClawSkill brainstorming, writing-* -Agent Codex, Gemini, ClaudeCode -Scope Project
    }

    AfterEach {
        Pop-Location
    }

    It 'removes all that was installed and nothing else' {
        Set-Content own.txt 'own'

        $removed = Uninstall-ClawSkill -Scope Project

        $removed.State | Select-Object -Unique | Should -Be 'Removed'
        $removed.Count | Should -Be 6
        Get-ChildItem -Force -Name | Should -Be '.git', 'own.txt'
    }

    It 'keeps what was edited and warns' {
        $folder = $installed[0].Folder
        Set-Content "$folder/SKILL.md" 'mine'

        $removed = Uninstall-ClawSkill brainstorming -Agent Codex, Gemini -Scope Project -WarningVariable warnings -WarningAction SilentlyContinue

        $removed.State | Should -Be 'Kept'
        "$warnings" | Should -BeLike '1 file was changed here, and so not removed: *SKILL.md'
        Get-Content "$folder/SKILL.md" | Should -BeExactly 'mine'
    }

    It 'leaves a shared copy for the other agents' {
        $kept = Uninstall-ClawSkill brainstorming -Agent Codex -Scope Project

        $kept.State, $kept.Message | Should -Be 'Kept', 'The copy stays for Gemini.'
        "$($installed[0].Folder)/SKILL.md" | Should -Exist
    }

    It 'takes what Install-ClawSkill emits, and asks nothing under -WhatIf' {
        ($installed | Uninstall-ClawSkill -WhatIf).IsDone | Select-Object -Unique | Should -BeFalse
        ($installed | Uninstall-ClawSkill).Count | Should -Be 6
        Get-ChildItem -Force -Name | Should -Be '.git'
        { Uninstall-ClawSkill brainstorming -Scope Project -ErrorAction Stop } | Should -Throw -ErrorId 'SkillNotInstalled,ClawPowers.PowerShell.Commands.UninstallClawSkillCommand'
        Uninstall-ClawSkill -Scope Project | Should -BeNullOrEmpty
    }

    It 'does nothing for an empty pipeline' {
        @() | Uninstall-ClawSkill -Scope Project | Should -BeNullOrEmpty
        "$($installed[0].Folder)/SKILL.md" | Should -Exist
    }
}
