# The repository as a plugin of six agents: the manifests at its top, and the hook that they name.

BeforeDiscovery {
    $manifests = @(
        @{ Path = '.claude-plugin/plugin.json'; Required = 'name', 'version', 'description', 'hooks' }
        @{ Path = '.claude-plugin/marketplace.json'; Required = 'name', 'owner', 'plugins' }
        @{ Path = '.cursor-plugin/plugin.json'; Required = 'name', 'version', 'description', 'skills', 'hooks' }
        @{ Path = '.codex-plugin/plugin.json'; Required = 'name', 'version', 'description', 'skills', 'hooks', 'commands' }
        @{ Path = '.github/plugin/plugin.json'; Required = 'name', 'version', 'description', 'skills', 'hooks' }
        @{ Path = 'gemini-extension.json'; Required = 'name', 'version', 'description', 'contextFileName' }
        @{ Path = 'skill.json'; Required = 'name', 'version', 'description', 'skills' }
    )
    $hooks = @(
        @{ Agent = 'ClaudeCode'; Path = 'plugin/claude-code.json'; Root = 'CLAUDE_PLUGIN_ROOT'; Answer = 'hookSpecificOutput.additionalContext'; Said = '{"session_id":"s-1","transcript_path":"/t","cwd":"/","hook_event_name":"SessionStart","source":"startup"}' }
        @{ Agent = 'Codex'; Path = 'plugin/codex.json'; Root = 'PLUGIN_ROOT'; Answer = 'hookSpecificOutput.additionalContext'; Said = '{"session_id":"s-1","transcript_path":null,"cwd":"/","hook_event_name":"SessionStart","model":"m","permission_mode":"default","source":"startup"}' }
        @{ Agent = 'Cursor'; Path = 'plugin/cursor.json'; Root = ''; Answer = 'additional_context'; Said = '{"conversation_id":"s-1","session_id":"s-1","is_background_agent":false,"hook_event_name":"sessionStart","cursor_version":"2026.09.28","workspace_roots":["/"]}' }
        @{ Agent = 'Copilot'; Path = 'plugin/copilot.json'; Root = 'PLUGIN_ROOT'; Answer = 'additionalContext'; Said = '{"sessionId":"s-1","timestamp":1795258119289,"cwd":"/","source":"new","initialPrompt":"hello"}' }
    )
    $hasShell = [bool] (Get-Command sh -CommandType Application -ErrorAction Ignore)
}

BeforeAll {
    Import-Module "$PSScriptRoot/TestHelpers.psm1" -Force
    $repository = Get-RepositoryRoot
    $version = ([xml] (Get-Content -Raw (Join-Path $repository 'Directory.Build.props'))).SelectSingleNode('//VersionPrefix').InnerText

    # A copy of what the hook needs, as the agent's cache has it, in a folder whose name is as bad as names get.
    $plugin = Join-Path (New-ScratchFolder 'plugins') "O'Neil (x86) & 100% `$HOME 插件 🦀"
    $null = New-Item -ItemType Directory $plugin
    foreach ($folder in 'plugin', 'hooks', 'skills') {
        Copy-Item -Recurse -LiteralPath (Join-Path $repository $folder) -Destination $plugin
    }

    function Get-HookCommand([string] $Path) {
        $entries = (Get-Content -Raw (Join-Path $repository $Path) | ConvertFrom-Json).hooks.PSObject.Properties.Value[0]
        $entry = if ($entries.PSObject.Properties['hooks']) { $entries.hooks[0] } else { $entries }
        if ($entry.PSObject.Properties['bash']) { $entry.bash } else { $entry.command }
    }

    # As the agent would: its shell, its folder, its variables, an empty home.
    function Invoke-PluginHook([hashtable] $Hook, [string] $StandardInput, [hashtable] $Environment = @{}, [string] $UserHome = (New-ScratchFolder 'home')) {
        $variables = @{
            HOME = $UserHome; USERPROFILE = $UserHome; CLAWPOWERS_DIR = "$UserHome/.clawpowers"; PSModulePath = New-ScratchFolder 'modules'; XDG_DATA_HOME = "$UserHome/data"
            PATH = [System.IO.Path]::GetDirectoryName([System.Environment]::ProcessPath) + [System.IO.Path]::PathSeparator + $env:PATH; LC_ALL = 'C'
        }
        foreach ($name in 'CLAUDE_CONFIG_DIR', 'CLAUDE_PROJECT_DIR', 'CODEX_HOME', 'COPILOT_HOME', 'CURSOR_VERSION', 'CLAWPOWERS_BOOTSTRAP') {
            $variables[$name] = $null
        }
        if ($Hook.Root) {
            $variables[$Hook.Root] = $plugin
        }
        foreach ($name in $Environment.Keys) {
            $variables[$name] = $Environment[$name]
        }
        Invoke-TestProcess 'sh' @('-c', (Get-HookCommand $Hook.Path)) -StandardInput $StandardInput -WorkingDirectory $plugin -Environment $variables
    }

    function Get-Answer([string] $Json, [string] $Path) {
        $value = $Json | ConvertFrom-Json
        foreach ($name in $Path.Split('.')) {
            $value = $value.$name
        }
        $value
    }

    # The module under test, as one that is installed.
    function Get-ModuleVariable {
        @{ PSModulePath = Get-ModulePath }
    }
}

