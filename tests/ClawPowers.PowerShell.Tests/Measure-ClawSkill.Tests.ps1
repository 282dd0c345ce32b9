BeforeAll {
    Import-Module "$PSScriptRoot/TestHelpers.psm1" -Force
    Import-Module "$(Get-ModulePath)/ClawPowers"
    Push-Location (New-ScratchFolder)
}

AfterAll {
    Pop-Location
    Remove-Scratch
}

Describe 'Measure-ClawSkill' {
    BeforeEach {
        $null = New-ScratchStore
        $global:LASTEXITCODE = 0
    }

    BeforeAll {
        function Get-LastRun {
            Get-ClawMetric -First 1
        }

        function Invoke-Exit {
            # A program that ends with this code, on any system.
            param([int] $Code)
            & ([Environment]::ProcessPath) -NoProfile -Command "exit $Code"
        }
    }

    Context 'the output' {
        It 'goes through as it is' {
            $output = Measure-ClawSkill tdd { 1; 'two'; , (3, 4); $null }

            $output.Count | Should -Be 4
            $output[0, 1] | Should -BeExactly 1, 'two'
            $output[2] | Should -BeExactly 3, 4
            (Get-LastRun).Outcome | Should -Be 'Success'
        }

        It 'comes as the block makes it' {
            $order = [System.Collections.Generic.List[string]]::new()

            Measure-ClawSkill tdd { 1..3 | ForEach-Object { $order.Add("made $_"); $_ } } | ForEach-Object { $order.Add("seen $_") }

            $order | Should -BeExactly 'made 1', 'seen 1', 'made 2', 'seen 2', 'made 3', 'seen 3'
        }

        It 'is followed by the run with -PassThru' {
            $output = Measure-ClawSkill tdd { 'out' } -Measure cycles=2 -Notes 'mine' -Model m -Agent a -PassThru

            $output[0] | Should -BeExactly 'out'
            $output[1].Skill, $output[1].Notes, $output[1].Model, $output[1].Agent | Should -BeExactly 'tdd', 'mine', 'm', 'a'
            $output[1].Measures.cycles | Should -BeExactly 2L
            $output[1].Source | Should -Be 'Verified'
        }

        It 'runs in the scope of the caller' {
            $seen = 1
            Measure-ClawSkill tdd { $seen++; $made = 5 }

            $seen, $made | Should -Be 2, 5
        }

        It 'leaves $_ and $args of the caller alone' {
            function Test-Caller { 7 | ForEach-Object { Measure-ClawSkill tdd { 8 | ForEach-Object { $_ } } | Out-Null; $_; $args } }

            Test-Caller | Should -Be 7
        }

        It 'can be nested' {
            Measure-ClawSkill outer { Measure-ClawSkill inner { 'deep' } } | Should -BeExactly 'deep'

            (Get-ClawMetric).Skill | Should -BeExactly 'outer', 'inner'
        }
    }

    Context 'the outcome' {
        It 'has the time that the block took' {
            Measure-ClawSkill tdd { Start-Sleep -Milliseconds 120 }

            (Get-LastRun).Duration.TotalMilliseconds | Should -BeGreaterOrEqual 119
            (Get-LastRun).Duration.TotalMilliseconds | Should -BeLessThan 5000
        }

        It 'is a failure after an error that was written, whose message is noted' {
            Measure-ClawSkill tdd { 'before'; Write-Error 'first'; Write-Error 'second'; 'after' } -ErrorVariable written -ErrorAction SilentlyContinue | Should -BeExactly 'before', 'after'

            $written.Count | Should -Be 2
            (Get-LastRun).Outcome, (Get-LastRun).Notes | Should -Be 'Failure', 'first'
        }

        It 'is none after an error that was <Name>' -ForEach @(
            @{ Name = 'silenced'; Block = { Get-Item nowhere -ErrorAction SilentlyContinue } }
            @{ Name = 'ignored'; Block = { Get-Item nowhere -ErrorAction Ignore } }
            @{ Name = 'redirected'; Block = { Get-Item nowhere 2>$null } }
            @{ Name = 'handled'; Block = { try { Get-Item nowhere -ErrorAction Stop } catch { 'handled' } } }
            @{ Name = 'thrown and handled'; Block = { try { throw 'x' } catch { 'handled' } } }
        ) {
            $null = Measure-ClawSkill tdd $Block

            (Get-LastRun).Outcome | Should -Be 'Success'
            (Get-LastRun).Notes | Should -BeNullOrEmpty
        }

        It 'shows an error where it comes from' {
            $failure = Measure-ClawSkill tdd {
                Get-Item nowhere
            } 2>&1

            $failure.FullyQualifiedErrorId | Should -BeExactly 'PathNotFound,Microsoft.PowerShell.Commands.GetItemCommand'
            $failure.InvocationInfo.Line | Should -Match '^\s+Get-Item nowhere'
        }

        It 'is a failure after an error that ends the block, which goes on unchanged: <Id>' -ForEach @(
            @{ Block = { 'out'; throw 'bang' }; Id = 'bang'; Type = [System.Management.Automation.RuntimeException]; Message = 'bang' }
            @{ Block = { 'out'; throw [System.IO.FileNotFoundException] 'own' }; Id = 'own'; Type = [System.IO.FileNotFoundException]; Message = 'own' }
            @{ Block = { 'out'; Get-Item nowhere -ErrorAction Stop }; Id = 'PathNotFound,Microsoft.PowerShell.Commands.GetItemCommand'; Type = [System.Management.Automation.ItemNotFoundException]; Message = 'Cannot find path*nowhere*' }
        ) {
            $output = [System.Collections.Generic.List[object]]::new()
            $failure = try { Measure-ClawSkill tdd $Block | ForEach-Object { $output.Add($_) } } catch { $_ }

            $failure.FullyQualifiedErrorId | Should -BeExactly $Id
            $failure.Exception | Should -BeOfType $Type
            $output | Should -BeExactly 'out'
            (Get-LastRun).Outcome | Should -Be 'Failure'
            (Get-LastRun).Notes | Should -BeLike $Message
        }

        It 'is a failure after a program that failed, and not for what it writes to stderr' {
            Measure-ClawSkill tdd { Invoke-Exit 3 }
            (Get-LastRun).Outcome, (Get-LastRun).Notes | Should -Be 'Failure', 'Exit code 3'
            $LASTEXITCODE | Should -Be 3

            $result = Invoke-Pwsh 'Measure-ClawSkill tdd { & ([Environment]::ProcessPath) -NoProfile -Command "[Console]::Error.WriteLine(''progress''); ''out''" }'
            $result.Output.Trim() | Should -BeExactly 'out'
            $result.ErrorText | Should -Match 'progress'
            (Get-LastRun).Outcome | Should -Be 'Success'
        }

        It 'does not count an exit code from before, and brings it back' {
            Invoke-Exit 5
            Measure-ClawSkill tdd { 'no program' } | Out-Null

            (Get-LastRun).Outcome | Should -Be 'Success'
            $LASTEXITCODE | Should -Be 5
        }

        It 'is a failure after exit with a code' {
            (Invoke-Pwsh "Measure-ClawSkill tdd { exit 4 }; 'not reached'").ExitCode | Should -Be 4

            (Get-LastRun).Outcome, (Get-LastRun).Notes | Should -Be 'Failure', 'Exit code 4'
        }

        It 'is a success where a later command has enough' {
            Measure-ClawSkill tdd { 1..1000 } | Select-Object -First 2 | Should -Be 1, 2

            (Get-ClawMetric).Outcome | Should -Be 'Success'

            Measure-ClawSkill tdd { Invoke-Exit 3; 1..1000 } | Select-Object -First 2 | Should -Be 1, 2
            (Get-LastRun).Outcome, (Get-LastRun).Notes | Should -Be 'Failure', 'Exit code 3'
            $LASTEXITCODE | Should -Be 3
        }

        It 'is recorded where the block leaves a loop' {
            foreach ($number in 1, 2) {
                Measure-ClawSkill tdd { break }
            }

            $number | Should -Be 1
            (Get-LastRun).Outcome | Should -Be 'Success'
        }

        It 'is a skipped run where it was stopped' {
            $shell = [powershell]::Create().AddScript("Import-Module '$(Get-ModulePath)/ClawPowers'; Set-Location '$PWD'; Measure-ClawSkill tdd { 'begun'; Start-Sleep 60 }")
            $output = [System.Management.Automation.PSDataCollection[psobject]]::new()
            $running = $shell.BeginInvoke([System.Management.Automation.PSDataCollection[psobject]]::new(), $output)
            $clock = [System.Diagnostics.Stopwatch]::StartNew()
            while ($output.Count -eq 0 -and $clock.Elapsed.TotalSeconds -lt 120) {
                Start-Sleep -Milliseconds 20
            }

            $shell.Stop()

            { $shell.EndInvoke($running) } | Should -Throw
            $shell.Dispose()
            (Get-LastRun).Outcome, (Get-LastRun).Notes | Should -Be 'Skipped', 'Stopped before its end.'
        }

        It 'has no secret in its notes, and those that were given before the message' {
            $secret = 'AKIA' + 'IOSFODNN7EXAMPLE'
            { Measure-ClawSkill tdd { throw "denied for $secret" } -Notes 'mine' } | Should -Throw

            (Get-LastRun).Notes | Should -BeLike "mine`ndenied for <*>"
            (Get-LastRun).Notes | Should -Not -Match 'IOSFO'
        }
    }

    Context 'what can not be recorded' {
        It 'is not begun: <Id>' -ForEach @(
            @{ Command = { Measure-ClawSkill 'a*b' { $ran.Add(1) } }; Id = 'InvalidSkillName' }
            @{ Command = { Measure-ClawSkill tdd { $ran.Add(1) } -Measure 'a b' }; Id = 'InvalidMeasure' }
            @{ Command = { Measure-ClawSkill tdd { $ran.Add(1) } -Notes ('AKIA' + 'IOSFODNN7EXAMPLE') }; Id = 'SecretInValue' }
            @{ Command = { Measure-ClawSkill tdd { $ran.Add(1) } -Scope Project }; Id = 'NotInProject' }
        ) {
            $ran = [System.Collections.Generic.List[int]]::new()

            $Command | Should -Throw -ErrorId "$Id,ClawPowers.PowerShell.Commands.MeasureClawSkillCommand"

            $ran.Count | Should -Be 0
        }

        It 'is said after the output, where the store fails' {
            $env:CLAWPOWERS_DIR = New-ScratchFolder
            Set-Content -LiteralPath (Join-Path $env:CLAWPOWERS_DIR 'clawpowers.db') -Value ('words ' * 1000)

            $output = Measure-ClawSkill tdd { 'out' } -ErrorVariable failure -ErrorAction SilentlyContinue

            $output | Should -BeExactly 'out'
            $failure[-1].FullyQualifiedErrorId | Should -BeExactly 'StoreNotRecognized,ClawPowers.PowerShell.Commands.MeasureClawSkillCommand'
            { Measure-ClawSkill tdd { throw 'bang' } } | Should -Throw 'bang'
        }

        It 'is neither run nor recorded with -WhatIf' {
            Measure-ClawSkill tdd { 'out' } -WhatIf | Should -BeNullOrEmpty
            Get-ClawMetric | Should -BeNullOrEmpty
        }
    }
}
