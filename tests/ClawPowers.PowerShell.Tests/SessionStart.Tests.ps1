BeforeAll {
    Import-Module "$PSScriptRoot/TestHelpers.psm1" -Force
    Push-Location (New-ScratchFolder)
    $script:Hooks = Join-Path (Get-ModulePath) 'ClawPowers/hooks'
    $script:Pwsh = [System.Environment]::ProcessPath
    $script:Strange = "O'Brien (x86) & 100% `$HOME [1] $([char] 0x5F20) $([char]::ConvertFromUtf32(0x1F43E))"
    # What the tests themselves run in may be an agent's session.
    $script:NoAgent = @{ CLAWPOWERS_QUIET = $null }
    foreach ($name in 'CLAUDE_CODE_SESSION_ID', 'CLAUDE_CODE_CHILD_SESSION', 'CODEX_THREAD_ID', 'CODEX_CI', 'CODEX_SANDBOX', 'CODEX_SANDBOX_NETWORK_DISABLED', 'GEMINI_SESSION_ID',
        'GEMINI_CLI', 'CURSOR_CONVERSATION_ID', 'CURSOR_AGENT', 'COPILOT_AGENT_SESSION_ID', 'COPILOT_CLI', 'OPENCODE_SESSION_ID', 'OPENCODE', 'CLAWPOWERS_SESSION') {
        $NoAgent[$name] = $null
    }

    # A home with the starter in it, as Register-ClawHook makes it, and modules as Install-Module unpacks them.
    function New-Home {
        [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'A test helper that makes only what it names anew.')]
        param([string] $Name = 'home', [string[]] $Version = @())
        $path = Join-Path (New-ScratchFolder) $Name
        $null = [System.IO.Directory]::CreateDirectory("$path/.clawpowers/hooks")
        [System.IO.File]::Copy("$Hooks/starter.ps1", "$path/.clawpowers/hooks/session-start.ps1")
        foreach ($one in $Version) {
            $folder = "$path/Modules/ClawPowers/$one"
            $null = [System.IO.Directory]::CreateDirectory("$folder/hooks")
            [System.IO.File]::WriteAllText("$folder/ClawPowers.psd1", '@{}')
            [System.IO.File]::WriteAllText("$folder/hooks/session-start.ps1", "'$one got ' + `$args.Count")
        }
        $path
    }

    function Invoke-InHome {
        param([string] $Path, [string] $Script, [string] $StandardInput = '', [string] $ModulePath = (Get-ModulePath), [hashtable] $Environment = @{})
        $all = $NoAgent + @{ HOME = $Path; USERPROFILE = $Path; PSModulePath = $ModulePath; CLAWPOWERS_DIR = "$Path/.clawpowers"; XDG_DATA_HOME = "$Path/data"; XDG_CONFIG_HOME = "$Path/config"; XDG_CACHE_HOME = "$Path/cache" }
        foreach ($entry in $Environment.GetEnumerator()) { $all[$entry.Key] = $entry.Value }
        Invoke-TestProcess $Pwsh @('-NoProfile', '-NonInteractive', '-Command', $Script) -StandardInput $StandardInput -WorkingDirectory $Path -Environment $all
    }
}

AfterAll {
    Pop-Location
    Remove-Scratch
}

