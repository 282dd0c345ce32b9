BeforeAll {
    Import-Module "$PSScriptRoot/TestHelpers.psm1" -Force
    Import-Module "$(Get-ModulePath)/ClawPowers"
    Push-Location (New-ScratchFolder)
}

AfterAll {
    Pop-Location
    Remove-Scratch
}

Describe 'What a user would do' {
    BeforeEach {
        $null = New-ScratchStore
    }

    BeforeAll {
        function Read-Session {
            # One session is one process: what it remembers, it remembers in the store.
            param([string] $Script)
            $result = Invoke-Pwsh $Script
            [pscustomobject] @{
                Lines  = @($result.Output.TrimEnd() -split '\r?\n')
                Error  = $result.ErrorText -replace '\x1b\[[0-9;]*m'
                Output = $result.Output
            }
        }

        $stamp = '\d{4}-\d\d-\d\d \d\d:\d\d:\d\d'
    }

    It 'remembers in one session and recalls in the next' {
        $today = Read-Session '
            Set-ClawState debug:payment-pool:observation "Timeout after 50 requests"
            Set-ClawState debug:payment-pool:root_cause "Connection not closed in the error path" -PassThru
            Get-ClawState debug:*:root_cause'
        $today.Error | Should -BeNullOrEmpty
        $today.Output | Should -Match "\A(debug:payment-pool:root_cause  \(v1, $stamp, global\)\r?\n  Connection not closed in the error path\r?\n){2}\z"

        $tomorrow = Read-Session '
            (Get-ClawState debug:*).Key
            (Find-ClawState connection).Key
            Get-ClawState debug:* | Where-Object UpdatedAt -gt (Get-Date).AddHours(-1) | Remove-ClawState -WhatIf
            (Get-ClawState debug:* | Where-Object UpdatedAt -gt (Get-Date).AddHours(1)).Count'
        $tomorrow.Error | Should -BeNullOrEmpty
        $tomorrow.Lines | Should -BeExactly @(
            'debug:payment-pool:observation', 'debug:payment-pool:root_cause', 'debug:payment-pool:root_cause'
            'What if: Remove debug:payment-pool:observation (the global scope).', 'What if: Remove debug:payment-pool:root_cause (the global scope).', '0'
        )
        (Get-ClawState debug:*).Count | Should -Be 2
    }

    It 'counts to 200 from sixteen runspaces' {
        $session = Read-Session '1..200 | ForEach-Object -Parallel { Step-ClawState dispatch:done } -ThrottleLimit 16 | Measure-Object Value -Maximum | ForEach-Object Maximum'

        $session.Error | Should -BeNullOrEmpty
        $session.Lines | Should -BeExactly '200'
    }

    It 'holds a spending limit and a lease across sessions' {
        $first = Read-Session '
            1..13 | ForEach-Object { Step-ClawState payment:spent:today -By 0.40 -Maximum 5 -ErrorAction SilentlyContinue -ErrorVariable +failures } | Select-Object -Last 1 -ExpandProperty Value
            $failures.FullyQualifiedErrorId
            Set-ClawState lease:auth-api agent-7 -IfVersion 0 -ExpiresIn 10m'
        $first.Error | Should -BeNullOrEmpty
        $first.Lines[0] | Should -Match '^4\.80?$'
        $first.Lines[1] | Should -BeExactly 'StateLimitExceeded,ClawPowers.PowerShell.Commands.StepClawStateCommand'

        $second = Read-Session '
            Set-ClawState lease:auth-api agent-8 -IfVersion 0 -ExpiresIn 10m -ErrorAction SilentlyContinue -ErrorVariable failure
            $failure.FullyQualifiedErrorId
            Get-ClawState payment:spent:today -ValueOnly
            Get-ClawState lease:auth-api -ValueOnly'
        $second.Error | Should -BeNullOrEmpty
        $second.Lines[0] | Should -BeExactly 'StateVersionConflict,ClawPowers.PowerShell.Commands.SetClawStateCommand'
        $second.Lines[1] | Should -Match '^4\.80?$'
        $second.Lines[2] | Should -BeExactly 'agent-7'
    }

    It 'keeps a dictionary and gives it back to the next session' {
        $null = Read-Session 'Set-ClawState cfg:x @{ retries = 3; hosts = "a", "b" }'

        (Read-Session '(Get-ClawState cfg:x).Value.hosts[1]; (Get-ClawState cfg:x).Value.Retries + 1').Lines | Should -BeExactly 'b', '4'
    }

    It 'looks back and undoes' {
        Set-ClawState debug:payment-pool:observation 'Timeout after 50 requests'
        Start-Sleep -Milliseconds 30
        $moment = [DateTimeOffset]::UtcNow.ToString('o')
        Start-Sleep -Milliseconds 30
        Set-ClawState debug:payment-pool:observation 'Timeout after 5 requests'

        $session = Read-Session "
            Get-ClawState debug:payment-pool:observation -ValueOnly -AsOf $moment
            Get-ClawState debug:payment-pool:observation -ValueOnly
            Undo-ClawState debug:payment-pool:observation
            Get-ClawState debug:payment-pool:observation -ValueOnly
            (Get-ClawStateHistory debug:payment-pool:observation).Change -join ' '
            Get-ClawState debug:payment-pool:observation -AsOf 2020-11-01 -ErrorAction SilentlyContinue -ErrorVariable failure
            `$failure.FullyQualifiedErrorId"

        $session.Error | Should -BeNullOrEmpty
        $session.Lines | Should -BeExactly @(
            'Timeout after 50 requests', 'Timeout after 5 requests', 'Timeout after 50 requests', 'Undo Set Set'
            'StateKeyNotFound,ClawPowers.PowerShell.Commands.GetClawStateCommand'
        )
    }

    It 'takes facts from a file and gives everything to a file, whole' {
        $folder = New-ScratchFolder
        Set-Content -LiteralPath (Join-Path $folder 'facts.csv') -Value 'Key,Value', "debug:long,$('x' * 3000)", 'debug:umlaut,Zürich'
        Push-Location $folder
        try {
            (Read-Session 'Import-Csv facts.csv | Set-ClawState').Error | Should -BeNullOrEmpty
            $result = Invoke-TestProcess ([Environment]::ProcessPath) '-NoProfile', '-Command', '
                & (Get-Process -Id $PID).Path -NoProfile -Command "Get-ClawState debug:*" > all.txt' -Environment @{ PSModulePath = (Get-ModulePath) + [System.IO.Path]::PathSeparator + $env:PSModulePath }
            $result.ErrorText | Should -BeNullOrEmpty
            $text = Get-Content -LiteralPath all.txt
        }
        finally {
            Pop-Location
        }

        $text | Should -Contain "  $('x' * 3000)"
        $text -match '^debug:long  \(v1' | Should -Not -BeNullOrEmpty
        "$text" | Should -Not -Match '…|\x1b'
        if (-not $IsWindows) {
            # There the outer shell reads the inner one in the console's code page.
            $text | Should -Contain '  Zürich'
        }
    }

    It 'sets up, checks, saves and restores' {
        $path = Join-Path (New-ScratchFolder) 'copy.db'
        $session = Read-Session "
            Initialize-ClawStore
            Set-ClawState a:b 'before'
            Backup-ClawStore '$path' | Out-Null
            Set-ClawState a:b 'after'
            Restore-ClawStore '$path' -Force
            Get-ClawState a:b -ValueOnly
            Test-ClawStore -Quiet
            (Get-ClawStatus).TotalEntries"

        $session.Error | Should -BeNullOrEmpty
        $session.Lines | Should -BeExactly 'before', 'True', '1'
    }
}
