BeforeAll {
    Import-Module "$PSScriptRoot/TestHelpers.psm1" -Force
    Import-Module "$(Get-ModulePath)/ClawPowers"
}

AfterAll {
    Remove-Scratch
}

Describe 'Get-ClawHook' -Skip:$IsWindows {
    BeforeEach {
        $scratchHome = New-ScratchFolder 'home'
        $variables = @{
            HOME = $scratchHome; USERPROFILE = $scratchHome; CLAWPOWERS_DIR = $null; XDG_CONFIG_HOME = $null
            CLAUDE_CONFIG_DIR = $null; CODEX_HOME = $null; GEMINI_CLI_HOME = $null; COPILOT_HOME = $null; OPENCODE_CONFIG_DIR = $null
        }
    }

    It 'tells of all agents and the profile, and of those it is asked for' {
        $result = Invoke-Pwsh -Environment $variables @'
            (Get-ClawHook -Scope User).Target -join ' '
            (Get-ClawHook Codex, Profile -Scope User | ForEach-Object { "$_ $($_.State) $($_.Path.Substring($HOME.Length))" }) -join '; '
            (Get-ClawHook codex -Scope User | Get-ClawHook).Target
            Test-Path "$HOME/.codex", "$HOME/.clawpowers"
'@

        $result.Output.Trim() -split '\r?\n' | Should -Be @(
            'ClaudeCode Codex Gemini Cursor Copilot OpenCode Profile'
            'Codex Absent /.codex/hooks.json; Profile Absent /.config/powershell/profile.ps1'
            'Codex'
            'False'
            'False'
        )
    }

    It 'prints one line for each where output is redirected, with nothing cut' {
        $result = Invoke-Pwsh -Environment $variables 'Get-ClawHook Copilot, Gemini -Scope User'

        $result.ErrorText | Should -BeNullOrEmpty
        $result.Output.Trim() -split '\r?\n' | Should -Be @(
            "absent      Copilot  for the user  $scratchHome/.copilot/hooks/clawpowers.json"
            "absent      Gemini  for the user  $scratchHome/.gemini/settings.json"
        )
    }

    It 'says that there is no project' {
        Push-Location (New-ScratchFolder)
        { Get-ClawHook -Scope Project } | Should -Throw -ErrorId 'NotInProject,ClawPowers.PowerShell.Commands.GetClawHookCommand'
        Pop-Location
    }
}
