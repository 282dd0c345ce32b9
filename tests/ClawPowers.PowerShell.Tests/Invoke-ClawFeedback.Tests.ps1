BeforeAll {
    Import-Module "$PSScriptRoot/TestHelpers.psm1" -Force
    Import-Module "$(Get-ModulePath)/ClawPowers"
    Push-Location (New-ScratchFolder)

    # Forty reviews, one an hour: those by ana succeed, those by bo mostly fail.
    function Add-Review {
        1..40 | ForEach-Object {
            [pscustomobject] @{
                Outcome   = $_ % 2 -or $_ % 10 -eq 0 ? "Success" : "Failure"
                Measures  = "reviewer=$($_ % 2 ? "ana" : "bo") cycles=$($_ % 2 ? 1 : 4)"
                Timestamp = [DateTimeOffset]::UtcNow.AddHours($_ - 41)
                Duration  = "$(10 + $_ % 3)m"
            }
        } | Add-ClawMetric -Skill requesting-code-review
    }
}

AfterAll {
    Pop-Location
    Remove-Scratch
}

Describe 'Invoke-ClawFeedback' {
    BeforeEach {
        $null = New-ScratchStore
    }

    It 'reports on each skill, by name' {
        Add-Review
        1..60 | ForEach-Object { [pscustomobject] @{ Outcome = 'Success' } } | Add-ClawMetric -Skill a-good-one
        Add-ClawMetric too-few Success

        $reports = Invoke-ClawFeedback

        $reports | ForEach-Object { $_ | Should -BeOfType ([ClawPowers.SkillReport]) }
        $reports.Skill | Should -BeExactly 'a-good-one', 'requesting-code-review', 'too-few'
        $reports[0].Verdict, $reports[0].Runs, $reports[0].Rate | Should -Be 'Healthy', 60, 1
        $reports[1].Runs, $reports[1].Successes | Should -Be 40, 24
        $reports[1].Interval.Low | Should -BeLessThan 0.6
        $reports[1].DurationP50 | Should -Be ([timespan] '0:11:00')
        $reports[2].Verdict, $reports[2].Runs | Should -Be 'NeedMoreData', 1
        $reports[2].RunsNeeded | Should -BeGreaterThan 0
    }

    It 'finds what goes with success, with evidence that leads back to the runs' {
        Add-Review

        $finding = (Invoke-ClawFeedback).Findings | Where-Object { $_.Analyzer -eq 'drivers' -and $_.Subject -like 'reviewer=*' } | Select-Object -First 1

        $finding | Should -Not -BeNullOrEmpty
        $finding.N | Should -Be 40
        $finding.Q | Should -BeLessOrEqual 0.05
        $finding.Summary | Should -Match 'reviewer'
        $finding.IsFact | Should -BeFalse
        @($finding | Get-ClawMetric).Count | Should -Be $finding.Ids.Count
    }

    It 'looks only at what was asked for' {
        Add-Review
        Add-ClawMetric tdd Success

        (Invoke-ClawFeedback req*).Skill | Should -BeExactly 'requesting-code-review'
        (Invoke-ClawFeedback req* -Since 10h).Runs | Should -BeLessOrEqual 11
        (Invoke-ClawFeedback req* -AsOf 20h).Runs | Should -BeLessOrEqual 22
        (Invoke-ClawFeedback req* -Analyzer decline, outcome).Findings | Where-Object Analyzer -NotIn 'decline', 'outcome' | Should -BeNullOrEmpty
        (Invoke-ClawFeedback req* -Goal cycles:down).Findings.Summary | Should -Match 'cycles'
    }

    It 'keeps what it said, and says what changed since' {
        Add-Review
        $first = Invoke-ClawFeedback
        1..5 | ForEach-Object { [pscustomobject] @{ Outcome = 'Failure' } } | Add-ClawMetric -Skill requesting-code-review

        $second = Invoke-ClawFeedback

        $first.ComparedWith | Should -BeNullOrEmpty
        $second.ComparedWith | Should -Not -BeNullOrEmpty
        $second.Changes | Should -Not -BeNullOrEmpty
    }

    It 'keeps nothing with <Name>' -ForEach @(
        @{ Name = '-WhatIf'; Parameters = @{ WhatIf = $true } }
        @{ Name = '-AsOf'; Parameters = @{ AsOf = [DateTimeOffset]::UtcNow.AddMinutes(-1) } }
    ) {
        Add-Review

        $report = Invoke-ClawFeedback @Parameters

        $report.Runs | Should -Be 40
        $report.Findings.RecommendationId | Should -BeNullOrEmpty
        Get-ClawRecommendation | Should -BeNullOrEmpty
        (Invoke-ClawFeedback).ComparedWith | Should -BeNullOrEmpty
    }

    It 'says nothing where there is nothing, and makes no store' {
        $env:CLAWPOWERS_DIR = Join-Path (New-ScratchFolder) 'none'

        Invoke-ClawFeedback | Should -BeNullOrEmpty
        $env:CLAWPOWERS_DIR | Should -Not -Exist
    }

    It 'shows a line for each skill, its findings below, all of it redirected' {
        Add-Review
        $text = (Invoke-Pwsh 'Invoke-ClawFeedback').Output -replace '\r'

        $text | Should -Match '(?m)^requesting-code-review {8,} \w+ +60% [.=#]{20} +40 runs$'
        $text | Should -Match '(?m)^  (!!|! |\+ ) .*reviewer'
        $text | Should -Match '(?m)^     \(drivers: n 40, effect .*, p .*, q .*, runs .*\)$'
        $text | Should -Not -Match '…|\x1b'
    }

    It 'is shown whole by the line of the design' {
        1..40 | ForEach-Object { [pscustomobject] @{ Outcome = $_ % 5 ? 'Success' : 'Failure'; Timestamp = [DateTimeOffset]::UtcNow.AddHours(-200 + $_) } } | Add-ClawMetric -Skill declining
        1..40 | ForEach-Object { [pscustomobject] @{ Outcome = $_ % 4 ? 'Failure' : 'Success'; Timestamp = [DateTimeOffset]::UtcNow.AddHours(-100 + $_) } } | Add-ClawMetric -Skill declining

        $redirected = (Invoke-Pwsh 'Invoke-ClawFeedback | Where-Object Verdict -eq AtRisk | Format-List').Output -replace '\r'
        $redirected | Should -Match '(?m)^declining +AtRisk +\d\d% [.=#]{20} +80 runs$'
        $redirected | Should -Match '(?m)^     \(decline: n 80, effect .*, p .*, q .*, since .*, runs .*\)$'

        $text = (Invoke-Pwsh 'Invoke-ClawFeedback | Where-Object Verdict -eq AtRisk | Format-List -Force').Output -replace '\r' -replace '\x1b\[[0-9;]*m'
        $text | Should -Match '(?m)^Skill +: declining$'
        $text | Should -Match '(?m)^Findings +: \[\w+\] \w+: '
    }

    It '<Id>: <Command>' -ForEach @(
        @{ Command = { Get-ClawMetric | Invoke-ClawFeedback }; Id = 'InputNotTaken'; Message = '*Invoke-ClawFeedback takes nothing from the pipeline*' }
        @{ Command = { Invoke-ClawFeedback -Analyzer weather }; Id = 'UnknownAnalyzer'; Message = "*'weather'*drivers*" }
        @{ Command = { Invoke-ClawFeedback -Goal cycles }; Id = 'InvalidGoal'; Message = "*'cycles'*cycles:down*" }
        @{ Command = { Invoke-ClawFeedback 'a[b' }; Id = 'InvalidSkillPattern'; Message = "*'a``[b'*" }
        @{ Command = { Invoke-ClawFeedback -Since 1d -AsOf 2d }; Id = 'InvalidPeriod'; Message = '*before*' }
        @{ Command = { Invoke-ClawFeedback -Scope Project }; Id = 'NotInProject'; Message = '*not inside a Git repository*' }
    ) {
        Add-ClawMetric tdd Success
        $Command | Should -Throw $Message -ErrorId "$Id,ClawPowers.PowerShell.Commands.InvokeClawFeedbackCommand"
    }
}