AfterAll {
    Remove-Scratch
}

Describe 'the manifest <Path>' -ForEach $manifests {
    BeforeAll {
        $text = Get-Content -Raw (Join-Path $repository $Path)
        $manifest = $text | ConvertFrom-Json
    }

    It 'is strict JSON in ASCII and has what its readers require' {
        { [System.Text.Json.JsonDocument]::Parse($text) } | Should -Not -Throw
        $text | Should -Not -Match '[^\x00-\x7F]'
        $manifest.PSObject.Properties.Name | Should -Contain 'name'
        foreach ($name in $Required) {
            $manifest.PSObject.Properties.Name | Should -Contain $name
        }
        $manifest.name | Should -Be 'clawpowers'
    }

    It 'has the version of everything else' {
        if ($manifest.PSObject.Properties['version']) {
            $manifest.version | Should -Be $version
        }
        else {
            # The one in the plugin's own manifest is the one that counts.
            $manifest.plugins[0].PSObject.Properties.Name | Should -Not -Contain 'version'
        }
    }

    It 'names only what is there' {
        $sources = if ($manifest.PSObject.Properties['plugins']) { $manifest.plugins.source }
        $paths = @($sources) + @($manifest.PSObject.Properties | Where-Object Name -In 'skills', 'hooks', 'contextFileName', 'bootstrap' | ForEach-Object Value) | Where-Object { $_ }
        $paths | Should -Not -BeNullOrEmpty
        foreach ($path in $paths) {
            Join-Path $repository $path | Should -Exist
            $path | Should -Not -Match '\.\.'
        }
    }
}

Describe 'the manifests together' {
    It 'leave no hooks/hooks.json, which Claude Code, Codex and Gemini CLI would all run, each in a dialect of its own' {
        Join-Path $repository 'hooks/hooks.json' | Should -Not -Exist
    }

    It 'give Cursor nothing that its schema refuses' {
        $manifest = Get-Content -Raw (Join-Path $repository '.cursor-plugin/plugin.json') | ConvertFrom-Json
        $allowed = 'name', 'displayName', 'description', 'version', 'author', 'homepage', 'repository', 'license', 'keywords', 'skills', 'hooks'
        $manifest.PSObject.Properties.Name | Where-Object { $_ -notin $allowed } | Should -BeNullOrEmpty
        $manifest.author.PSObject.Properties.Name | Should -Be 'name'
    }

    It 'give Codex a hooks file with the one key that it takes' {
        (Get-Content -Raw (Join-Path $repository 'plugin/codex.json') | ConvertFrom-Json).PSObject.Properties.Name | Should -Be 'hooks'
    }

    It 'have a page on <_>' -ForEach '.codex/INSTALL.md', '.opencode/INSTALL.md' {
        Get-Content -Raw (Join-Path $repository $_) | Should -Match 'Register-ClawHook -Agent (Codex|OpenCode)'
    }
}