Describe 'session-start.ps1' {
    Context 'as files' {
        It '<_> is ASCII and holds nothing that Windows PowerShell 5.1 can not parse' -ForEach 'session-start.ps1', 'starter.ps1', 'complete.ps1' {
            $text = [System.IO.File]::ReadAllText("$Hooks/$_")
            $text | Should -Match '^[\x09\x0A\x0D -~]+$'

            $tokens = $errors = $null
            $tree = [System.Management.Automation.Language.Parser]::ParseInput($text, [ref] $tokens, [ref] $errors)
            $errors | Should -BeNullOrEmpty
            $newer = 'QuestionMark', 'QuestionQuestion', 'QuestionQuestionEquals', 'QuestionDot', 'QuestionLBracket', 'AndAnd', 'OrOr', 'Clean'
            @($tokens | Where-Object { "$($_.Kind)" -in $newer }).Count | Should -Be 0
            @($tree.FindAll({ $args[0] -is [System.Management.Automation.Language.TernaryExpressionAst] }, $true)).Count | Should -Be 0
        }

        It 'knows every variable by which a session is known' {
            $known = [regex]::Matches([System.IO.File]::ReadAllText("$Hooks/session-start.ps1"), '\$env:(?<name>[A-Z_]+)').ForEach({ $_.Groups['name'].Value })
            $source = Get-ChildItem (Join-Path (Get-RepositoryRoot) 'src/ClawPowers.Core/Agents/*Agent.cs') | Get-Content -Raw
            $named = [regex]::Matches($source, '(?:SessionVariables|MarkerVariables) \{ get; \} = \[(?<names>[^\]]+)\]').ForEach({ $_.Groups['names'].Value -split ',\s*' }).Trim('"') | Where-Object { $_ -ne 'CLAUDECODE' }

            $named.Count | Should -BeGreaterThan 8
            $named | Where-Object { $_ -notin $known } | Should -BeNullOrEmpty
        }
    }

    Context 'run by an agent' {
        It 'prints the answer and nothing else, with every preference on and a module path that leads nowhere' {
            $path = New-Home
            $script = "`$VerbosePreference = `$DebugPreference = `$InformationPreference = `$WarningPreference = 'Continue'; Set-StrictMode -Version 3; & '$Hooks/session-start.ps1' -Agent Copilot"
            $result = Invoke-InHome $path $script -StandardInput '{"sessionId":"a"}' -ModulePath '/no/such::?*['

            $result.ErrorText | Should -BeNullOrEmpty
            $result.Output | Should -Match '^\{"additionalContext":"[^\r\n]+"\}\n$'
            $result.ExitCode | Should -Be 0
        }

        It 'says the same in every locale and code page: <Name>' -ForEach @(
            @{ Name = 'C'; Variables = @{ LC_ALL = 'C'; LANG = 'C' }; Before = '' }
            @{ Name = 'POSIX'; Variables = @{ LC_ALL = 'POSIX' }; Before = '' }
            @{ Name = '437'; Variables = @{}; Before = '[Console]::OutputEncoding = [Text.CodePagesEncodingProvider]::Instance.GetEncoding(437); ' }
            @{ Name = '1252'; Variables = @{}; Before = '[Console]::OutputEncoding = [Text.CodePagesEncodingProvider]::Instance.GetEncoding(1252); ' }
        ) {
            $path = New-Home -Name $Strange
            $text = '{"sessionId":"a","cwd":"' + $path + '"}'
            $plain = Invoke-InHome $path "& '$Hooks/session-start.ps1' -Agent Copilot" -StandardInput $text
            # Of two hooks that are told of the same start, one speaks.
            foreach ($part in '', '-wal', '-shm') { [System.IO.File]::Delete("$path/.clawpowers/clawpowers.db$part") }
            $result = Invoke-InHome $path "$Before& '$Hooks/session-start.ps1' -Agent Copilot" -StandardInput $text -Environment $Variables

            $result.ErrorText | Should -BeNullOrEmpty
            $result.Output | Should -BeExactly $plain.Output
            $result.Output | Should -Match '^\{"additionalContext":"[ -~]+"\}\n$'
        }

        It 'answers with an empty object where the module is incomplete' {
            $folder = Join-Path (New-ScratchFolder) "$Strange/ClawPowers/hooks"
            $null = [System.IO.Directory]::CreateDirectory($folder)
            [System.IO.File]::Copy("$Hooks/session-start.ps1", "$folder/session-start.ps1")
            $result = Invoke-InHome (New-Home) "& '$($folder.Replace("'", "''"))/session-start.ps1' -Agent Codex" -StandardInput '{"session_id":"a"}'

            $result.Output | Should -BeExactly "{}`n"
            $result.ErrorText | Should -Match '^clawpowers: [^\r\n]+\r?\n$'
            $result.ExitCode | Should -Be 0
        }

        It 'prefers a native program beside it, gives it back its execute bit, and passes bytes through' -Skip:$IsWindows {
            $module = Join-Path (New-ScratchFolder) "$Strange/ClawPowers"
            $null = [System.IO.Directory]::CreateDirectory("$module/hooks")
            [System.IO.File]::Copy("$Hooks/session-start.ps1", "$module/hooks/session-start.ps1")
            foreach ($system in 'linux', 'linux-musl', 'osx') {
                foreach ($architecture in 'x64', 'arm64') {
                    $native = "$module/lib/runtimes/$system-$architecture/native"
                    $null = [System.IO.Directory]::CreateDirectory($native)
                    [System.IO.File]::WriteAllText("$native/clawpowers", "#!/bin/sh`nprintf '%s|' `"`$@`"; exec cat`n")
                }
            }
            $result = Invoke-InHome (New-Home) "& '$($module.Replace("'", "''"))/hooks/session-start.ps1' -Agent ClaudeCode" -StandardInput "bytes $([char] 0xFC)"

            $result.Output | Should -BeExactly "hook|run|--agent|ClaudeCode|bytes $([char] 0xFC)"
            $result.ExitCode | Should -Be 0
        }

        It 'lets the module answer where the native program does not start' -Skip:$IsWindows {
            $module = Join-Path (New-ScratchFolder) 'ClawPowers'
            Copy-Item -LiteralPath (Join-Path (Get-ModulePath) 'ClawPowers') -Destination $module -Recurse
            foreach ($folder in Get-ChildItem "$module/lib/runtimes" -Directory) {
                [System.IO.File]::WriteAllText("$folder/native/clawpowers", 'no program')
            }
            $result = Invoke-InHome (New-Home) "& '$module/hooks/session-start.ps1' -Agent OpenCode" -StandardInput '{"session_id":"a"}'

            $result.Output | Should -BeLike '{"context":"*"}*'
            $result.ExitCode | Should -Be 0
        }
    }

    Context 'by the starter' {
        It 'runs the highest version of the first folder on the module path, with its arguments' {
            $path = New-Home -Version '0.9.0', '0.10.0', '0.2', '1.0.0-beta', 'x'
            $other = New-Home -Version '9.9.9'
            $paths = "/no/such", "$path/Modules", "$other/Modules" -join [System.IO.Path]::PathSeparator

            (Invoke-InHome $path '~/.clawpowers/hooks/session-start.ps1 -Agent Codex' -ModulePath $paths).Output.Trim() | Should -BeExactly '0.10.0 got 2'
            (Invoke-InHome $path '. ~/.clawpowers/hooks/session-start.ps1' -ModulePath $paths).Output.Trim() | Should -BeExactly '0.10.0 got 0'
        }

        It 'passes over a version that is not installed whole' {
            $path = New-Home -Version '0.9.0', '1.0.0', '1.1.0'
            [System.IO.File]::Delete("$path/Modules/ClawPowers/1.0.0/ClawPowers.psd1")
            [System.IO.File]::Delete("$path/Modules/ClawPowers/1.1.0/hooks/session-start.ps1")

            (Invoke-InHome $path '~/.clawpowers/hooks/session-start.ps1 -Agent Codex' -ModulePath "$path/Modules").Output.Trim() | Should -BeExactly '0.9.0 got 2'
        }

        It 'runs a module without a folder for its version' {
            $path = New-Home -Version '.'

            (Invoke-InHome $path '~/.clawpowers/hooks/session-start.ps1 -Agent Codex' -ModulePath "$path/Modules").Output.Trim() | Should -BeExactly '. got 2'
        }

        It 'fails without a module so that the registered command goes on, and only says so in a profile' {
            $path = New-Home

            (Invoke-InHome $path 'try { ~/.clawpowers/hooks/session-start.ps1 -Agent Codex } catch { "went on" }' -ModulePath '/no/such').Output.Trim() | Should -BeExactly 'went on'
            $profiled = Invoke-InHome $path '. ~/.clawpowers/hooks/session-start.ps1; "goes on"' -ModulePath '/no/such'
            $profiled.Output.Trim() | Should -BeExactly 'goes on'
            $profiled.ErrorText | Should -Match '^clawpowers: the module is not installed here[^\r\n]+\r?\n$'
        }

        It 'answers the registered command in a home called <_>' -ForEach 'plain', "O'Brien (x86)", '100% & $HOME', '张三 🐾' {
            $path = New-Home -Name $_
            $result = Invoke-InHome $path 'try { ~/.clawpowers/hooks/session-start.ps1 -Agent Codex } catch { "failed: $_" }' -StandardInput '{"session_id":"a","source":"startup"}'

            $result.ErrorText | Should -BeNullOrEmpty
            $result.Output | Should -BeLike '{"hookSpecificOutput":*'
        }
    }

    Context 'dot-sourced' {
        It 'names the session, completes the command, prints nothing and leaves nothing behind' {
            $script = @"
Set-StrictMode -Version 3
`$Agent = 'mine'; `$before = @(Get-Variable -Scope 0).Name + @(Get-ChildItem function:).Name + 'before'
. '$Hooks/session-start.ps1'
(@(Get-Variable -Scope 0).Name + @(Get-ChildItem function:).Name).Where({ `$_ -notin `$before }) -join ','
`$Agent; `$env:CLAWPOWERS_SESSION; @(Get-Module ClawPowers).Count
(TabExpansion2 'clawpowers hook run --agent cl' 30).CompletionMatches.CompletionText
"@
            $result = Invoke-InHome (New-Home) $script
            $lines = $result.Output.TrimEnd() -split '\r?\n'

            $result.ErrorText | Should -BeNullOrEmpty
            $lines[0] | Should -BeNullOrEmpty
            $lines[1] | Should -BeExactly 'mine'
            $lines[2] | Should -Match '^terminal-[0-9a-f-]{36}$'
            $lines[3] | Should -BeExactly '0'
            $lines[4] | Should -BeExactly 'claude-code'
        }

        It 'keeps <Name>' -ForEach @(
            @{ Name = 'a session that is inherited'; Variables = @{ CLAWPOWERS_SESSION = 'chosen' }; Session = 'chosen' }
            @{ Name = 'out of an agent'; Variables = @{ CLAUDE_CODE_SESSION_ID = 's' }; Session = '' }
            @{ Name = 'out of an agent that names no session'; Variables = @{ GEMINI_CLI = '1' }; Session = '' }
        ) {
            $result = Invoke-InHome (New-Home) ". '$Hooks/session-start.ps1'; `"[`$env:CLAWPOWERS_SESSION]`"" -Environment $Variables

            $result.Output.Trim() | Should -BeExactly "[$Session]"
        }

        It 'lets the module be found where it is not, and adds nothing where it is' {
            $folder = Get-ModulePath
            $show = ". '$Hooks/session-start.ps1'; @(`$env:PSModulePath -split [IO.Path]::PathSeparator -eq '$folder').Count; (Get-Command Get-ClawState).Name"

            ((Invoke-InHome (New-Home) $show -ModulePath '/no/such').Output.Trim() -split '\r?\n') | Should -Be '1', 'Get-ClawState'
            ((Invoke-InHome (New-Home) $show -ModulePath $folder).Output.Trim() -split '\r?\n') | Should -Be '1', 'Get-ClawState'
            $other = New-Home -Version '0.1.0'
            (Invoke-InHome $other ". '$Hooks/session-start.ps1'; @(`$env:PSModulePath -split [IO.Path]::PathSeparator -eq '$folder').Count" -ModulePath "$other/Modules").Output.Trim() | Should -BeExactly '0'
        }

        It 'readies a terminal, on which it prints nothing' -Skip:(-not (Get-Command script -CommandType Application -ErrorAction Ignore) -or -not $IsLinux) {
            $path = New-Home
            $environment = $NoAgent + @{ HOME = $path; PSModulePath = Get-ModulePath; TERM = 'dumb'; NO_COLOR = '1'; XDG_DATA_HOME = "$path/data"; XDG_CONFIG_HOME = "$path/config"; XDG_CACHE_HOME = "$path/cache" }
            $command = "'$Pwsh' -NoProfile -NoLogo -Command '. ~/.clawpowers/hooks/session-start.ps1; Write-Host `"[`$env:CLAWPOWERS_SESSION][`$([Console]::IsOutputRedirected)]`"'"
            $result = Invoke-TestProcess script @('-qec', $command, '/dev/null') -Environment $environment -WorkingDirectory $path -TimeoutSeconds 60

            ($result.Output -replace '\x1b\[[?0-9;]*[a-zA-Z]').Trim() | Should -Match '^\[terminal-[0-9a-f-]{36}\]\[False\]$'
        }
    }

    Context 'the completed words' {
        It 'are the commands of the program' {
            $help = (Invoke-ClawCli --help).ErrorText + (Invoke-ClawCli --help).Output
            $real = [regex]::Matches($help, '(?m)^  (?<words>[a-z][a-z-]+(?: [a-z][a-z-]+)?)(?= |$)').ForEach({ $_.Groups['words'].Value }) | Sort-Object -Unique
            $listed = Invoke-InHome (New-Home) "Register-ArgumentCompleter -Native -CommandName clawpowers -ScriptBlock { & '$Hooks/complete.ps1' @args }; foreach (`$group in '', 'store ', 'metrics ', 'skill ', 'hook ', 'plan ', 'worktree ') { (TabExpansion2 `"clawpowers `$group`" (11 + `$group.Length)).CompletionMatches.ForEach({ `$group + `$_.CompletionText }) }"
            $words = $listed.Output.Trim() -split '\r?\n'

            $real.Count | Should -BeGreaterThan 20
            $real | Where-Object { $_ -notin $words } | Should -BeNullOrEmpty
        }
    }
}

