BeforeAll {
    Import-Module "$PSScriptRoot/TestHelpers.psm1" -Force
    Import-Module "$(Get-ModulePath)/ClawPowers"
    Push-Location (New-ScratchFolder)
}

AfterAll {
    Pop-Location
    Remove-Scratch
}

Describe 'Measure-ClawMetric' {
    BeforeEach {
        $null = New-ScratchStore
        Add-ClawMetric agent-payments Success -Measure amount=0.40, merchant=one.example -Timestamp 2026-11-01T09:00:00Z -Duration 10s
        Add-ClawMetric agent-payments Success -Measure amount=0.60, merchant=one.example -Timestamp 2026-11-01T10:00:00Z -Duration 20s
        Add-ClawMetric agent-payments Failure -Measure amount=2, merchant=two.example -Timestamp 2026-11-02T09:00:00Z
        Add-ClawMetric tdd Success
        Add-ClawMetric tdd Skipped
    }

    It 'sums up each skill, with rate and interval' {
        $payments, $tdd = Measure-ClawMetric

        $payments | Should -BeOfType ([ClawPowers.MetricSummary])
        $payments.Group, $payments.GroupBy | Should -BeExactly 'agent-payments', 'Skill'
        $payments.Runs, $payments.Successes, $payments.Failures | Should -Be 3, 2, 1
        $payments.Rate | Should -Be (2 / 3)
        [math]::Round($payments.Interval.Low, 4), [math]::Round($payments.Interval.High, 4) | Should -Be 0.2077, 0.9385
        $payments.MeanDuration | Should -Be ([timespan] '0:00:15')
        $tdd.Runs, $tdd.Skipped, $tdd.Rate | Should -Be 2, 1, 1
    }

    It 'says what was spent per day and API' {
        $groups = Measure-ClawMetric agent-payments -GroupBy Day, merchant -Measure amount

        $groups.Group | Should -BeExactly '2026-11-01, one.example', '2026-11-02, two.example'
        $groups.Sum | Should -Be 1, 2
        $groups[0].Count, $groups[0].Mean, $groups[0].P50 | Should -Be 2, 0.5, 0.5
    }

    It 'groups all together, and by fields' {
        (Measure-ClawMetric -GroupBy None).Runs | Should -Be 5
        (Measure-ClawMetric -GroupBy Outcome).Group | Should -Contain 'Failure'
        (Measure-ClawMetric -Measure duration agent-payments).P95 | Should -Be 19.5
        (Measure-ClawMetric a* -Where 'amount<1').Runs | Should -Be 2
        (Measure-ClawMetric -Since 2026-11-02 -Until 2026-11-03).Runs | Should -Be 1
        (Measure-ClawMetric -Outcome Failure).Runs | Should -Be 1
    }

    It 'is a table of its properties when asked for' {
        $text = Measure-ClawMetric | ForEach-Object { [ClawPowers.MetricSummary] $_ } | Select-Object Group, Runs, Rate | Format-Table | Out-String
        $text | Should -Match 'Group\s+Runs\s+Rate'
        $text | Should -Match 'agent-payments\s+3'
    }

    It '<Id>: <Command>' -ForEach @(
        @{ Command = { Get-ClawMetric | Measure-ClawMetric }; Id = 'InputNotTaken' }
        @{ Command = { Measure-ClawMetric -GroupBy None, Day }; Id = 'InvalidGrouping' }
        @{ Command = { Measure-ClawMetric -GroupBy 'a b' }; Id = 'InvalidGrouping' }
        @{ Command = { Measure-ClawMetric -Measure 'a b' }; Id = 'InvalidMeasure' }
        @{ Command = { Measure-ClawMetric -Where '=3' }; Id = 'InvalidMeasureCondition' }
        @{ Command = { Measure-ClawMetric 'a[b' }; Id = 'InvalidSkillPattern' }
        @{ Command = { Measure-ClawMetric -Since 1d -Until 2d }; Id = 'InvalidPeriod' }
        @{ Command = { Measure-ClawMetric -Scope Project }; Id = 'NotInProject' }
    ) {
        $Command | Should -Throw -ErrorId "$Id,ClawPowers.PowerShell.Commands.MeasureClawMetricCommand"
    }
}
