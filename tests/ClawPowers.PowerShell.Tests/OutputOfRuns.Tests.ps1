BeforeAll {
    Import-Module "$PSScriptRoot/TestHelpers.psm1" -Force
    Import-Module "$(Get-ModulePath)/ClawPowers"
    Push-Location (New-ScratchFolder)

    # What a person sees at a terminal, which is not to be had here: the record without the name that redirected output goes by.
    function Show-Plain {
        process {
            $record = $_
            $base = $record.GetType().BaseType
            $shown = $record.PSObject.Copy()
            $shown.PSObject.TypeNames.Clear()
            $shown.PSObject.TypeNames.Add($base.FullName)
            $shown
        }
    }

    function New-Finding {
        [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'It makes an object.')]
        param([hashtable] $With = @{})
        $properties = @{
            Skill = 'systematic-debugging'; Analyzer = 'decline'; Summary = 'Fallen from 90% to 55% since 2026-11-01.'; Severity = 'Critical'; IsFact = $false
            Recommendation = 'Look at what changed then.'; RecommendationId = 3; Ids = [long[]] (22, 18); N = 70; Effect = -0.35; EffectUnit = 'points'
            Interval = [ClawPowers.Interval]::new(-0.56, -0.12); P = 0.0012; Q = 0.0084; Since = [DateTimeOffset]::new([datetime] '2026-11-01T09:30:00')
        }
        foreach ($name in $With.Keys) {
            $properties[$name] = $With[$name]
        }
        [ClawPowers.SkillFinding] $properties
    }

    function New-Report {
        [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'It makes an object.')]
        param([hashtable] $With = @{})
        $properties = @{
            Skill = 'systematic-debugging'; Verdict = 'AtRisk'; Runs = 70; Successes = 56; Failures = 12; Partials = 2; Skipped = 3; Rate = 0.8
            Interval = [ClawPowers.Interval]::new(0.69, 0.877); DurationP50 = '0:12:20'; DurationP95 = '1:40:00'; TimeSpent = '13:00:00'; Trend = 'Declining'
            Sources = [ClawPowers.SourceRate[]] @(); Findings = [ClawPowers.SkillFinding[]] @(); Facts = [ClawPowers.SkillFinding[]] @(); Changes = [string[]] @()
        }
        foreach ($name in $With.Keys) {
            $properties[$name] = $With[$name]
        }
        $report = [ClawPowers.SkillReport] $properties
        [Activator]::CreateInstance([ClawPowers.SkillReport].Assembly.GetType('ClawPowers.PlainSkillReport'), $report)
    }
}

AfterAll {
    Pop-Location
    Remove-Scratch
}

