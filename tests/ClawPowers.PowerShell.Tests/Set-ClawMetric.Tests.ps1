BeforeAll {
    Import-Module "$PSScriptRoot/TestHelpers.psm1" -Force
    Import-Module "$(Get-ModulePath)/ClawPowers"
    Push-Location (New-ScratchFolder)
}

AfterAll {
    Pop-Location
    Remove-Scratch
}

Describe 'Set-ClawMetric' {
    BeforeEach {
        $null = New-ScratchStore
        Add-ClawMetric systematic-debugging Success -Measure a=1, gate=security -Notes 'before' -Duration 5m
        Add-ClawMetric systematic-debugging Success
    }

    It 'changes what is given and keeps the rest' {
        Set-ClawMetric 1 Failure | Should -BeNullOrEmpty

        $run = Get-ClawMetric -Id 1
        $run.Outcome | Should -Be 'Failure'
        $run.Notes | Should -BeExactly 'before'
        $run.Duration | Should -Be ([timespan] '0:05:00')
        $run.Measures.Keys | Should -BeExactly 'a', 'gate'
        $run.Version | Should -Be 2
    }

    It 'sets measures by name and takes those away that get nothing' {
        $run = Set-ClawMetric 1 -Measure a=2, reopened=true, gate= -PassThru

        $run.Measures.Keys | Should -BeExactly 'a', 'reopened'
        $run.Measures.a | Should -BeExactly 2L
    }

    It 'clears notes with empty text, and sets source and duration' {
        $run = Set-ClawMetric 1 -Notes '' -Source Human -Duration 0s -PassThru

        $run.Notes | Should -BeNullOrEmpty
        $run.Source | Should -Be 'Human'
        $run.Duration | Should -Be ([timespan]::Zero)
    }

    It 'takes runs from the pipeline, and books the change to who makes it' {
        Add-ClawMetric tdd Success -Agent first -SessionId s-1

        $runs = Get-ClawMetric | Set-ClawMetric -Outcome Partial -Agent second -PassThru

        $runs.Id | Should -Be 3, 2, 1
        (Get-ClawMetric -Outcome Partial).Count | Should -Be 3
    }

    It 'moves the totals' {
        Set-ClawMetric 1 Failure

        $summary = Measure-ClawMetric
        $summary.Successes, $summary.Failures | Should -Be 1, 1
    }

    It 'refuses a recommendation, whose number means another thing' {
        $finding = [ClawPowers.SkillFinding] @{ Skill = 'x'; Analyzer = 'drivers'; Summary = 's'; Severity = 'Info'; IsFact = $true; Ids = [long[]] @(); N = 2 }
        $recommendation = [ClawPowers.SkillRecommendation] @{ Id = 1; Skill = 'x'; Kind = 'Lesson'; State = 'Proposed'; Text = 't'; Analyzer = 'drivers'; Evidence = $finding; IsInForce = $false; ProposedAt = [DateTimeOffset]::UtcNow; Scope = 'Global' }

        { $recommendation | Set-ClawMetric -Outcome Failure -ErrorAction Stop } | Should -Throw -ErrorId 'ParameterArgumentTransformationError,ClawPowers.PowerShell.Commands.SetClawMetricCommand'
        { $recommendation | Remove-ClawMetric -ErrorAction Stop } | Should -Throw -ErrorId 'ParameterArgumentTransformationError,ClawPowers.PowerShell.Commands.RemoveClawMetricCommand'
        (Get-ClawMetric -Id 1).Outcome | Should -Be 'Success'
    }

    It '<Id>: <Command>' -ForEach @(
        @{ Command = { Set-ClawMetric 99 Failure }; Id = 'MetricNotFound'; Category = 'ObjectNotFound'; Target = 99L }
        @{ Command = { Set-ClawMetric 1 }; Id = 'NothingToAmend'; Category = 'InvalidArgument'; Target = 1L }
        @{ Command = { Set-ClawMetric 1 -Measure 'a b' }; Id = 'InvalidMeasure'; Category = 'InvalidArgument'; Target = 1L }
        @{ Command = { Set-ClawMetric 1 -Notes ('n' * 70000) }; Id = 'NotesTooLong'; Category = 'InvalidArgument'; Target = 1L }
        @{ Command = { Set-ClawMetric 1 -Notes ('AKIA' + 'IOSFODNN7EXAMPLE') }; Id = 'SecretInValue'; Category = 'SecurityError'; Target = 1L }
    ) {
        $failure = & $Command 2>&1

        $failure.FullyQualifiedErrorId | Should -BeExactly "$Id,ClawPowers.PowerShell.Commands.SetClawMetricCommand"
        $failure.CategoryInfo.Category | Should -Be $Category
        $failure.TargetObject | Should -BeExactly $Target
        (Get-ClawMetric -Id 1).Version | Should -Be 1
    }

    It 'changes the others where one is at fault' {
        1, 99, 2 | Set-ClawMetric -Outcome Failure -ErrorAction SilentlyContinue -ErrorVariable failure

        $failure.FullyQualifiedErrorId | Should -BeLike 'MetricNotFound,*'
        (Get-ClawMetric -Outcome Failure).Id | Should -Be 2, 1
    }

    It 'changes nothing with -WhatIf, and shows what would be with -PassThru' {
        (Set-ClawMetric 1 Failure -WhatIf -PassThru).Outcome | Should -Be 'Failure'
        (Get-ClawMetric -Id 1).Outcome | Should -Be 'Success'
    }
}
