BeforeAll {
    Import-Module "$PSScriptRoot/TestHelpers.psm1" -Force
    Import-Module "$(Get-ModulePath)/ClawPowers"
    Push-Location (New-ScratchFolder)
}

AfterAll {
    Pop-Location
    Remove-Scratch
}

# A home can only be given to a process of its own.
Describe 'Register-ClawHook' -Skip:$IsWindows {
    BeforeEach {
        $scratchHome = Join-Path (New-ScratchFolder 'home') 'Zoë (at) home'
        $null = New-Item -ItemType Directory $scratchHome
        $variables = @{
            HOME = $scratchHome; USERPROFILE = $scratchHome; CLAWPOWERS_DIR = $null; XDG_CONFIG_HOME = $null
            CLAUDE_CONFIG_DIR = $null; CODEX_HOME = $null; GEMINI_CLI_HOME = $null; COPILOT_HOME = $null; OPENCODE_CONFIG_DIR = $null
        }
    }

    It 'registers what it is asked for, once, says how it stands, and removes it without a trace' {
        $result = Invoke-Pwsh -Environment $variables @'
            $null = New-Item -ItemType Directory "$HOME/.gemini"
            [System.IO.File]::WriteAllText("$HOME/.gemini/settings.json", "{`r`n  // mine`r`n  `"ui`": {}`r`n}")
            $before = (Get-FileHash "$HOME/.gemini/settings.json").Hash
            Register-ClawHook ClaudeCode, Gemini, Profile | ForEach-Object { "$($_.State) $_ $($_.Scope) $($_.IsDone)" }
            (Get-Content -Raw "$HOME/.claude/settings.json" | ConvertFrom-Json).hooks.SessionStart.hooks.command.Substring(0, 25)
            Test-Path "$HOME/.clawpowers/hooks/session-start.ps1"
            (Register-ClawHook Gemini).Difference.Length
            (Get-ClawHook | Where-Object State -eq Registered).Target -join ' '
            (Get-ClawHook | Where-Object State -eq Registered | Unregister-ClawHook).State -join ' '
            (Get-FileHash "$HOME/.gemini/settings.json").Hash -eq $before
            Get-ChildItem $HOME -Recurse -Force -Name -Exclude .cache, .local | Where-Object { $_ -notmatch '^\.(cache|local)|powershell' }
'@

        $result.ErrorText | Should -BeNullOrEmpty
        $result.Output.Trim() -split '\r?\n' | Should -Be @(
            'Registered ClaudeCode User True'
            'Registered Gemini User True'
            'Registered Profile User True'
            'pwsh -NoProfile -NonInter'
            'True'
            '0'
            'ClaudeCode Gemini Profile'
            'Absent Absent Absent'
            'True'
            '.gemini'
            '.gemini/settings.json'
        )
    }

    It 'shows the difference and the rules with -WhatIf, and changes nothing' {
        $result = Invoke-Pwsh -Environment $variables @'
            $hook = Register-ClawHook ClaudeCode -AllowCommands -WhatIf
            "$($hook.State) $($hook.IsDone) $($hook.AllowsCommands)"
            $hook.Difference -match '\+      "Bash\(clawpowers store \*\)"'
            Test-Path "$HOME/.claude", "$HOME/.clawpowers"
'@

        $result.ErrorText | Should -BeNullOrEmpty
        $result.Output | Should -Match '(?m)^What if: Register the session-start hook of ClaudeCode in '
        $result.Output | Should -Match '(?m)^\+            "command": "pwsh '
        $result.Output.Trim() -split '\r?\n' | Select-Object -Last 4 | Should -Be 'Registered False True', 'True', 'False', 'False'
    }

    It 'reports a file that it can''t read with line and column, and goes on' {
        $result = Invoke-Pwsh -Environment $variables @'
            $null = New-Item -ItemType Directory "$HOME/.codex"
            Set-Content "$HOME/.codex/hooks.json" '{ "hooks": 5 }'
            $hooks = Register-ClawHook Codex, Cursor -ErrorVariable problem -ErrorAction SilentlyContinue
            "$($hooks.Target) $($problem[0].FullyQualifiedErrorId) $($problem[0].CategoryInfo.Category)"
            $problem[0].Exception.Message -match 'line 1, column 12'
            "$((Get-ClawHook Codex -Scope User).State) $(Get-Content "$HOME/.codex/hooks.json")"
'@

        $result.ErrorText | Should -BeNullOrEmpty
        $result.Output.Trim() -split '\r?\n' | Should -Be @(
            'Cursor HookFileUnreadable,ClawPowers.PowerShell.Commands.RegisterClawHookCommand InvalidArgument'
            'True'
            'Broken { "hooks": 5 }'
        )
    }

    It 'writes into the project where that is asked for, and only in one' {
        $variables.PROJECT = New-ScratchRepository
        $result = Invoke-Pwsh -Environment $variables @'
            (Register-ClawHook Copilot -Scope Project -ErrorVariable problem -ErrorAction SilentlyContinue).Count
            $problem[0].FullyQualifiedErrorId
            Set-Location $env:PROJECT
            $hook = Register-ClawHook Copilot -Scope Project
            $hook.Path -eq (Join-Path $env:PROJECT '.github/hooks/clawpowers.json')
            Select-String -Quiet -SimpleMatch $HOME $hook.Path
            ($hook | Unregister-ClawHook).State
            Test-Path "$env:PROJECT/.github"
'@

        $result.ErrorText | Should -BeNullOrEmpty
        $result.Output.Trim() -split '\r?\n' | Should -Be '0', 'NotInProject,ClawPowers.PowerShell.Commands.RegisterClawHookCommand', 'True', 'False', 'Absent', 'False'
    }
}
