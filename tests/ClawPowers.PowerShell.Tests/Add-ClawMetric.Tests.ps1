BeforeAll {
    Import-Module "$PSScriptRoot/TestHelpers.psm1" -Force
    Import-Module "$(Get-ModulePath)/ClawPowers"
    Push-Location (New-ScratchFolder)
}

AfterAll {
    Pop-Location
    Remove-Scratch
}

Describe 'Add-ClawMetric' {
    BeforeEach {
        $null = New-ScratchStore
    }

    Context 'typed' {
        It 'records a run with everything that was said' {
            $before = [DateTimeOffset]::UtcNow.AddMilliseconds(-1)

            $run = Add-ClawMetric systematic-debugging Partial -Duration 12m -Measure hypotheses_tested=3, gate=security -Notes 'half of it' `
                -Source Human -Model m-1 -Commit abc -SessionId s-1 -Agent a-1 -PassThru

            $run | Should -BeOfType ([ClawPowers.SkillMetric])
            $run.Id | Should -Be 1
            $run.Skill | Should -BeExactly 'systematic-debugging'
            $run.Outcome | Should -Be 'Partial'
            $run.Duration | Should -Be ([timespan] '0:12:00')
            $run.Measures.Keys | Should -BeExactly 'hypotheses_tested', 'gate'
            $run.Measures.gate | Should -BeExactly 'security'
            $run.Notes | Should -BeExactly 'half of it'
            $run.Source | Should -Be 'Human'
            $run.Model, $run.Commit, $run.SessionId, $run.Agent | Should -BeExactly 'm-1', 'abc', 's-1', 'a-1'
            $run.Scope | Should -Be 'Global'
            $run.Timestamp | Should -BeGreaterOrEqual $before
            (Get-ClawMetric).Id | Should -Be 1
        }

        It 'emits nothing without -PassThru' {
            Add-ClawMetric tdd Success | Should -BeNullOrEmpty
            (Get-ClawMetric).Source | Should -Be 'Self'
        }

        It 'takes <Text> as <Expected>' -ForEach @(
            @{ Text = '12m'; Expected = '0:12:00' }
            @{ Text = '90s'; Expected = '0:01:30' }
            @{ Text = '1h30m'; Expected = '1:30:00' }
            @{ Text = '00:00:07'; Expected = '0:00:07' }
            @{ Text = '0s'; Expected = '0:00:00' }
            @{ Text = '0'; Expected = '0:00:00' }
            @{ Text = '00:00:00'; Expected = '0:00:00' }
        ) {
            (Add-ClawMetric tdd Success -Duration $Text -PassThru).Duration | Should -Be ([timespan] $Expected)
            (& ([scriptblock]::Create("Add-ClawMetric tdd Success -Duration $Text -PassThru"))).Duration | Should -Be ([timespan] $Expected)
        }

        It 'refuses <_> as a duration' -ForEach '90', 'soon', '-5m', '' {
            $duration = $_
            if ($duration) {
                { Add-ClawMetric tdd Success -Duration $duration } | Should -Throw -ErrorId 'ParameterArgumentTransformationError,ClawPowers.PowerShell.Commands.AddClawMetricCommand'
            }
            else {
                (Add-ClawMetric tdd Success -Duration $duration -PassThru).Duration | Should -BeNullOrEmpty
            }
        }

        It 'says what an outcome can be' {
            { Add-ClawMetric tdd Sucess -ErrorAction Stop } | Should -Throw "'Sucess' is not an outcome. Allowed: Success, Failure, Partial, Skipped." -ErrorId 'InvalidOutcome,ClawPowers.PowerShell.Commands.AddClawMetricCommand'
            { Add-ClawMetric tdd -Outcome Sucess } | Should -Throw '*Success*Failure*Partial*Skipped*' -ErrorId 'CannotConvertArgumentNoMessage,ClawPowers.PowerShell.Commands.AddClawMetricCommand'
        }

        It 'takes measures as <Name>' -ForEach @(
            @{ Name = 'an array'; Script = 'Add-ClawMetric tdd Success -Measure a=1,b=x,c=true,d=0.30 -PassThru' }
            @{ Name = 'bare words'; Script = 'Add-ClawMetric tdd Success a=1 b=x c=true d=0.30 -PassThru' }
            @{ Name = 'one text with spaces'; Script = 'Add-ClawMetric tdd Success -Measure "a=1 b=x c=true d=0.30" -PassThru' }
            @{ Name = 'one text with commas'; Script = 'Add-ClawMetric tdd Success -Measure "a=1, b=x;c=true,d=0.30" -PassThru' }
            @{ Name = 'a dictionary'; Script = 'Add-ClawMetric tdd Success -Measure ([ordered] @{ a = 1; b = "x"; c = $true; d = 0.3 }) -PassThru' }
            @{ Name = 'an object'; Script = 'Add-ClawMetric tdd Success -Measure ([pscustomobject] @{ a = 1; b = "x"; c = $true; d = 0.3 }) -PassThru' }
            @{ Name = 'both'; Script = 'Add-ClawMetric tdd Success -Measure ([ordered] @{ a = 0; b = "x" }), c=true, d=0.3, a=1 -PassThru' }
        ) {
            $measures = (& ([scriptblock]::Create($Script))).Measures

            $measures.Keys | Should -BeExactly 'a', 'b', 'c', 'd'
            $measures.a | Should -BeExactly 1L
            $measures.b | Should -BeExactly 'x'
            $measures.c | Should -BeTrue
            $measures.d | Should -BeExactly 0.3
        }

        It 'leaves text with commas, spaces and equal signs in it whole' {
            $run = Add-ClawMetric tdd Success -Measure 'where=north, south and 1=2', 'id=007', 'url=http://x/?a=1' -PassThru

            $run.Measures.where | Should -BeExactly 'north, south and 1=2'
            $run.Measures.id | Should -BeExactly '007'
            $run.Measures.url | Should -BeExactly 'http://x/?a=1'
        }
    }

    Context 'what goes wrong' {
        It '<Id> is <Category>: <Command>' -ForEach @(
            @{ Command = { Add-ClawMetric brainstorming }; Id = 'OutcomeMissing'; Category = 'InvalidArgument' }
            @{ Command = { [pscustomobject] @{ Skill = 'tdd'; Outcome = '' } | Add-ClawMetric }; Id = 'OutcomeMissing'; Category = 'InvalidArgument' }
            @{ Command = { [pscustomobject] @{ Skill = 'tdd'; Outcome = 'Sucess' } | Add-ClawMetric }; Id = 'InvalidOutcome'; Category = 'InvalidArgument' }
            @{ Command = { [pscustomobject] @{ Skill = 'tdd'; Outcome = 'Success'; Source = 'me' } | Add-ClawMetric }; Id = 'InvalidSource'; Category = 'InvalidArgument' }
            @{ Command = { [pscustomobject] @{ Skill = 'tdd'; Outcome = 'Success'; Duration = 'soon' } | Add-ClawMetric }; Id = 'ParameterArgumentTransformationError'; Category = 'InvalidData' }
            @{ Command = { [pscustomobject] @{ Skill = 'tdd'; Outcome = 'Success'; Timestamp = 'soon' } | Add-ClawMetric }; Id = 'ParameterArgumentTransformationError'; Category = 'InvalidData' }
            @{ Command = { Add-ClawMetric 'a*b' Success }; Id = 'InvalidSkillName'; Category = 'InvalidArgument' }
            @{ Command = { Add-ClawMetric ' ' Success }; Id = 'InvalidSkillName'; Category = 'InvalidArgument' }
            @{ Command = { Add-ClawMetric tdd Success review }; Id = 'InvalidMeasure'; Category = 'InvalidArgument' }
            @{ Command = { Add-ClawMetric tdd Success 1a=2 }; Id = 'InvalidMeasure'; Category = 'InvalidArgument' }
            @{ Command = { Add-ClawMetric tdd Success -Measure 5 }; Id = 'InvalidMeasure'; Category = 'InvalidArgument' }
            @{ Command = { Add-ClawMetric tdd Success -Measure @{ a = [double]::NaN } }; Id = 'InvalidMeasure'; Category = 'InvalidArgument' }
            @{ Command = { Add-ClawMetric tdd Success -Measure @{ a = 1, 2 } }; Id = 'InvalidMeasure'; Category = 'InvalidArgument' }
            @{ Command = { Add-ClawMetric tdd Success -Timestamp ([DateTimeOffset]::UtcNow.AddDays(3)) }; Id = 'InvalidTimestamp'; Category = 'InvalidArgument' }
            @{ Command = { Add-ClawMetric tdd Success -Model ('m' * 300) }; Id = 'InvalidMetricField'; Category = 'InvalidArgument' }
            @{ Command = { Add-ClawMetric tdd Success -Notes ('n' * 70000) }; Id = 'NotesTooLong'; Category = 'InvalidArgument' }
            @{ Command = { Add-ClawMetric tdd Success -Notes ('AKIA' + 'IOSFODNN7EXAMPLE') }; Id = 'SecretInValue'; Category = 'SecurityError' }
            @{ Command = { Add-ClawMetric tdd Success -Measure ('key=AKIA' + 'IOSFODNN7EXAMPLE') }; Id = 'SecretInValue'; Category = 'SecurityError' }
            @{ Command = { Add-ClawMetric tdd Success -Scope All }; Id = 'InvalidScope'; Category = 'InvalidArgument' }
            @{ Command = { Add-ClawMetric tdd Success -Scope Project }; Id = 'NotInProject'; Category = 'InvalidArgument' }
        ) {
            & $Command -ErrorAction SilentlyContinue -ErrorVariable failure 2>$null

            $failure = $Error[0]
            $failure.FullyQualifiedErrorId | Should -BeExactly "$Id,ClawPowers.PowerShell.Commands.AddClawMetricCommand"
            $failure.CategoryInfo.Category | Should -Be $Category
            $failure.Exception.Message | Should -Match '[.)]$'
            Get-ClawMetric | Should -BeNullOrEmpty
        }

        It 'says how to say the outcome' {
            { Add-ClawMetric brainstorming -ErrorAction Stop } | Should -Throw "*'brainstorming'*Success, Failure, Partial or Skipped*Invoke-Pester -PassThru*"
        }

        It 'insists on a secret with -AllowSecret' {
            (Add-ClawMetric tdd Success -Notes ('AKIA' + 'IOSFODNN7EXAMPLE') -AllowSecret -PassThru).Notes | Should -BeLike 'AKIA*'
        }
    }

    Context 'from a pipeline' {
        It 'records rows of a table, in one commit, and reports the bad ones' {
            $rows = 'skill,outcome,duration,timestamp,notes,measures', 'tdd,Success,12m,2026-10-01T09:30:00Z,,"a=1 b=x"', 'tdd,Failure,,2026-10-02T11:00:00Z,flaky,', 'tdd,Wrong,,,,', 'tdd,Skipped,0s,,,' | ConvertFrom-Csv

            $runs = $rows | Add-ClawMetric -Agent importer -PassThru -ErrorVariable failure -ErrorAction SilentlyContinue

            $runs.Outcome | Should -Be 'Success', 'Failure', 'Skipped'
            $runs[0].Timestamp | Should -Be ([DateTimeOffset] '2026-10-01T09:30:00Z')
            $runs[0].Measures.b | Should -BeExactly 'x'
            $runs[1].Duration | Should -BeNullOrEmpty
            $runs[2].Timestamp | Should -BeGreaterThan ([DateTimeOffset]::UtcNow.AddMinutes(-1))
            $runs.Agent | Should -BeExactly 'importer', 'importer', 'importer'
            $failure.FullyQualifiedErrorId | Should -BeExactly 'InvalidOutcome,ClawPowers.PowerShell.Commands.AddClawMetricCommand'
            $failure[0].Exception.Message | Should -BeExactly "'Wrong' is not an outcome. Allowed: Success, Failure, Partial, Skipped."
            $failure[0].TargetObject | Should -Be $rows[2]
        }

        It 'records nothing if the pipeline fails' {
            { 1..3 | ForEach-Object { if ($_ -eq 3) { throw 'upstream' }; [pscustomobject] @{ Skill = 'tdd'; Outcome = 'Success' } } | Add-ClawMetric } | Should -Throw 'upstream'
            Get-ClawMetric | Should -BeNullOrEmpty
        }

        It 'records what it emits again, with all that it says' {
            $run = Add-ClawMetric tdd Partial -Duration 90s -Measure a=1, b=x -Notes 'n' -Source Human -Model m -Commit c1 -SessionId s -Agent a -Timestamp 2026-10-01T09:30:00Z -Project example.com/x/y -PassThru

            $again = $run | Add-ClawMetric -PassThru

            $again.Id | Should -Be 2
            foreach ($property in 'Skill', 'Outcome', 'Source', 'Timestamp', 'Duration', 'Notes', 'Scope', 'Project', 'SessionId', 'Agent', 'Model', 'Commit') {
                $again.$property | Should -Be $run.$property
            }
            $again.Measures.Keys | Should -BeExactly 'a', 'b'
        }

        It 'records runs that went through JSON' {
            $null = Add-ClawMetric tdd Failure -Duration 90s -Measure a=1, b=x, c=true -Source Verified -Timestamp 2026-10-01T09:30:00Z -PassThru

            $again = Get-ClawMetric | ConvertTo-Json -Depth 4 | ConvertFrom-Json | Add-ClawMetric -PassThru

            $again.Outcome | Should -Be 'Failure'
            $again.Source | Should -Be 'Verified'
            $again.Duration | Should -Be ([timespan] '0:01:30')
            $again.Timestamp | Should -Be ([DateTimeOffset] '2026-10-01T09:30:00Z')
            $again.Measures.a, $again.Measures.b, $again.Measures.c | Should -BeExactly 1L, 'x', $true
        }

        It 'takes what is typed over what is piped' {
            ([pscustomobject] @{ Skill = 'tdd'; Outcome = 'Nonsense'; Source = 'Human'; Duration = '1m' } | Add-ClawMetric -Outcome Failure -Duration 2m -PassThru).ForEach({
                    $_.Outcome | Should -Be 'Failure'
                    $_.Source | Should -Be 'Human'
                    $_.Duration | Should -Be ([timespan] '0:02:00')
                })
        }
    }

    Context 'where and by whom' {
        It 'notes the commit that is checked out, for a run of here and now' {
            Push-Location (New-ScratchRepository 'https://example.com/team/app')
            try {
                $head = git rev-parse HEAD

                $run = Add-ClawMetric tdd Success -PassThru
                $run.Commit | Should -BeExactly $head
                $run.Project | Should -BeExactly 'example.com/team/app'
                (Add-ClawMetric tdd Success -Timestamp 2d -PassThru).Commit | Should -BeNullOrEmpty
                (Add-ClawMetric tdd Success -Project example.com/x/y -PassThru).Commit | Should -BeNullOrEmpty
                (Add-ClawMetric tdd Success -Commit mine -PassThru).Commit | Should -BeExactly 'mine'
            }
            finally {
                Pop-Location
            }
        }

        It 'takes session and agent from the environment, unless they are said' {
            $env:CLAWPOWERS_SESSION, $env:CLAWPOWERS_AGENT = 's-env', 'a-env'

            $run = Add-ClawMetric tdd Success -PassThru
            $run.SessionId, $run.Agent | Should -BeExactly 's-env', 'a-env'
            $run = Add-ClawMetric tdd Success -SessionId s-2 -Agent a-2 -PassThru
            $run.SessionId, $run.Agent | Should -BeExactly 's-2', 'a-2'
        }
    }

    Context '-WhatIf' {
        It 'records nothing, and makes no store' {
            $env:CLAWPOWERS_DIR = Join-Path (New-ScratchFolder) 'none'

            Add-ClawMetric tdd Success -WhatIf
            $would = Add-ClawMetric tdd Success -WhatIf -PassThru

            $would.Skill | Should -BeExactly 'tdd'
            $env:CLAWPOWERS_DIR | Should -Not -Exist
        }

        It 'says what it would record' {
            (Invoke-Pwsh 'Add-ClawMetric tdd Success -WhatIf').Output | Should -BeLike '*What if: Record a run of tdd: Success (the global scope).*'
        }
    }

    Context 'a result of Pester' {
        BeforeAll {
            # In a pwsh of its own: Pester does not run inside Pester.
            function Invoke-PesterLine {
                param([string] $Tests, [string] $Line, [hashtable] $Files = @{})
                $folder = New-ScratchFolder 'tests'
                Set-Content (Join-Path $folder 'Sample.Tests.ps1') $Tests
                foreach ($name in $Files.Keys) {
                    Set-Content (Join-Path $folder $name) $Files[$name]
                }
                $result = Invoke-Pwsh "Set-Location '$folder'; $Line"
                $result.ErrorText | Should -BeNullOrEmpty
                Get-ClawMetric -First 1
            }
            $line = 'Invoke-Pester . -PassThru -Output None | Add-ClawMetric -Skill test-driven-development'
        }

        It 'that passed is a verified success' {
            $run = Invoke-PesterLine "Describe 'a' { It 'b' { 1 | Should -Be 1 }; It 'c' { }; It 'd' -Skip { } }" $line

            $run.Skill | Should -BeExactly 'test-driven-development'
            $run.Outcome | Should -Be 'Success'
            $run.Source | Should -Be 'Verified'
            $run.Duration | Should -BeGreaterThan ([timespan]::Zero)
            $run.Measures.tests, $run.Measures.passed, $run.Measures.failed, $run.Measures.skipped | Should -BeExactly 3L, 2L, 0L, 1L
            $run.Measures.Contains('coverage') | Should -BeFalse
            $run.Notes | Should -BeNullOrEmpty
        }

        It 'that failed is a verified failure, and its notes say what failed' {
            $secret = 'AKIA' + 'IOSFODNN7EXAMPLE'
            $run = Invoke-PesterLine "Describe 'login' { It 'works' { }; It 'refuses' { 1 | Should -Be 2 }; Context 'late' { It 'times out' { throw `"no answer for $secret``nat line 2`" } } }" $line

            $run.Outcome | Should -Be 'Failure'
            $run.Source | Should -Be 'Verified'
            $run.Measures.tests, $run.Measures.passed, $run.Measures.failed | Should -BeExactly 3L, 1L, 2L
            $lines = $run.Notes -split "`n"
            $lines.Count | Should -Be 2
            $lines[0] | Should -BeExactly 'login.refuses: Expected 2, but got 1.'
            $lines[1] | Should -BeLike 'login.late.times out: no answer for <*>'
            $run.Notes | Should -Not -Match 'IOSFO'
        }

        It 'that broke before its tests is a failure, and says so' {
            $run = Invoke-PesterLine "Describe 'a' { BeforeAll { throw 'no database' }; It 'b' { } }" $line -Files @{ 'Broken.Tests.ps1' = "throw 'no such module'" }

            $run.Outcome | Should -Be 'Failure'
            $run.Notes | Should -BeLike '*a: no database*'
            $run.Notes | Should -BeLike '*Broken.Tests.ps1: no such module*'
        }

        It 'in which nothing was run is skipped' {
            (Invoke-PesterLine "Describe 'a' { It 'b' -Skip { } }" $line).Outcome | Should -Be 'Skipped'
        }

        It 'has its coverage, if it was counted' {
            $run = Invoke-PesterLine "BeforeAll { . ./Code.ps1 }; Describe 'a' { It 'b' { Get-Half 4 | Should -Be 2 } }" -Files @{ 'Code.ps1' = "function Get-Half { param(`$x) if (`$x -lt 0) { throw 'negative' }; `$x / 2 }" } -Line @'
$c = New-PesterConfiguration; $c.Run.PassThru = $true; $c.Output.Verbosity = 'None'; $c.CodeCoverage.Enabled = $true; $c.CodeCoverage.Path = 'Code.ps1'; Invoke-Pester -Configuration $c | Add-ClawMetric -Skill tdd
'@

            $run.Outcome | Should -Be 'Success'
            $run.Measures.coverage | Should -BeGreaterThan 40
            $run.Measures.coverage | Should -BeLessThan 100
        }

        It 'gives way to what is typed' {
            $run = Invoke-PesterLine "Describe 'a' { It 'b' { throw 'x' } }" "$line -Outcome Partial -Source Self -Notes mine -Measure tests=7,cycles=2 -Duration 5m"

            $run.Outcome, $run.Source, $run.Notes | Should -Be 'Partial', 'Self', 'mine'
            $run.Measures.tests, $run.Measures.failed, $run.Measures.cycles | Should -BeExactly 7L, 1L, 2L
            $run.Duration | Should -Be ([timespan] '0:05:00')
        }
    }
}
