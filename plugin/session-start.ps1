# What a plugin's hook runs: the session-start hook of an agent that has installed this repository as a plugin, whether or not the module
# is there.
#
#   with the module         the module's own hook answers. Where Register-ClawHook has registered that too, it is asked anyway, and this
#                           one says nothing, so that no session hears it twice
#   without the module      the text of skills/using-clawpowers, and how to get the rest
#
# It prints one JSON object in ASCII, always, and nothing beside it. Manifests at the repository's top name it.
[CmdletBinding()]
param(
    [Parameter(Mandatory)]
    [ValidateSet('ClaudeCode', 'Codex', 'Cursor', 'Copilot')]
    [string] $Agent
)

Set-StrictMode -Off
$ErrorActionPreference = 'Stop'
$WarningPreference = $VerbosePreference = $DebugPreference = $InformationPreference = $ProgressPreference = 'SilentlyContinue'

function Test-Module {
    foreach ($folder in "$env:PSModulePath".Split([System.IO.Path]::PathSeparator)) {
        $module = [System.IO.Path]::Combine($folder, 'ClawPowers')
        if ($folder -and [System.IO.Directory]::Exists($module) -and @([System.IO.Directory]::EnumerateFiles($module, 'ClawPowers.psd1', [System.IO.SearchOption]::AllDirectories)).Count) {
            return $true
        }
    }
    $false
}

# The files in which the agent would find a command of Register-ClawHook.
function Get-ConfigurationPath {
    $user = $HOME
    $here = [System.Environment]::CurrentDirectory
    switch ($Agent) {
        'ClaudeCode' {
            $own = if ($env:CLAUDE_CONFIG_DIR) { $env:CLAUDE_CONFIG_DIR } else { "$user/.claude" }
            $project = if ($env:CLAUDE_PROJECT_DIR) { $env:CLAUDE_PROJECT_DIR } else { $here }
            "$own/settings.json"
            "$project/.claude/settings.json"
            "$project/.claude/settings.local.json"
        }
        'Codex' {
            $own = if ($env:CODEX_HOME) { $env:CODEX_HOME } else { "$user/.codex" }
            "$own/hooks.json"
            for ($folder = $here; $folder; $folder = [System.IO.Path]::GetDirectoryName($folder)) {
                "$folder/.codex/hooks.json"
            }
        }
        'Cursor' {
            "$user/.cursor/hooks.json"
            if ($env:CURSOR_PROJECT_DIR) {
                "$env:CURSOR_PROJECT_DIR/.cursor/hooks.json"
            }
        }
        'Copilot' {
            $own = if ($env:COPILOT_HOME) { $env:COPILOT_HOME } else { "$user/.copilot" }
            $project = if ($env:COPILOT_PROJECT_DIR) { $env:COPILOT_PROJECT_DIR } else { $here }
            "$own/settings.json"
            foreach ($folder in "$own/hooks", "$project/.github/hooks") {
                if ([System.IO.Directory]::Exists($folder)) {
                    [System.IO.Directory]::GetFiles($folder, '*.json')
                }
            }
        }
    }
}

function Test-Registration {
    foreach ($path in Get-ConfigurationPath) {
        if ([System.IO.File]::Exists($path)) {
            $text = [System.IO.File]::ReadAllText($path)
            if ($text.Contains('.clawpowers/hooks/session-start.ps1') -and $text.Contains("-Agent $Agent")) {
                return $true
            }
        }
    }
    $false
}

# What the agent sent: an object, or nothing if it sent none within two seconds.
function Read-HookInput {
    if (-not [System.Console]::IsInputRedirected) {
        return
    }
    $source = [System.Console]::OpenStandardInput()
    $content = [System.IO.MemoryStream]::new()
    $buffer = [byte[]]::new(65536)
    $end = [System.DateTime]::UtcNow.AddSeconds(2)
    do {
        $reading = $source.ReadAsync($buffer, 0, $buffer.Length)
        $left = [int] ($end - [System.DateTime]::UtcNow).TotalMilliseconds
        if ($left -le 0 -or -not $reading.Wait($left)) {
            throw 'The agent sent nothing that ends within two seconds.'
        }
        $content.Write($buffer, 0, $reading.Result)
        if ($content.Length -gt 1MB) {
            throw 'The agent sent more than one megabyte.'
        }
    } while ($reading.Result)

    $text = [System.Text.Encoding]::UTF8.GetString($content.ToArray()).TrimStart([char] 0xFEFF)
    if (-not $text.Trim()) {
        throw 'The agent sent nothing.'
    }
    $document = [System.Text.Json.JsonDocument]::Parse($text).RootElement
    if ($document.ValueKind -ne 'Object') {
        throw 'The agent sent JSON that is no object.'
    }
    $document
}