Describe 'The plugin of OpenCode' {
    BeforeDiscovery {
        $noNode = -not (Get-Command node -CommandType Application -ErrorAction Ignore)
    }

    It 'runs the command that every agent runs' {
        $source = [System.IO.File]::ReadAllText((Join-Path (Get-RepositoryRoot) 'src/ClawPowers.Core/Agents/HookCommand.cs'))
        $expected = [regex]::Match($source, '\$"(?<script>try [^"]+)"').Groups['script'].Value.Replace('{{', '{').Replace('}}', '}').Replace('{agent}', 'OpenCode').Replace('{StarterPath}', '.clawpowers/hooks/session-start.ps1')

        [System.IO.File]::ReadAllText("$Hooks/opencode/clawpowers.js") | Should -BeLike "*$([WildcardPattern]::Escape($expected))*"
    }

    It 'tells each session once, subagents nothing, and names the session to commands (needs node)' -Skip:($noNode -or $IsWindows) {
        $folder = New-ScratchFolder
        [System.IO.File]::WriteAllText("$folder/pwsh", "#!/bin/sh`ncat >> '$folder/said'; echo >> '$folder/said'`necho '{`"context`":`"be \u00fcber\u20ac`"}'`n")
        chmod +x "$folder/pwsh"
        $run = Invoke-TestProcess node @("$PSScriptRoot/Fixtures/opencode-plugin.mjs", "$Hooks/opencode/clawpowers.js", $folder) -Environment ($NoAgent + @{ PATH = "$folder$([System.IO.Path]::PathSeparator)$env:PATH" })
        $run.ErrorText | Should -Not -Match 'Error'
        $did = $run.Output | ConvertFrom-Json

        $did.id | Should -BeExactly 'clawpowers'
        foreach ($step in $did.steps) {
            $step.text | Should -Be "be $([char] 0xFC)ber$([char] 0x20AC)", 'hello'
        }
        $did.ses_child, $did.ses_unseen_child | Should -Be 1, 1
        $did.shell.CLAWPOWERS_SESSION, $did.ofTerminal.CLAWPOWERS_SESSION, $did.create.CLAWPOWERS_SESSION | Should -Be 'ses_1', 'ses_1', 'ses_1'
        foreach ($none in $did.terminal, $did.chosen, $did.ofMine, $did.unclear) { @($none.PSObject.Properties).Count | Should -Be 0 }
        $did.system.text | Should -Be "be $([char] 0xFC)ber$([char] 0x20AC)"
        @([System.IO.File]::ReadAllLines("$folder/said"))[0] | Should -BeExactly ('{"agent":"open-code","hook_event_name":"SessionStart","session_id":"ses_1","cwd":"' + $folder + '","source":"startup"}')
    }

    It 'lets OpenCode go on where PowerShell is missing, and says so in its log (needs node)' -Skip:($noNode -or $IsWindows) {
        $folder = New-ScratchFolder
        $node = (Get-Command node -CommandType Application)[0].Source
        $run = Invoke-TestProcess $node @("$PSScriptRoot/Fixtures/opencode-plugin.mjs", "$Hooks/opencode/clawpowers.js", $folder) -Environment ($NoAgent + @{ PATH = $folder })
        $did = $run.Output | ConvertFrom-Json

        $did.steps[0].text | Should -Be 'hello'
        $did.logged[0].message | Should -BeLike 'pwsh is not on PATH*'
    }
}