Describe 'the hook of the plugin for <Agent>' -ForEach $hooks {
    It 'begins with a bare word, and holds no path of this machine' {
        Get-HookCommand $Path | Should -Match '^pwsh -NoProfile -NonInteractive -ExecutionPolicy Bypass -File [^ ]+ -Agent \w+$'
        Get-HookCommand $Path | Should -BeLike "*-Agent $Agent"
    }

    It 'tells of the skills where the module is not installed, from a folder of any name' -Skip:(-not $hasShell) {
        $result = Invoke-PluginHook $_ $Said
        $result.ExitCode | Should -Be 0
        $result.ErrorText | Should -BeNullOrEmpty
        $result.Output | Should -Match '^\{[\x20-\x7E]+\}\n$'
        $result.Output.Length | Should -BeLessThan 9500
        $context = Get-Answer $result.Output $Answer
        $context | Should -BeLike '# Using ClawPowers*systematic-debugging*'
        $context | Should -BeLike "*$([System.Management.Automation.WildcardPattern]::Escape((Join-Path $plugin 'skills')))*Install-Module ClawPowers*"
        ($result.Output | ConvertFrom-Json).PSObject.Properties.Name | Should -HaveCount 1
    }

    It 'lets the module answer where it is installed' -Skip:(-not $hasShell) {
        $result = Invoke-PluginHook $_ $Said (Get-ModuleVariable)
        $result.ExitCode | Should -Be 0
        $result.Output | Should -Match '^\{[\x20-\x7E]*\}\n$'
        $result.Output | Should -Not -BeLike '*is not installed on this machine*'
    }

    It 'says nothing where Register-ClawHook has registered the module''s own' -Skip:(-not $hasShell) {
        $user = New-ScratchFolder 'home'
        $file = @{ ClaudeCode = '.claude/settings.json'; Codex = '.codex/hooks.json'; Cursor = '.cursor/hooks.json'; Copilot = '.copilot/hooks/clawpowers.json' }[$Agent]
        $null = New-Item -ItemType Directory -Force (Split-Path (Join-Path $user $file))
        "{ `"command`": `"pwsh -Command 'try { ~/.clawpowers/hooks/session-start.ps1 -Agent $Agent }'`" }" | Set-Content (Join-Path $user $file)
        $result = Invoke-PluginHook $_ $Said (Get-ModuleVariable) $user
        $result.Output | Should -Be "{}`n"
        $result.ErrorText | Should -BeNullOrEmpty

        # What is registered can answer nothing without the module.
        (Get-Answer (Invoke-PluginHook $_ $Said @{} $user).Output $Answer) | Should -BeLike '# Using ClawPowers*'
    }

    It 'is silent where nothing is wanted' -Skip:(-not $hasShell) {
        (Invoke-PluginHook $_ $Said @{ CLAWPOWERS_BOOTSTRAP = 'off' }).Output | Should -Be "{}`n"
    }
}

Describe 'the hook of the plugin for Claude Code, run by others or for a session that goes on' -Skip:(-not $hasShell) {
    BeforeAll {
        $claude = @{ Path = 'plugin/claude-code.json'; Root = 'CLAUDE_PLUGIN_ROOT' }
    }

    It 'gives a valid empty answer and one line to <Name>' -ForEach @(
        @{ Name = 'nothing'; Text = '' }
        @{ Name = 'what is no JSON'; Text = '{"session_id":' }
        @{ Name = 'a list'; Text = '[1]' }
        @{ Name = 'Cursor'; Text = '{"conversation_id":"s","cursor_version":"1"}' }
        @{ Name = 'Copilot CLI'; Text = '{"hook_event_name":"SessionStart","session_id":"s","timestamp":"2026-11-21T10:48:39Z","cwd":"/","source":"new"}' }
    ) {
        $result = Invoke-PluginHook $claude $Text
        $result.ExitCode | Should -Be 0
        $result.Output | Should -Be "{}`n"
        $result.ErrorText | Should -Match '^clawpowers: [^\n]+\r?\n$'
    }

    It 'says nothing when a session is <_>' -ForEach 'resume', 'fork' {
        $result = Invoke-PluginHook $claude "{`"session_id`":`"s`",`"transcript_path`":`"/t`",`"source`":`"$_`"}"
        $result.Output | Should -Be "{}`n"
        $result.ErrorText | Should -BeNullOrEmpty
    }
}
