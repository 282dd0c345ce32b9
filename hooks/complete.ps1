# Completes the command clawpowers. session-start.ps1 registers it in a profile; it is read when somebody first presses Tab.
# Commands are listed here, and a test compares them with the program's. Options are asked of the program itself.
param([string] $WordToComplete, $CommandAst, [int] $CursorPosition)

Set-StrictMode -Off
$ErrorActionPreference = 'Stop'
$commands = @{
    ''         = 'init', 'status', 'demo', 'analyze', 'import', 'export', 'inject', 'setup', 'uninstall', 'update', 'verify', 'help', 'store', 'metrics', 'skill', 'hook', 'plan', 'worktree'
    'store'    = 'set', 'get', 'delete', 'list', 'list-values', 'exists', 'append', 'incr', 'history', 'undo', 'find', 'apply'
    'metrics'  = 'record', 'show', 'summary'
    'skill'    = 'list', 'show', 'find', 'test', 'repair', 'new', 'install', 'update', 'uninstall'
    'hook'     = 'register', 'list', 'unregister', 'test', 'run'
    'plan'     = 'import', 'list', 'show', 'check', 'next', 'start', 'complete', 'remove'
    'worktree' = 'list', 'new', 'remove', 'check'
}
$agents = 'claude-code', 'codex', 'gemini', 'cursor', 'copilot', 'open-code'

try {
    # The words before the one that is being written.
    $before = @($CommandAst.CommandElements | Select-Object -Skip 1 | Where-Object { $_.Extent.EndOffset -lt $CursorPosition } | ForEach-Object { $_.Extent.Text })
    $names = @($before | Where-Object { $_ -notlike '-*' })
    $last = if ($before.Count -gt 0) { $before[-1] } else { '' }

    $found = if ($last -eq '--agent') {
        $agents
        if ($names[0] -eq 'hook' -and $names[1] -ne 'run') { 'profile' }
    }
    elseif ($last -eq '--scope') {
        if ($names[0] -in 'skill', 'hook') { 'user', 'project' } else { 'project', 'global', 'all' }
    }
    elseif ($WordToComplete -like '-*') {
        $group = if ($names.Count -gt 1 -and $commands[$names[0]]) { $names[0..1] } else { @($names | Select-Object -First 1) }
        & $CommandAst.CommandElements[0].Extent.Text @group --help 2>$null | Select-String -Pattern '^  (?:-\w, )?(--[a-z-]+)(?:, -\w)?' | ForEach-Object { $_.Matches[0].Groups[1].Value }
    }
    elseif ($names.Count -eq 0) {
        $commands['']
    }
    elseif ($names.Count -eq 1 -and $before.Count -eq 1) {
        $commands[$names[0]]
    }

    $found | Where-Object { $_ -and $_.StartsWith($WordToComplete, [System.StringComparison]::OrdinalIgnoreCase) } | ForEach-Object {
        [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
    }
}
catch {
    # Completion that fails leaves the line as it is.
    $null = $_
}