# Cursor and Copilot CLI run Claude Code's plugins too. What is not for the agent named here gets no answer.
function Assert-Sender([System.Text.Json.JsonElement] $sent) {
    $member = [System.Text.Json.JsonElement]::new()
    $has = { param($name) $sent.TryGetProperty($name, [ref] $member) }
    $speaker = if ((& $has 'cursor_version') -or (& $has 'conversation_id') -or $env:CURSOR_VERSION) { 'Cursor' }
    elseif ((& $has 'sessionId') -or (& $has 'initial_prompt') -or ((& $has 'timestamp') -and -not (& $has 'transcript_path'))) { 'Copilot' }
    else { $null }
    if ($speaker -ne $(if ($Agent -in 'Cursor', 'Copilot') { $Agent })) {
        throw "This input is not what $Agent sends."
    }
}

function Get-StaticText {
    $root = [System.IO.Path]::GetDirectoryName($PSScriptRoot)
    $text = [System.IO.File]::ReadAllText([System.IO.Path]::Combine($root, 'skills', 'using-clawpowers', 'SKILL.md')).Replace("`r", '')
    $text = $text.Substring($text.IndexOf("`n---`n", 4) + 5).Trim()
    $skills = [System.IO.Path]::Combine($root, 'skills') -replace '[\p{Cc}\p{Cf}]'
    "$text`n`nThe ClawPowers module is not installed on this machine, so that the commands above are not there yet; the skills themselves are files in $skills. The person installs the module with: Install-Module ClawPowers`n"
}

# Everything above ASCII is escaped, so that no code page can change it.
function ConvertTo-AsciiJson([string] $text) {
    $json = [System.Text.StringBuilder]::new($text.Length + 200)
    foreach ($character in $text.ToCharArray()) {
        $code = [int] $character
        $null = if ($code -eq 10) { $json.Append('\n') }
        elseif ($code -lt 32 -or $code -gt 126) { $json.Append('\u').Append($code.ToString('x4')) }
        elseif ($code -eq 34 -or $code -eq 92) { $json.Append('\').Append($character) }
        else { $json.Append($character) }
    }
    '"' + $json.ToString() + '"'
}

$answer = '{}'
$problem = $null
try {
    $isInstalled = Test-Module
    if ($isInstalled -and -not (Test-Registration)) {
        try {
            & ([System.IO.Path]::Combine($PSScriptRoot, '..', 'hooks', 'starter.ps1')) -Agent $Agent
            $answer = $null
        }
        catch {
            # A version that has no hooks yet.
            $isInstalled = $false
        }
    }
    if (-not $isInstalled) {
        $sent = Read-HookInput
        $source = [System.Text.Json.JsonElement]::new()
        if ($sent) {
            Assert-Sender $sent
            $null = $sent.TryGetProperty('source', [ref] $source)
        }

        # A session that goes on has heard it already.
        $goesOn = "$source" -in 'resume', 'fork'
        if (-not $goesOn -and $env:CLAWPOWERS_BOOTSTRAP -ne 'off') {
            $text = ConvertTo-AsciiJson (Get-StaticText)
            $answer = switch ($Agent) {
                'Cursor' { '{"additional_context":' + $text + '}' }
                'Copilot' { '{"additionalContext":' + $text + '}' }
                default { '{"hookSpecificOutput":{"hookEventName":"SessionStart","additionalContext":' + $text + '}}' }
            }
        }
    }
}
catch {
    $problem = 'clawpowers: ' + ($_.Exception.GetBaseException().Message -replace '\s+', ' ')
}

# A session must start, come what may.
if ($answer) {
    $bytes = [System.Text.Encoding]::ASCII.GetBytes("$answer`n")
    $output = [System.Console]::OpenStandardOutput()
    $output.Write($bytes, 0, $bytes.Length)
    $output.Flush()
}
if ($problem) {
    [System.Console]::Error.WriteLine($problem)
}
exit 0