Describe 'Output of runs and feedback' {
    BeforeEach {
        $null = New-ScratchStore
    }

    Context 'redirected' {
        It 'shows a run whole, without escape codes' {
            Add-ClawMetric verification-before-completion Failure -Duration 12m3s -Measure gate=security, findings=3, confidence=0.8, ok=true, 'where=a b' -Notes ("first`nsecond " + ('x' * 400)) -Source Verified -Agent a-1 -SessionId s-1 -Model m-1 -Commit 0123456789abcdef
            $text = (Invoke-Pwsh 'Get-ClawMetric').Output -replace '\r'

            $text | Should -Match "\Averification-before-completion #1 Failure  \(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d, took 12m 3s, verified, global, by a-1, session s-1, model m-1, at 0123456789\)\n  gate=security findings=3 confidence=0.8 ok=true where='a b'\n  first\n  second x{400}\n\z"
        }

        It 'shows numbers the same in any culture, and no control characters' {
            Add-ClawMetric tdd Success -Duration 1500ms -Measure a=0.5 -Notes "x`e[31m" -Timestamp 2026-11-01T12:00:00Z
            $text = (Invoke-Pwsh '[cultureinfo]::CurrentCulture = "de-DE"; Get-ClawMetric; Measure-ClawMetric -Measure a').Output

            $text | Should -Match 'took 1\.5s'
            $text | Should -Match '(?m)^  a=0\.5\r?$'
            $text | Should -Match 'x\\u001b\[31m'
            $text | Should -Match '(?m)^tdd +1 run 100% \[21%, 100%\]  1 ok, mean 1\.5s\r?\n  a: 1 value, sum 0\.5, mean 0\.5, p50 0\.5, p95 0\.5\r?$'
        }

        It 'shows a report with its evidence, in plain characters' {
            $text = (New-Report @{ Findings = [ClawPowers.SkillFinding[]] @(New-Finding); Facts = [ClawPowers.SkillFinding[]] @(New-Finding @{ Summary = 'The last failure: timed out.'; IsFact = $true; Ids = [long[]] @(9) }) } | Out-String) -replace '\r'
            if (-not [Console]::IsOutputRedirected) {
                Set-ItResult -Skipped -Because 'the output of this process is a terminal'
            }

            $text.Trim("`n") -split "`n" | Should -BeExactly @(
                'systematic-debugging           AtRisk        80% .............===#=..   70 runs'
                '  rate 0.8 in [0.69, 0.877], 12 failed, 2 partial, 3 skipped, p50 12m 20s, p95 1h 40m, declining'
                '  !! Fallen from 90% to 55% since 2026-11-01.'
                '     (decline: n 70, effect -35 points [-56, -12], p 0.0012, q 0.0084, since 2026-11-01 09:30, runs 22 18)'
                '     > Look at what changed then. (recommendation 3)'
                '  -  The last failure: timed out. (run 9)'
            )
        }

        It 'wraps no finding that is taken out of its report' {
            $report = New-Report @{ Findings = [ClawPowers.SkillFinding[]] @(New-Finding @{ Summary = 'x ' * 100 + 'end.' }); Facts = [ClawPowers.SkillFinding[]] @(New-Finding @{ Summary = 'y ' * 100 + 'end.'; IsFact = $true }) }

            ($report | Select-Object -ExpandProperty Findings | Out-String -Width 80) | Should -Match '(?m)^  (x ){100}end\.\r?$'
            ($report.Facts | Out-String -Width 80) | Should -Match '(?m)^  (y ){100}end\.\r?$'
        }

        It 'has a line of at most 80 columns for every skill' {
            foreach ($case in @(
                    @{ Skill = 'finishing-a-development-branch'; Verdict = 'NeedMoreData'; Runs = 2000; Rate = 1.0; Interval = [ClawPowers.Interval]::new(0.998, 1) }
                    @{ Skill = 'x' * 128; Verdict = 'Failing'; Runs = 1; Rate = 0.0; Interval = [ClawPowers.Interval]::new(0, 0.79) }
                    @{ Skill = 'nothing-yet'; Verdict = 'NeedMoreData'; Runs = 0; Rate = $null; Interval = $null }
                )) {
                $lines = (New-Report $case | Out-String).Trim("`r", "`n") -split '\r?\n'
                $line = if ($case.Skill.Length -gt 30) { $lines[0] | Should -BeExactly $case.Skill; $lines[1] } else { $lines[0] }
                $line.Length | Should -BeLessOrEqual 80
                $line | Should -Match '[.=#]{20} +\d+ runs?$'
            }
        }
    }

    Context 'at a terminal' {
        It 'is a list of everything when asked for' {
            $text = (New-Report @{ Findings = [ClawPowers.SkillFinding[]] @(New-Finding) } | Show-Plain | Format-List | Out-String -Width 200) -replace '\x1b\[[0-9;]*m' -replace '\r'

            $text | Should -Match '(?m)^Verdict +: AtRisk$'
            $text | Should -Match '(?m)^Findings +: \[critical\] decline: Fallen from 90% to 55% since 2026-11-01\.$'
            $text | Should -Match '(?m)^ +n 70, effect -35 points \[-56, -12\], p 0\.0012, q 0\.0084, since 2026-11-01 09:30, runs 22 18$'
            $text | Should -Match '(?m)^ +> Look at what changed then\. \(recommendation 3\)$'
        }

        It 'is a table of its properties when asked for' {
            $text = (New-Report | Show-Plain | Format-Table Skill, Verdict, Runs | Out-String) -replace '\x1b\[[0-9;]*m'

            $text | Should -Match 'Skill\s+Verdict\s+Runs\s+-----'
            $text | Should -Match 'systematic-debugging\s+AtRisk\s+70'
        }

        It 'is a table that fits when none are named' {
            Add-ClawMetric tdd Success a=1 -Duration 12m
            $text = (New-Report | Show-Plain | Format-Table | Out-String -Width 80) -replace '\x1b\[[0-9;]*m'
            $text | Should -Match 'Skill +Verdict +Runs +Rate +Interval +Findings +Trend'
            $text | Should -Match 'systematic-debugging +AtRisk +70 +0\.80 +\[0\.69, 0\.877\] +0 +Declining'
            (Get-ClawMetric | Show-Plain | Format-Table | Out-String -Width 80) -replace '\x1b\[[0-9;]*m' | Should -Match '1 +tdd +Success +\d{4}-\d\d-\d\d \d\d:\d\d +00:12:00 +a=1'
            (Measure-ClawMetric -Measure a | Show-Plain | Format-Table | Out-String -Width 80) -replace '\x1b\[[0-9;]*m' | Should -Match 'tdd +1 +1 +1\.00 +\[0\.207, 1\] +a +1 +1 +1'
        }

        It 'shows the same words for a run and a finding' {
            Add-ClawMetric tdd Success a=1
            (Get-ClawMetric | Show-Plain | Out-String) -replace '\x1b\[[0-9;]*m' | Should -Match 'tdd #1 Success  \(.*global\)\s+a=1'
            (New-Finding | Out-String) -replace '\x1b\[[0-9;]*m' | Should -Match 'systematic-debugging  \(decline, critical\)\s+Fallen from 90% to 55% since 2026-11-01\.\s+\(n 70, effect -35 points'
        }
    }
}
