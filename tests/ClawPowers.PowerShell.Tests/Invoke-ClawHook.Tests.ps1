BeforeDiscovery {
    $agents = @{
        ClaudeCode = '{"session_id":"s-1","transcript_path":"/home/ada/.claude/projects/p/s-1.jsonl","cwd":"FOLDER","hook_event_name":"SessionStart","source":"startup","model":"opus"}'
        Codex      = '{"session_id":"s-1","transcript_path":"/home/ada/.codex/sessions/rollout-1.jsonl","cwd":"FOLDER","hook_event_name":"SessionStart","model":"gpt-5","permission_mode":"default","source":"startup"}'
        Gemini     = '{"session_id":"s-1","transcript_path":"","cwd":"FOLDER","hook_event_name":"SessionStart","timestamp":"2026-11-21T10:00:00.000Z","source":"startup"}'
        Cursor     = '{"conversation_id":"s-1","generation_id":"","model":"default","is_background_agent":false,"session_id":"s-1","hook_event_name":"sessionStart","cursor_version":"2026.09.28","workspace_roots":["FOLDER"],"user_email":null,"transcript_path":null}'
        Copilot    = '{"sessionId":"s-1","timestamp":1795258119289,"cwd":"FOLDER","source":"new","initialPrompt":"hello"}'
        OpenCode   = '{"agent":"open-code","hook_event_name":"SessionStart","session_id":"s-1","cwd":"FOLDER","source":"startup"}'
    }
    $shapes = @{
        ClaudeCode = 'hookSpecificOutput', 'hookEventName', 'additionalContext'
        Codex      = 'hookSpecificOutput', 'hookEventName', 'additionalContext'
        Gemini     = 'hookSpecificOutput', 'hookEventName', 'additionalContext'
        Cursor     = , 'additional_context'
        Copilot    = , 'additionalContext'
        OpenCode   = , 'context'
    }
    $cases = foreach ($agent in $agents.Keys | Sort-Object) {
        @{ Agent = $agent; Said = $agents[$agent]; Shape = $shapes[$agent] }
    }
}

BeforeAll {
    Import-Module "$PSScriptRoot/TestHelpers.psm1" -Force
    Import-Module "$(Get-ModulePath)/ClawPowers"
    Push-Location (New-ScratchFolder)

    # Of two hooks that are told of the same start, one speaks. What the store remembers of the first is taken away.
    function Clear-Start {
        Remove-Item "$env:CLAWPOWERS_DIR/*" -Recurse -Force
    }
}

AfterAll {
    Pop-Location
    Remove-Scratch
}

Describe 'Invoke-ClawHook' {
    BeforeEach {
        $null = New-ScratchStore
        $script:Project = Join-Path (New-ScratchFolder) "Ada's (work) & 100% `$HOME [x] $([char] 0x5F20) $([char]::ConvertFromUtf32(0x1F43E))"
        $null = [System.IO.Directory]::CreateDirectory($Project)
        $script:NameOfAgents = @{ ClaudeCode = 'claude-code'; Codex = 'codex'; Gemini = 'gemini'; Cursor = 'cursor'; Copilot = 'copilot'; OpenCode = 'open-code' }
    }

    It 'says the same to <Agent> by cmdlet, command line, script and pipeline, in the shape that it reads' -ForEach $cases {
        $text = $Said.Replace('FOLDER', $Project.Replace('\', '\\'))
        $hooks = Join-Path (Get-ModulePath) 'ClawPowers/hooks/session-start.ps1'

        $cmdlet = Invoke-Pwsh "Invoke-ClawHook -Agent $Agent" -StandardInput $text -WorkingDirectory $Project
        Clear-Start
        $cli = Invoke-ClawCli hook run --agent $NameOfAgents[$Agent] -StandardInput $text -WorkingDirectory $Project
        Clear-Start
        $byScript = Invoke-Pwsh "& '$hooks' -Agent $Agent" -StandardInput $text -WorkingDirectory $Project
        Clear-Start

        foreach ($result in $cmdlet, $cli, $byScript) {
            $result.ErrorText | Should -BeNullOrEmpty
            $result.ExitCode | Should -Be 0
            $result.Output | Should -BeExactly $cmdlet.Output
        }
        $cmdlet.Output | Should -Match '^[ -~]+\r?\n$'
        $cmdlet.Output.Length | Should -BeLessOrEqual 9501
        $cmdlet.Output.Trim() | Should -BeExactly ($text | Invoke-ClawHook $Agent)
        $answer = $cmdlet.Output | ConvertFrom-Json -AsHashtable
        if ($Shape.Count -eq 3) {
            @($answer.Keys) | Should -Be $Shape[0]
            @($answer[$Shape[0]].Keys) | Should -Be $Shape[1, 2]
            $answer.hookSpecificOutput.hookEventName | Should -BeExactly 'SessionStart'
            $answer.hookSpecificOutput.additionalContext | Should -Not -BeNullOrEmpty
        }
        else {
            @($answer.Keys) | Should -Be $Shape
            $answer[$Shape[0]] | Should -Not -BeNullOrEmpty
        }
    }

    It 'gives a valid empty answer, one line on stderr and exit code 0 for <Name>' -ForEach @(
        @{ Name = 'nothing'; Text = '' }
        @{ Name = 'broken JSON'; Text = '{"session_id":' }
        @{ Name = 'the wrong types'; Text = '{"session_id":[1],"cwd":7}' }
        @{ Name = 'a megabyte'; Text = '{"session_id":"' + 'x' * 1100000 + '"}' }
        @{ Name = 'another agent'; Text = '{"cursor_version":"1","session_id":"a","workspace_roots":[]}' }
    ) {
        $cmdlet = Invoke-Pwsh 'Invoke-ClawHook -Agent Codex' -StandardInput $Text
        $cli = Invoke-ClawCli hook run --agent codex -StandardInput $Text
        $byScript = Invoke-Pwsh "& '$(Get-ModulePath)/ClawPowers/hooks/session-start.ps1' -Agent Codex" -StandardInput $Text

        foreach ($result in $cmdlet, $cli, $byScript) {
            $result.Output | Should -Match '^\{\}\r?\n$'
            $result.ErrorText | Should -Match '^clawpowers: [^\r\n]+\r?\n$'
            $result.ExitCode | Should -Be 0
        }
    }

    It 'takes the lines of a file for one text, and leaves no error record' {
        $Error.Clear()

        '{', '"session_id":"a"', '}' | Invoke-ClawHook Copilot | Should -BeLike '{"additionalContext":"*'
        @($Error).Count | Should -Be 0
    }

    It 'is one line whatever the preferences say' {
        $result = Invoke-Pwsh '$VerbosePreference = $DebugPreference = $InformationPreference = "Continue"; Set-StrictMode -Version 3; Invoke-ClawHook -Agent Copilot' -StandardInput '{"sessionId":"a"}'

        $result.Output | Should -Match '^\{"additionalContext":[^\r\n]+\}\r?\n$'
        $result.ErrorText | Should -BeNullOrEmpty
    }

    It 'registers the session, which is not told again when it carries on' {
        $result = Invoke-Pwsh 'Invoke-ClawHook -Agent ClaudeCode' -StandardInput '{"session_id":"s-1","source":"resume"}'

        $result.Output.Trim() | Should -BeExactly '{}'
        $result.ErrorText | Should -BeNullOrEmpty
    }
}
