BeforeAll {
    Import-Module "$PSScriptRoot/TestHelpers.psm1" -Force
    Import-Module "$(Get-ModulePath)/ClawPowers"
    Push-Location (New-ScratchFolder)
}

AfterAll {
    Pop-Location
    Remove-Scratch
}

Describe 'Agents' {
    BeforeEach {
        $null = New-ScratchStore
    }

    Context 'one line, in a fresh pwsh' {
        BeforeAll {
            function Invoke-Line {
                # As an agent runs it. What needs a permission of its own has no place in the line.
                param([string] $Line, [int] $ExitCode = 0)
                $Line | Should -Not -Match '[{}()$;&|]'
                $result = Invoke-Pwsh $Line
                "$($result.ExitCode) $($result.ErrorText)" | Should -BeLike "$ExitCode *"
                if ($ExitCode -eq 0) {
                    $result.ErrorText | Should -BeNullOrEmpty
                }
                $result.Output.Trim() -replace '\r\n', "`n"
            }
        }

        It 'remembers, recalls and forgets' {
            Invoke-Line "Set-ClawState debug:pool:root_cause 'Connection not closed in the error path'" | Should -BeNullOrEmpty
            Invoke-Line 'Get-ClawState debug:pool:root_cause -ValueOnly' | Should -BeExactly 'Connection not closed in the error path'
            Invoke-Line 'Get-ClawState debug:*' | Should -BeLike '*Connection not closed in the error path'
            Invoke-Line 'Find-ClawState connection' | Should -BeLike 'debug:pool:root_cause*'
            Invoke-Line 'Test-ClawState debug:pool:root_cause' | Should -BeExactly 'True'
            Invoke-Line 'Remove-ClawState debug:pool:root_cause' | Should -BeNullOrEmpty
            Invoke-Line 'Test-ClawState debug:pool:root_cause' | Should -BeExactly 'False'
        }

        It 'counts within a limit, notes and takes leases' {
            Invoke-Line 'Step-ClawState payment:spent:today -By 0.40 -Maximum 0.5' | Should -Match '\n  0\.40?$'
            Invoke-Line 'Step-ClawState payment:spent:today -By 0.40 -Maximum 0.5' -ExitCode 1 | Should -BeNullOrEmpty
            Invoke-Line "Add-ClawState log:today 'first line'" | Should -BeNullOrEmpty
            Invoke-Line 'Set-ClawState lease:auth-api agent-7 -IfVersion 0 -ExpiresIn 10m' | Should -BeNullOrEmpty
            Invoke-Line 'Set-ClawState lease:auth-api agent-8 -IfVersion 0 -ExpiresIn 10m' -ExitCode 1 | Should -BeNullOrEmpty
            Invoke-Line 'Remove-ClawState lease:auth-api -IfVersion 1' | Should -BeNullOrEmpty
        }

        It 'looks back, undoes and clears' {
            Set-ClawState a:b 'first'
            Set-ClawState a:b 'second'

            Invoke-Line 'Get-ClawStateHistory a:b' | Should -Match '^a:b v2 .*\n  second\na:b v1 .*\n  first$'
            Invoke-Line 'Undo-ClawState a:b' | Should -BeNullOrEmpty
            Invoke-Line 'Get-ClawState a:b -ValueOnly' | Should -BeExactly 'first'
            Invoke-Line 'Undo-ClawState a:b -Version 2' | Should -BeNullOrEmpty
            Invoke-Line 'Get-ClawState a:b -AsOf 30d' -ExitCode 1 | Should -BeNullOrEmpty
            Invoke-Line 'Clear-ClawStateHistory -Before 30d' | Should -BeNullOrEmpty
            Invoke-Line 'Clear-ClawStateHistory a:* -Before 1ms -WhatIf' | Should -BeLike 'What if:*'
        }

        It 'cares for the store' {
            Invoke-Line 'Initialize-ClawStore' | Should -BeNullOrEmpty
            Set-ClawState a:b 1
            Invoke-Line 'Get-ClawStatus' | Should -BeLike 'Store*1 global*'
            Invoke-Line 'Test-ClawStore -Quiet' | Should -BeExactly 'True'
            $path = (Invoke-Line 'Backup-ClawStore') -replace '(?s)\n.*'
            $path | Should -Exist
            Invoke-Line 'Remove-ClawState a:b -Purge -Force' | Should -BeLike '*WARNING: The backup*still holds*'
            Invoke-Line "Restore-ClawStore '$path' -Force" | Should -BeNullOrEmpty
            Invoke-Line 'Get-ClawState a:b -ValueOnly' | Should -BeExactly '1'
        }

        It 'records runs, amends them, sums them up and asks what works' {
            Invoke-Line "Add-ClawMetric systematic-debugging Success -Duration 12m -Measure hypotheses_tested=3,gate=security -Notes 'Connection not closed'" | Should -BeNullOrEmpty
            Invoke-Line 'Add-ClawMetric systematic-debugging Failure gate=tests hypotheses_tested=5 -PassThru' | Should -Match '^systematic-debugging #2 Failure  \(.*\)\n  gate=tests hypotheses_tested=5$'
            Invoke-Line 'Set-ClawMetric 1 Failure -Measure reopened=true' | Should -BeNullOrEmpty
            Invoke-Line "Get-ClawMetric systematic-* -Since 30d -Measure 'hypotheses_tested<4'" | Should -Match '^systematic-debugging #1 Failure .*v2\)\n  hypotheses_tested=3 gate=security reopened=true\n'
            Invoke-Line 'Measure-ClawMetric -Measure hypotheses_tested' | Should -Match '^systematic-debugging +2 runs   0% .*\n  hypotheses_tested: 2 values, sum 8, mean 4, p50 4, p95 4\.9$'
            Invoke-Line 'Invoke-ClawFeedback -Goal hypotheses_tested:down -Since 90d' | Should -Match '^systematic-debugging +AtRisk +0% '
            Invoke-Line 'Get-ClawRecommendation -State Proposed' | Should -BeNullOrEmpty
            Invoke-Line 'Approve-ClawRecommendation 7' -ExitCode 1 | Should -BeNullOrEmpty
            Invoke-Line 'Remove-ClawMetric 2' | Should -BeNullOrEmpty
            Invoke-Line 'Get-ClawMetric -Id 2' -ExitCode 1 | Should -BeNullOrEmpty
        }

        It 'gives a default for a key that is not there' {
            Invoke-Line "Get-ClawState no:such -ValueOnly -Default 'none yet'" | Should -BeExactly 'none yet'
            Invoke-Line 'Get-ClawState no:such' -ExitCode 1 | Should -BeNullOrEmpty
        }
    }

    Context 'exit codes of pwsh -Command' {
        It 'is <ExitCode> after: <Script>' -ForEach @(
            @{ Script = 'Set-ClawState a:b 1'; ExitCode = 0 }
            @{ Script = 'Get-ClawState no:such'; ExitCode = 1 }
            @{ Script = 'Get-ClawState no:*'; ExitCode = 0 }
            @{ Script = 'Set-ClawState a/b 1'; ExitCode = 1 }
            @{ Script = '"not/a/key", "a:b" | Set-ClawState -Value 1'; ExitCode = 1 }
        ) {
            (Invoke-Pwsh $Script).ExitCode | Should -Be $ExitCode
        }

        It 'has one error on stderr, in words' {
            $result = Invoke-Pwsh 'Get-ClawState no:such'

            $result.Output | Should -BeNullOrEmpty
            ($result.ErrorText -replace '\x1b\[[0-9;]*m' -replace '\s+\|?\s*', ' ') | Should -BeLike "*There is no entry 'no:such' in the global scope.*"
        }
    }

    Context 'with the command line of other shells' {
        It 'shares the store with clawpowers' {
            Set-ClawState a:text 'from PowerShell'
            (Invoke-ClawCli store get a:text).Output.Trim() | Should -BeExactly 'from PowerShell'

            (Invoke-ClawCli store set b:text 'from the shell').ExitCode | Should -Be 0
            (Get-ClawState b:text).Value | Should -BeExactly 'from the shell'

            (Invoke-ClawCli store incr n:x 5).Output.Trim() | Should -BeExactly '5'
            (Step-ClawState n:x).Value | Should -BeExactly 6L
        }

        It 'counts to exactly 1,000 from twenty processes, half pwsh and half clawpowers' {
            $modulePath = (Get-ModulePath) + [System.IO.Path]::PathSeparator + $env:PSModulePath
            $pwsh = '-NoProfile', '-NonInteractive', '-Command', '1..50 | ForEach-Object { Step-ClawState dispatch:done } | Out-Null'
            $clawpowers = (Get-ClawCliPath), 'store', 'apply', '-'
            $processes = foreach ($number in 1..20) {
                $start = [System.Diagnostics.ProcessStartInfo]::new($number % 2 ? [Environment]::ProcessPath : 'dotnet')
                $start.RedirectStandardOutput = $start.RedirectStandardError = $start.RedirectStandardInput = $true
                foreach ($argument in $number % 2 ? $pwsh : $clawpowers) {
                    $start.ArgumentList.Add($argument)
                }
                $start.WorkingDirectory = $PWD.ProviderPath
                $start.Environment['PSModulePath'] = $modulePath
                [System.Diagnostics.Process]::Start($start)
            }
            foreach ($process in $processes) {
                if ($process.StartInfo.ArgumentList.Contains('apply')) {
                    1..50 | ForEach-Object { $process.StandardInput.WriteLine('{"op":"incr","key":"dispatch:done"}') }
                }
                $process.StandardInput.Close()
            }
            $errors = foreach ($process in $processes) {
                $output = $process.StandardOutput.ReadToEndAsync()
                $process.StandardError.ReadToEnd()
                $null = $output.Result
                $process.WaitForExit()
                if ($process.ExitCode -ne 0) { "exit code $($process.ExitCode)" }
                $process.Dispose()
            }

            -join $errors | Should -BeNullOrEmpty
            (Get-ClawState dispatch:done -Scope All).Value | Should -BeExactly 1000L
            Test-ClawStore -Quiet | Should -BeTrue
        }
    }
}