Describe 'A recommendation' {
    BeforeEach {
        $null = New-ScratchStore
        Add-Review
        $null = Invoke-ClawFeedback
    }

    It 'goes from runs to a lesson, and from more runs to the proposal to keep it' {
        $recommendation = Get-ClawRecommendation -Skill requesting-code-review -State Proposed | Where-Object { $_.Evidence.Subject -like 'reviewer=*' } | Select-Object -First 1
        $recommendation.Kind | Should -Be 'Lesson'
        $recommendation.IsInForce | Should -BeFalse

        $approved = $recommendation | Approve-ClawRecommendation -Reason 'agreed' -Agent ada -PassThru
        $approved.State, $approved.IsInForce, $approved.LessonVersion, $approved.Reason, $approved.Agent | Should -Be 'Approved', $true, 1, 'agreed', 'ada'

        1..40 | ForEach-Object { [pscustomobject] @{ Outcome = 'Success'; Measures = 'reviewer=ana' } } | Add-ClawMetric -Skill requesting-code-review
        (Get-ClawMetric requesting-code-review -First 1).LessonsHash | Should -Not -BeNullOrEmpty
        $null = Invoke-ClawFeedback

        $keep = Get-ClawRecommendation -State Proposed | Where-Object Kind -EQ 'Keep'
        $keep.TargetId | Should -Be $approved.Id
        (Get-ClawRecommendation $approved.Id).Effect.RunsAfter | Should -Be 40
        (Get-ClawRecommendation $approved.Id).Effect.Difference | Should -BeGreaterThan 0.3

        $keep | Approve-ClawRecommendation
        (Get-ClawRecommendation $approved.Id).State | Should -Be 'Kept'
    }

    It 'is denied, and not proposed again for the same reason' {
        $open = Get-ClawRecommendation -State Proposed
        $denied = $open | Deny-ClawRecommendation -Reason 'bo took the hard cases' -PassThru

        $denied.State | Select-Object -Unique | Should -Be 'Denied'
        $null = Invoke-ClawFeedback
        Get-ClawRecommendation -State Proposed | Should -BeNullOrEmpty
    }

    It 'is taken back by denying what is in force' {
        $id = (Get-ClawRecommendation -State Proposed)[0].Id
        Approve-ClawRecommendation $id

        (Deny-ClawRecommendation $id -PassThru).State | Should -Be 'Reverted'
        (Get-ClawRecommendation $id).IsInForce | Should -BeFalse
    }

    It 'can be approved in other words' {
        $id = (Get-ClawRecommendation -State Proposed)[0].Id

        (Approve-ClawRecommendation $id -Text 'Ask ana first.' -PassThru).Text | Should -BeExactly 'Ask ana first.'
        (Approve-ClawRecommendation $id -Text 'Ask ana, then bo.' -PassThru).LessonVersion | Should -Be 2
    }

    It 'is approved straight from its finding' {
        $finding = (Invoke-ClawFeedback).Findings | Where-Object RecommendationId | Select-Object -First 1

        ($finding | Approve-ClawRecommendation -PassThru).Id | Should -Be $finding.RecommendationId
        ($finding | Get-ClawRecommendation).State | Should -Be 'Approved'
    }

    It 'is not decided on with -WhatIf' {
        $id = (Get-ClawRecommendation -State Proposed)[0].Id

        (Approve-ClawRecommendation $id -WhatIf -PassThru).State | Should -Be 'Approved'
        (Deny-ClawRecommendation $id -WhatIf -PassThru).State | Should -Be 'Denied'
        (Get-ClawRecommendation $id).State | Should -Be 'Proposed'
        (Invoke-Pwsh "Approve-ClawRecommendation $id -WhatIf").Output | Should -BeLike "*What if: Approve the recommendation $id.*"
    }

    It 'is shown with its evidence' {
        $id = (Get-ClawRecommendation -State Proposed)[0].Id
        Approve-ClawRecommendation $id -Reason 'agreed'
        $text = (Invoke-Pwsh "Get-ClawRecommendation $id").Output -replace '\r'

        $text | Should -Match "\Arequesting-code-review #$id Approved lesson\n  \(\w+, .*, global, decided .*, v1\)\n  .+\n  because: .+ \(n 40, effect .*\)\n  reason: agreed\n"
    }

    It 'is a list with whole words when asked for' {
        $id = (Get-ClawRecommendation -State Proposed)[0].Id
        Approve-ClawRecommendation $id -Text "Ask ana first.`nThen ask bo."
        $shown = [ClawPowers.SkillRecommendation] (Get-ClawRecommendation $id)
        $shown = $shown.PSObject.Copy()
        $shown.PSObject.TypeNames.Clear()
        $shown.PSObject.TypeNames.Add('ClawPowers.SkillRecommendation')

        (($shown | Format-List | Out-String -Width 80) -replace '\x1b\[[0-9;]*m' -replace '\r') | Should -Match '(?m)^Text +: Ask ana first\.\n +Then ask bo\.$'
    }

    It '<Id>: <Command>' -ForEach @(
        @{ Command = { Get-ClawRecommendation 999 }; Id = 'RecommendationNotFound'; Category = 'ObjectNotFound'; By = 'GetClawRecommendation' }
        @{ Command = { Approve-ClawRecommendation 999 }; Id = 'RecommendationNotFound'; Category = 'ObjectNotFound'; By = 'ApproveClawRecommendation' }
        @{ Command = { Deny-ClawRecommendation 999 }; Id = 'RecommendationNotFound'; Category = 'ObjectNotFound'; By = 'DenyClawRecommendation' }
        @{ Command = { Deny-ClawRecommendation 1; Approve-ClawRecommendation 1 }; Id = 'RecommendationNotOpen'; Category = 'InvalidOperation'; By = 'ApproveClawRecommendation' }
        @{ Command = { Deny-ClawRecommendation 1; Deny-ClawRecommendation 1 }; Id = 'RecommendationNotOpen'; Category = 'InvalidOperation'; By = 'DenyClawRecommendation' }
        @{ Command = { Approve-ClawRecommendation 1 -Text ('t' * 600) }; Id = 'InvalidLesson'; Category = 'InvalidArgument'; By = 'ApproveClawRecommendation' }
        @{ Command = { Approve-ClawRecommendation 1 -Text ('AKIA' + 'IOSFODNN7EXAMPLE') }; Id = 'SecretInValue'; Category = 'SecurityError'; By = 'ApproveClawRecommendation' }
    ) {
        $failure = & $Command 2>&1

        $failure.FullyQualifiedErrorId | Should -BeExactly "$Id,ClawPowers.PowerShell.Commands.${By}Command"
        $failure.CategoryInfo.Category | Should -Be $Category
    }

    It 'reports the one that is at fault and decides on the others' {
        $failure = 999, 1 | Deny-ClawRecommendation 2>&1

        $failure.TargetObject | Should -BeExactly 999L
        (Get-ClawRecommendation 1).State | Should -Be 'Denied'
    }

    It 'is not mistaken for a run' {
        { Get-ClawMetric -First 1 | Approve-ClawRecommendation -ErrorAction Stop } | Should -Throw -ErrorId 'ParameterArgumentTransformationError,*'
        { Get-ClawRecommendation 1 | Get-ClawMetric -ErrorAction Stop } | Should -Throw -ErrorId 'ParameterArgumentTransformationError,*'
    }
}
