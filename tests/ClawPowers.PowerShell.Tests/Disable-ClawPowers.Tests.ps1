BeforeAll {
    Import-Module "$PSScriptRoot/TestHelpers.psm1" -Force
    Import-Module "$(Get-ModulePath)/ClawPowers"
    Push-Location (New-ScratchFolder)
    $realHome, $realProfile, $realCache, $realData = $env:HOME, $env:USERPROFILE, $env:XDG_CACHE_HOME, $env:XDG_DATA_HOME
    # What every pwsh writes into a new home by itself goes elsewhere.
    $env:XDG_CACHE_HOME = $env:XDG_DATA_HOME = New-ScratchFolder 'cache'
}

AfterAll {
    $env:HOME, $env:USERPROFILE, $env:XDG_CACHE_HOME, $env:XDG_DATA_HOME = $realHome, $realProfile, $realCache, $realData
    Pop-Location
    Remove-Scratch
}

# On Windows the system says where the home is, and the tests leave that of whoever runs them alone.
Describe 'Disable-ClawPowers' -Skip:([OperatingSystem]::IsWindows()) {
    BeforeEach {
        $store = New-ScratchStore
        $env:HOME = $env:USERPROFILE = New-ScratchFolder 'home'
        $null = New-Item -ItemType Directory "$env:HOME/.codex"
        Set-Content "$env:HOME/.codex/hooks.json" '{ "hooks": {} }' -NoNewline
        Set-ClawState a:b 1
        $null = Register-ClawHook Codex, Profile
        $null = Install-ClawSkill brainstorming -Agent Codex
    }

    It 'removes hooks, the profile''s block, skills and the starter, and keeps what is remembered' {
        $steps = Disable-ClawPowers -Force

        $steps.Kind | Should -Be 'Hook', 'Profile', 'Skill'
        $steps.IsDone | Should -Not -Contain $false
        Get-ChildItem $env:HOME -Recurse -Force -File | ForEach-Object { [System.IO.Path]::GetRelativePath($env:HOME, $_.FullName) } | Should -BeExactly '.codex/hooks.json'
        Get-Content "$env:HOME/.codex/hooks.json" -Raw | Should -BeExactly '{ "hooks": {} }'
        (Get-ClawState a:b).Value | Should -Be 1
        Disable-ClawPowers -Force | Should -BeNullOrEmpty
    }

    It 'deletes the store with -Purge, and only what is the store''s' {
        Set-Content "$store/notes.txt" 'mine'

        $step = Disable-ClawPowers -Purge -Force | Where-Object Kind -EQ Store

        $step.Change | Should -BeLike 'Delete the store clawpowers.db*'
        $step.Message | Should -BeExactly 'Not deleted, since it is not the store''s: notes.txt.'
        Get-ChildItem $store -Force -Name | Should -Be 'notes.txt'
    }

    It 'changes nothing under -WhatIf, nor where nobody can be asked' {
        $before = Get-ChildItem $env:HOME, $store -Recurse -Force -Name

        (Disable-ClawPowers -Purge -WhatIf).IsDone | Select-Object -Unique | Should -BeFalse
        $result = Invoke-Pwsh 'Disable-ClawPowers -Purge' -Environment @{ HOME = $env:HOME; USERPROFILE = $env:HOME }

        $result.ExitCode | Should -Be 1
        $result.ErrorText | Should -BeLike '*Add -Force to do it without asking.*'
        Get-ChildItem $env:HOME, $store -Recurse -Force -Name | Should -BeExactly $before
    }
}
