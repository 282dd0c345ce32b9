BeforeAll {
    Import-Module "$PSScriptRoot/TestHelpers.psm1" -Force
    Import-Module "$(Get-ModulePath)/ClawPowers"
    Push-Location (New-ScratchFolder)
    $realHome, $realProfile, $realPath, $realCache, $realData = $env:HOME, $env:USERPROFILE, $env:PSModulePath, $env:XDG_CACHE_HOME, $env:XDG_DATA_HOME
    # What every pwsh writes into a new home by itself goes elsewhere.
    $env:XDG_CACHE_HOME = $env:XDG_DATA_HOME = New-ScratchFolder 'cache'
    $env:PSModulePath = (Get-ModulePath) + [System.IO.Path]::PathSeparator + $env:PSModulePath

    function Get-Everything {
        # Every file under the home with its bytes, and every folder.
        Get-ChildItem -LiteralPath $env:HOME -Recurse -Force | Sort-Object FullName | ForEach-Object {
            $_.FullName.Substring($env:HOME.Length) + ' ' + $($_.PSIsContainer ? 'folder' : [Convert]::ToBase64String([System.IO.File]::ReadAllBytes($_.FullName)))
        }
    }
}

AfterAll {
    $env:HOME, $env:USERPROFILE, $env:PSModulePath, $env:XDG_CACHE_HOME, $env:XDG_DATA_HOME = $realHome, $realProfile, $realPath, $realCache, $realData
    Pop-Location
    Remove-Scratch
}

