BeforeAll {
    Import-Module "$PSScriptRoot/TestHelpers.psm1" -Force
    Import-Module "$(Get-ModulePath)/ClawPowers"
    Push-Location (New-ScratchFolder)
}

AfterAll {
    Pop-Location
    Remove-Scratch
}

Describe 'Get-ClawStatus' {
    BeforeEach {
        $null = New-ScratchStore
    }

    It 'describes a store that does not exist, and makes none' {
        $status = Get-ClawStatus

        $status | Should -BeOfType 'ClawPowers.StoreStatus'
        $status.Path | Should -BeExactly (Join-Path $env:CLAWPOWERS_DIR 'clawpowers.db')
        $status.Exists | Should -BeFalse
        $status.IsWritable | Should -BeTrue
        $status.StoreId | Should -BeNullOrEmpty
        $status.TotalEntries | Should -Be 0
        $status.Path | Should -Not -Exist
    }

    It 'counts entries and versions' {
        'a', 'b', 'c' | Set-ClawState -Value 1
        Set-ClawState a 2
        Remove-ClawState c
        Set-ClawState d 1 -ExpiresIn 1ms
        Start-Sleep -Milliseconds 20

        $status = Get-ClawStatus

        $status.Exists | Should -BeTrue
        $status.GlobalEntries | Should -Be 2
        $status.ProjectEntries | Should -Be 0
        $status.TotalEntries | Should -Be 2
        $status.HistoryVersions | Should -Be 2
        $status.SizeBytes | Should -BeGreaterThan 0
        ([DateTimeOffset]::UtcNow - $status.LastChangedAt).TotalSeconds | Should -BeLessThan 30
    }

    It 'says which project the location is in and where writes go' {
        $repository = New-ScratchRepository -Origin 'https://user@example.com/Team/App.git'
        Push-Location $repository
        try {
            Set-ClawState a:b 1
            Set-ClawState a:c 1 -Scope Global
            $status = Get-ClawStatus
        }
        finally {
            Pop-Location
        }

        $status.Project | Should -BeExactly 'example.com/team/app'
        $status.WriteScope | Should -Be 'Project'
        $status.ProjectEntries | Should -Be 1
        $status.GlobalEntries | Should -Be 1
        (Get-ClawStatus).WriteScope | Should -Be 'Global'
    }

    It 'says who commands are booked to' {
        $env:CLAWPOWERS_SESSION = 's-9'
        $env:CLAWPOWERS_AGENT = 'tester'

        $status = Get-ClawStatus

        $status.SessionId | Should -BeExactly 's-9'
        $status.Agent | Should -BeExactly 'tester'
        $status.SessionSource | Should -Be 'Variable'
    }

    It 'knows a session and its agent by the agent''s own variable' {
        $env:CODEX_THREAD_ID = '019c-7d'

        $status = Get-ClawStatus

        $status.SessionId, $status.Agent, $status.SessionSource | Should -BeExactly '019c-7d', 'codex', ([ClawPowers.SessionSource]::AgentVariable)
        ($status | Out-String) | Should -BeLike "*Session  019c-7d (the agent's variable), agent codex*"
        (Set-ClawState a 1 -PassThru).SessionId | Should -BeExactly '019c-7d'
        (Add-ClawMetric tdd Success -PassThru).Agent | Should -BeExactly 'codex'
        (Set-ClawState a 1 -SessionId s-1 -Agent me -PassThru) | ForEach-Object { $_.SessionId, $_.Agent } | Should -BeExactly 's-1', 'me'
    }

    It 'knows of no session and no failures of hooks where there are none' {
        $status = Get-ClawStatus

        $status.SessionSource | Should -Be 'None'
        $status.HookFailures | Should -HaveCount 0
        ($status | Out-String) | Should -Not -BeLike '*Hooks*'
    }

    It 'shows the last failures of hooks, the newest first' {
        $lines = foreach ($minute in 10..16) { '{"at":"2026-11-21T09:' + $minute + ':00Z","agent":"codex","message":"failure ' + $minute + '"}' }
        [System.IO.File]::WriteAllLines((Join-Path $env:CLAWPOWERS_DIR 'hook.log'), [string[]] $lines)

        $status = Get-ClawStatus

        $status.HookFailures.Message | Should -BeExactly 'failure 16', 'failure 15', 'failure 14', 'failure 13', 'failure 12'
        $status.HookFailures[0] | Should -BeOfType 'ClawPowers.HookFailure'
        $status.HookFailures[0].Agent | Should -BeExactly 'codex'
        $text = (Invoke-Pwsh 'Get-ClawStatus').Output -replace '\r'
        $at = ([DateTimeOffset] '2026-11-21T09:16:00Z').LocalDateTime.ToString('yyyy-MM-dd HH:mm:ss')
        $text | Should -Match "\nHooks    failed, .*\n         $at  codex: failure 16\n"
        (Invoke-Pwsh 'Get-ClawStatus | Select-Object -ExpandProperty HookFailures').Output -replace '\r' | Should -Match "\A$at  codex: failure 16\n"
    }

    It 'names the versions in use' {
        $status = Get-ClawStatus

        $status.ProgramVersion | Should -Match '^\d+\.\d+\.\d+'
        $status.ProgramVersion | Should -BeLike "$((Get-Module ClawPowers).Version)*"
        $status.SqliteVersion | Should -Match '^3\.\d+\.\d+$'
    }
}
