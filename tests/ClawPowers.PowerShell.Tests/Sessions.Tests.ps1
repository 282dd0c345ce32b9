BeforeAll {
    Import-Module "$PSScriptRoot/TestHelpers.psm1" -Force
    Push-Location (New-ScratchFolder)

    # An agent, by its process: pwsh under another name, which runs every command in a shell and a new pwsh, as agents do.
    function Invoke-Agent([string] $Name, [string[]] $Command, [hashtable] $Environment = @{}) {
        $folder = New-ScratchFolder 'agent'
        $program = Join-Path $folder $Name
        $null = New-Item -ItemType SymbolicLink -Path $program -Target ([Environment]::ProcessPath)
        $script = Join-Path $folder 'agent.ps1'
        Set-Content -LiteralPath $script -Value @'
            $pwsh = [Environment]::ProcessPath
            foreach ($command in $args) {
                '{"session_id":"s-7","source":"startup"}' | & sh -c '"$0" -NoProfile -NonInteractive -Command "$1"; exit $?' $pwsh $command
            }
'@
        $variables = @{ PSModulePath = (Get-ModulePath) + [System.IO.Path]::PathSeparator + $env:PSModulePath } + $Environment
        $result = Invoke-TestProcess $program (@('-NoProfile', '-NonInteractive', '-File', $script) + $Command) -Environment $variables
        $result.ErrorText | Should -BeExactly ''
        , $result.Output.Split("`n", [StringSplitOptions]::RemoveEmptyEntries)
    }
}

AfterAll {
    Pop-Location
    Remove-Scratch
}

Describe 'Whose session' -Skip:(-not $IsLinux) {
    BeforeEach {
        $null = New-ScratchStore
    }

    It 'has a command in a new pwsh the session that a hook of its agent registered' {
        $lines = Invoke-Agent 'an agent (1)' @(
            'Set-ClawState a:b 1 -PassThru | ForEach-Object { "before: $($_.SessionId)" }'
            '$null = Invoke-ClawHook Gemini'
            'Set-ClawState a:b 2 -PassThru | ForEach-Object { "state: $($_.SessionId) $($_.Agent)" }'
            'Add-ClawMetric tdd Success -PassThru | ForEach-Object { "run: $($_.SessionId) $($_.Agent)" }'
            'Get-ClawStatus | ForEach-Object { "status: $($_.SessionId) $($_.Agent) $($_.SessionSource)" }'
            'Set-ClawState a:b 3 -SessionId s-8 -PassThru | ForEach-Object { "given: $($_.SessionId) $($_.Agent)" }'
        )

        $lines | Should -BeExactly 'before: ', 'state: s-7 gemini', 'run: s-7 gemini', 'status: s-7 gemini Ancestor', 'given: s-8 gemini'
    }

    It 'has a command of another agent none of it' {
        $null = Invoke-Agent 'one' '$null = Invoke-ClawHook Gemini'

        Invoke-Agent 'other' 'Get-ClawStatus | ForEach-Object { "$($_.SessionId)|$($_.Agent)|$($_.SessionSource)" }' | Should -BeExactly '||None'
        (Get-ClawStatus).SessionSource | Should -Be 'None'
    }

    It 'is that of the variable where the agent sets one' {
        $lines = Invoke-Agent 'codex' @('$null = Invoke-ClawHook Gemini', 'Set-ClawState a:b 2 -PassThru | ForEach-Object { "$($_.SessionId) $($_.Agent)" }') -Environment @{ CODEX_THREAD_ID = 't-1' }

        $lines | Should -BeExactly 't-1 codex'
    }
}
