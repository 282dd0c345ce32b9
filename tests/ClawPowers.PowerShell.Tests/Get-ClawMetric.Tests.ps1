BeforeAll {
    Import-Module "$PSScriptRoot/TestHelpers.psm1" -Force
    Import-Module "$(Get-ModulePath)/ClawPowers"
    Push-Location (New-ScratchFolder)
}

AfterAll {
    Pop-Location
    Remove-Scratch
}

Describe 'Get-ClawMetric' {
    BeforeEach {
        $null = New-ScratchStore
        Add-ClawMetric code-review Success cycles=1 reviewer=ana -Timestamp 2026-10-01T10:00:00Z -SessionId s-1 -Agent a-1
        Add-ClawMetric code-review Failure cycles=4 reviewer=bo -Timestamp 2026-10-02T10:00:00Z -Source Human
        Add-ClawMetric tdd Partial -Timestamp 2026-10-03T10:00:00Z -Agent a-2
        Add-ClawMetric writing-plans Skipped
    }

    It 'gives all runs, the newest first' {
        (Get-ClawMetric).Id | Should -Be 4, 3, 2, 1
    }

    It 'says where a run is found whose number was given as a skill' {
        Get-ClawMetric 1 -WarningVariable said -WarningAction SilentlyContinue | Should -BeNullOrEmpty
        "$said" | Should -BeLike '*Get-ClawMetric -Id 1*'
        Get-ClawMetric nowhere -WarningVariable said -WarningAction SilentlyContinue | Should -BeNullOrEmpty
        $said | Should -BeNullOrEmpty
    }

    It 'finds <Expected> by <Line>' -ForEach @(
        @{ Line = 'code-review'; Expected = 2, 1 }
        @{ Line = '*-*'; Expected = 4, 2, 1 }
        @{ Line = 'tdd, writing-*'; Expected = 4, 3 }
        @{ Line = '-Id 3, 1'; Expected = 3, 1 }
        @{ Line = '-Outcome Success, Partial'; Expected = 3, 1 }
        @{ Line = '-Source Human'; Expected = @(2) }
        @{ Line = '-Since 2026-10-02 -Until 2026-10-03'; Expected = @(2) }
        @{ Line = '-Since 1h'; Expected = @(4) }
        @{ Line = '-SessionId s-1'; Expected = @(1) }
        @{ Line = '-Agent a-2'; Expected = @(3) }
        @{ Line = '-Measure reviewer=ana'; Expected = @(1) }
        @{ Line = "-Measure 'cycles>3'"; Expected = @(2) }
        @{ Line = "-Measure 'cycles>=1', 'reviewer!=bo'"; Expected = @(1) }
        @{ Line = '-Measure cycles'; Expected = 2, 1 }
        @{ Line = '-First 2'; Expected = 4, 3 }
        @{ Line = 'code-review -Outcome Failure -Measure reviewer=bo'; Expected = @(2) }
        @{ Line = 'nothing-like-it'; Expected = @() }
    ) {
        @((& ([scriptblock]::Create("Get-ClawMetric $Line"))).Id) | Where-Object { $_ } | Should -Be $Expected
    }

    It 'shows what a run said before it was amended' {
        Set-ClawMetric 1 Failure -Notes 'came back' -Agent later

        $versions = Get-ClawMetric -Id 1 -History

        $versions.Version | Should -Be 2, 1
        $versions.Outcome | Should -Be 'Failure', 'Success'
        $versions.IsCurrent | Should -Be $true, $false
    }

    It 'stops reading when a later command has enough' {
        1..20000 | ForEach-Object { [pscustomobject] @{ Skill = 'many'; Outcome = 'Success' } } | Add-ClawMetric
        $null = Get-ClawMetric | Select-Object -First 1
        # A busy machine may be late once, but not every time.
        $first = 1..5 | ForEach-Object { (Measure-Command { Get-ClawMetric | Select-Object -First 1 }).TotalMilliseconds } | Sort-Object | Select-Object -First 1
        $all = (Measure-Command { Get-ClawMetric | Out-Null }).TotalMilliseconds

        $first | Should -BeLessThan ($all / 2)
    }

    It 'takes numbers, runs and findings from the pipeline' {
        (1, 3 | Get-ClawMetric).Id | Should -Be 1, 3
        (Get-ClawMetric tdd | Get-ClawMetric).Id | Should -Be 3
        $finding = [ClawPowers.SkillFinding] @{ Skill = 'code-review'; Analyzer = 'drivers'; Summary = 's'; Severity = 'Info'; IsFact = $true; Ids = [long[]] (2, 1); N = 2 }
        ($finding | Get-ClawMetric).Id | Should -Be 2, 1
    }

    It 'sees the project and the global scope together' {
        Push-Location (New-ScratchRepository 'https://example.com/team/app')
        try {
            Add-ClawMetric tdd Success
            Add-ClawMetric tdd Success -Project example.com/x/y

            (Get-ClawMetric).Id | Should -Be 5, 4, 3, 2, 1
            (Get-ClawMetric -Scope Project).Id | Should -Be 5
            (Get-ClawMetric -Scope All -First 1).Id | Should -Be 6
            (Get-ClawMetric -Project example.com/x/y).Id | Should -Be 6
            (Get-ClawMetric -Id 6).Project | Should -BeExactly 'example.com/x/y'
        }
        finally {
            Pop-Location
        }
    }

    It '<Id>: <Command>' -ForEach @(
        @{ Command = { Get-ClawMetric -Id 99 }; Id = 'MetricNotFound'; Category = 'ObjectNotFound' }
        @{ Command = { Get-ClawMetric 'a[b' }; Id = 'InvalidSkillPattern'; Category = 'InvalidArgument' }
        @{ Command = { Get-ClawMetric -Measure '>3' }; Id = 'InvalidMeasureCondition'; Category = 'InvalidArgument' }
        @{ Command = { Get-ClawMetric -Measure 'a>x' }; Id = 'InvalidMeasureCondition'; Category = 'InvalidArgument' }
        @{ Command = { Get-ClawMetric -Since 1d -Until 2d }; Id = 'InvalidPeriod'; Category = 'InvalidArgument' }
        @{ Command = { Get-ClawMetric -Scope Project }; Id = 'NotInProject'; Category = 'InvalidArgument' }
    ) {
        $failure = $null
        try { & $Command 2>&1 | Where-Object { $_ -is [System.Management.Automation.ErrorRecord] } | ForEach-Object { $failure = $_ } } catch { $failure = $_ }

        $failure.FullyQualifiedErrorId | Should -BeExactly "$Id,ClawPowers.PowerShell.Commands.GetClawMetricCommand"
        $failure.CategoryInfo.Category | Should -Be $Category
    }

    It 'makes no store where there is none' {
        $env:CLAWPOWERS_DIR = Join-Path (New-ScratchFolder) 'none'

        Get-ClawMetric | Should -BeNullOrEmpty
        $env:CLAWPOWERS_DIR | Should -Not -Exist
    }
}
