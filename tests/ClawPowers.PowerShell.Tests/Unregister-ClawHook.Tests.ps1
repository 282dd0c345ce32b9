BeforeAll {
    Import-Module "$PSScriptRoot/TestHelpers.psm1" -Force
    Import-Module "$(Get-ModulePath)/ClawPowers"
}

AfterAll {
    Remove-Scratch
}

Describe 'Unregister-ClawHook' -Skip:$IsWindows {
    BeforeEach {
        $scratchHome = New-ScratchFolder 'home'
        $variables = @{
            HOME = $scratchHome; USERPROFILE = $scratchHome; CLAWPOWERS_DIR = $null; XDG_CONFIG_HOME = $null
            CLAUDE_CONFIG_DIR = $null; CODEX_HOME = $null; GEMINI_CLI_HOME = $null; COPILOT_HOME = $null; OPENCODE_CONFIG_DIR = $null
        }
    }

    It 'removes the hook and the rules, keeps what was added meanwhile, and shows what it would do with -WhatIf' {
        $result = Invoke-Pwsh -Environment $variables @'
            $null = Register-ClawHook ClaudeCode, Codex, Gemini -AllowCommands
            Test-Path "$HOME/.codex/rules/clawpowers.rules", "$HOME/.gemini/policies/clawpowers.toml"
            $file = "$HOME/.claude/settings.json"
            [System.IO.File]::WriteAllText($file, (Get-Content -Raw $file).Replace("{`n  `"hooks`"", "{`n  `"model`": `"opus`",`n  `"hooks`""))
            $hook = Unregister-ClawHook ClaudeCode -WhatIf
            "$($hook.State) $($hook.IsDone) $((Get-ClawHook ClaudeCode -Scope User).State)"
            (Unregister-ClawHook ClaudeCode, Codex, Gemini).State -join ' '
            Get-Content $file
            Test-Path "$HOME/.codex", "$HOME/.gemini", "$HOME/.clawpowers"
            (Unregister-ClawHook Codex).State
'@

        $result.ErrorText | Should -BeNullOrEmpty
        $lines = $result.Output.Trim() -split '\r?\n' | Where-Object { $_ -notmatch '^(What if: |[-+ @])' }
        $lines | Should -Be 'True', 'True', 'Absent False Registered', 'Absent Absent Absent', '{', '}', 'False', 'False', 'False', 'Absent'
        $result.Output | Should -Match '(?m)^-            "command": "pwsh '
        $result.Output | Should -Match '(?m)^  "model": "opus"\r?$'
    }
}