# On Windows the system says where the home is, and the tests leave that of whoever runs them alone.
Describe 'Enable-ClawPowers' -Skip:([OperatingSystem]::IsWindows()) {
    BeforeEach {
        $null = New-ScratchStore
        $env:HOME = $env:USERPROFILE = New-ScratchFolder 'home of Zoë (x86)'
        $env:CLAWPOWERS_DIR = "$env:HOME/.clawpowers"
        $null = New-Item -ItemType Directory "$env:HOME/.claude", "$env:HOME/.gemini"
        Set-Content "$env:HOME/.claude/settings.json" '{ "model": "opus" }'
        Set-Content "$env:HOME/.gemini/settings.json" "{`n  // mine`n  `"ui`": {}`n}"
    }

    It 'sets everything up, proves it, and finds nothing to do the second time' {
        $first = Enable-ClawPowers ClaudeCode, Gemini -Force
        $before = Get-Everything
        $second = Enable-ClawPowers ClaudeCode, Gemini -Force

        $steps = $first | Where-Object { $_ -is [ClawPowers.SetupStep] }
        $tests = $first | Where-Object { $_ -is [ClawPowers.ClawHookTest] }
        $steps.Kind | Should -Be 'Store', 'Skill', 'Skill', 'Hook', 'Hook', 'Profile'
        $steps.IsDone | Should -Not -Contain $false
        $tests.Target | Should -Be 'ClaudeCode', 'Gemini', 'Profile'
        @($tests.Checks | Where-Object Passed -EQ $false | ForEach-Object { "$_" }) | Should -BeNullOrEmpty
        "$env:HOME/.claude/skills/using-clawpowers/SKILL.md" | Should -Exist
        "$env:HOME/.agents/skills/using-clawpowers/SKILL.md" | Should -Exist
        ($second | Where-Object { $_ -is [ClawPowers.SetupStep] }).Change | Should -Contain 'The store is there'
        Get-Everything | Where-Object { $_ -notlike '*/clawpowers.db*' } | Should -BeExactly ($before | Where-Object { $_ -notlike '*/clawpowers.db*' })
    }

    It 'shows under -WhatIf every step with its difference, and changes nothing' {
        $before = Get-Everything

        $steps = Enable-ClawPowers ClaudeCode -WhatIf

        $steps.IsDone | Should -Not -Contain $true
        ($steps | Where-Object Kind -EQ Hook).Difference | Should -BeLike '*+*session-start.ps1*'
        Get-Everything | Should -BeExactly $before
    }

    It 'changes nothing where nobody can be asked, and says what to add' {
        $before = Get-Everything

        $result = Invoke-Pwsh 'Enable-ClawPowers ClaudeCode' -Environment @{ HOME = $env:HOME; USERPROFILE = $env:HOME }

        $result.ExitCode | Should -Be 1
        $result.ErrorText | Should -BeLike '*must be confirmed*Add -Force to do it without asking.*'
        Get-Everything | Should -BeExactly $before
    }

    It 'leaves out what is not wanted' {
        $steps = Enable-ClawPowers ClaudeCode -SkipSkill -SkipProfile -SkipPermission -WhatIf

        $steps.Kind | Should -Be 'Store', 'Hook'
        $steps[1].Difference | Should -Not -Match 'permissions'
    }

    It 'reports a configuration that is broken, and does the rest' {
        Set-Content "$env:HOME/.claude/settings.json" '{ "model": '

        $done = Enable-ClawPowers ClaudeCode, Gemini -SkipSkill -SkipProfile -Confirm:$false -ErrorVariable problems -ErrorAction SilentlyContinue

        $problems.Count | Should -Be 1
        "$problems" | Should -BeLike '*settings.json*'
        ($done | Where-Object { $_ -is [ClawPowers.ClawHookTest] }).Target | Should -Be 'Gemini'
        Get-Content "$env:HOME/.claude/settings.json" | Should -BeExactly '{ "model": '
    }

    It 'has views that lose nothing when they are redirected' {
        $result = Invoke-Pwsh '$WarningPreference = "SilentlyContinue"; Enable-ClawPowers ClaudeCode -SkipSkill -SkipProfile -WhatIf | Where-Object Kind -EQ Hook' -Environment @{ HOME = $env:HOME; USERPROFILE = $env:HOME }

        $result.Output | Should -Match '(?m)^not done  Give Claude Code its hook'
        $result.Output | Should -Match '(?m)^          \+.*session-start\.ps1'
        $result.Output | Should -Not -Match '…|\x1b'
    }

    It 'lets a session that starts know the project, and its commands know the session' -Skip:(-not (Get-Command python3 -CommandType Application -ErrorAction Ignore)) {
        $repository = New-ScratchRepository -Origin 'https://example.com/ada/payments.git'
        $null = New-Item -ItemType Directory "$env:HOME/.codex"
        $before = Get-Everything
        $null = Enable-ClawPowers ClaudeCode, Codex, Gemini -Force -WarningAction SilentlyContinue
        Push-Location $repository
        Set-ClawState plan:payments:goal 'Refunds in one step'
        $inputs = @{
            ClaudeCode = '{"session_id":"claude-7","transcript_path":"/t.jsonl","cwd":"CWD","hook_event_name":"SessionStart","source":"startup"}'
            Codex      = '{"session_id":"codex-7","transcript_path":null,"cwd":"CWD","hook_event_name":"SessionStart","model":"m","permission_mode":"default","source":"startup"}'
            Gemini     = '{"session_id":"gemini-7","transcript_path":"","cwd":"CWD","hook_event_name":"SessionStart","timestamp":"2026-11-21T10:00:00.000Z","source":"startup"}'
        }
        try {
            foreach ($agent in $inputs.Keys) {
                $session = "$(@{ ClaudeCode = 'claude'; Codex = 'codex'; Gemini = 'gemini' }[$agent])-7"
                $command = (Get-ClawHook $agent).Command
                # The agent: a process that is no shell, and runs its hook and then a command, each in a shell of its own.
                $script = @'
import json, os, subprocess, sys
hook = subprocess.run(["sh", "-c", sys.argv[1]], input=sys.argv[2].encode(), capture_output=True)
print(json.dumps({"exit": hook.returncode, "answer": json.loads(hook.stdout), "errors": hook.stderr.decode()}))
subprocess.run(["sh", "-c", "pwsh -NoProfile -NonInteractive -Command \"Set-ClawState " + sys.argv[3] + " 1\""], check=True)
'@
                $result = Invoke-TestProcess 'python3' @('-c', $script, $command, $inputs[$agent].Replace('CWD', $repository), "e2e:$($agent):x") -WorkingDirectory $repository -Environment @{
                    CLAWPOWERS_SESSION = $null; CLAWPOWERS_AGENT = $null; CLAUDE_CODE_SESSION_ID = $null; CLAUDE_CODE_CHILD_SESSION = $null; CODEX_THREAD_ID = $null
                    GEMINI_SESSION_ID = $null; CURSOR_CONVERSATION_ID = $null; COPILOT_AGENT_SESSION_ID = $null
                }

                $result.ErrorText | Should -BeNullOrEmpty
                $answer = $result.Output | ConvertFrom-Json
                $answer.exit | Should -Be 0
                $answer.errors | Should -BeNullOrEmpty
                $answer.answer.hookSpecificOutput.hookEventName | Should -BeExactly 'SessionStart'
                $answer.answer.hookSpecificOutput.additionalContext | Should -BeLike '*## Open plans*| payments "Refunds in one step"*'
                (Get-ClawState "e2e:$($agent):x").SessionId | Should -BeExactly $session
            }
        }
        finally {
            Pop-Location
        }

        $null = Disable-ClawPowers -Purge -Force

        Get-Everything | Should -BeExactly $before
    }
}
