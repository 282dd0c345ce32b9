BeforeAll {
    Import-Module "$PSScriptRoot/TestHelpers.psm1" -Force
    Import-Module "$(Get-ModulePath)/ClawPowers"
    Push-Location (New-ScratchFolder)
}

AfterAll {
    Pop-Location
    Remove-Scratch
}

Describe 'Completion' {
    BeforeAll {
        function Get-Completion {
            param([string] $Line)
            (TabExpansion2 $Line $Line.Length).CompletionMatches
        }
    }

    BeforeEach {
        $null = New-ScratchStore
        'debug:pool:root_cause', 'debug:pool:note', 'debug:other', 'plan:x' | Set-ClawState -Value 1
    }

    It 'completes a key: <_>' -ForEach @(
        'Get-ClawState', 'Set-ClawState', 'Add-ClawState', 'Step-ClawState', 'Test-ClawState', 'Remove-ClawState', 'Undo-ClawState', 'Get-ClawStateHistory', 'Clear-ClawStateHistory'
    ) {
        (Get-Completion "$_ debug:p").CompletionText | Should -BeExactly 'debug:pool:note', 'debug:pool:root_cause'
        (Get-Completion "$_ -Key debug:o").CompletionText | Should -BeExactly 'debug:other'
    }

    It 'completes the pattern of a search' {
        (Get-Completion 'Find-ClawState word -Key plan').CompletionText | Should -BeExactly 'plan:x'
    }

    It 'completes all keys where nothing was typed' {
        (Get-Completion 'Get-ClawState -Key ').CompletionText | Should -BeExactly 'debug:other', 'debug:pool:note', 'debug:pool:root_cause', 'plan:x'
    }

    It 'completes from the middle with a pattern' {
        (Get-Completion 'Get-ClawState *:root').CompletionText | Should -BeExactly 'debug:pool:root_cause'
    }

    It 'quotes a key that the command line would read otherwise' {
        Set-ClawState "it's:a key" 1
        Set-ClawState 'cost:$home' 1

        $text = (Get-Completion 'Get-ClawState -Key it').CompletionText
        $text | Should -BeExactly "'it''s:a key'"
        (& ([scriptblock]::Create("Get-ClawState $text"))).Key | Should -BeExactly "it's:a key"
        (Get-Completion 'Get-ClawState -Key cost').CompletionText | Should -BeExactly "'cost:`$home'"
        (Get-Completion "Get-ClawState -Key 'cost").CompletionText | Should -BeExactly "'cost:`$home'"
    }

    It 'offers what is in the scope that was typed' {
        Set-ClawState debug:far 1 -Project example.com/x/y

        (Get-Completion 'Get-ClawState -Scope All -Key debug:f').CompletionText | Should -BeExactly 'debug:far'
        (Get-Completion 'Get-ClawState -Project example.com/x/y -Key debug:').CompletionText | Should -BeExactly 'debug:far'
        @(Get-Completion 'Get-ClawState -Key debug:f').CompletionText | Should -Not -Contain 'debug:far'
    }

    It 'completes projects and scopes' {
        Set-ClawState a:b 1 -Project example.com/team/app
        Set-ClawState a:b 1 -Project example.com/team/other

        (Get-Completion 'Get-ClawState -Project team/a').CompletionText | Should -BeExactly 'example.com/team/app'
        (Get-Completion 'Get-ClawState -Project ').CompletionText | Should -BeExactly 'example.com/team/app', 'example.com/team/other'
        (Get-Completion 'Get-ClawState -Scope ').CompletionText | Should -BeExactly 'All', 'Global', 'Project'
    }

    It 'offers at most a hundred keys, and is quick among many' {
        1..20000 | ForEach-Object { "many:$_" } | Set-ClawState -Value 1

        # A busy machine may be late once, but not every time.
        $quickest = 1..3 | ForEach-Object {
            $clock = [System.Diagnostics.Stopwatch]::StartNew()
            @(Get-Completion 'Get-ClawState -Key many:').Count | Should -Be 100
            $clock.Elapsed.TotalSeconds
        } | Sort-Object | Select-Object -First 1

        $quickest | Should -BeLessThan 3
    }

    It 'says nothing where it can not know, and makes no store' -ForEach @(
        @{ Break = { $env:CLAWPOWERS_DIR = New-ScratchFolder } }
        @{ Break = { $null = New-ScratchStore; Set-Content -LiteralPath (Join-Path $env:CLAWPOWERS_DIR 'clawpowers.db') -Value ('words ' * 1000) } }
        @{ Break = { $env:CLAWPOWERS_SCOPE = 'Galaxy' } }
    ) {
        & $Break
        $before = @(Get-ChildItem -LiteralPath $env:CLAWPOWERS_DIR).Name
        $Error.Clear()

        @(Get-Completion 'Get-ClawState -Key debug:').CompletionText | Should -Not -Contain 'debug:other'
        Get-Completion 'Get-ClawState -Project example' | Where-Object ResultType -EQ 'ParameterValue' | Should -BeNullOrEmpty

        $Error | Should -BeNullOrEmpty
        @(Get-ChildItem -LiteralPath $env:CLAWPOWERS_DIR).Name | Should -BeExactly $before
    }

    It 'takes part of a key that can be none' {
        Get-Completion 'Get-ClawState -Key debug:[' | Where-Object ResultType -EQ 'ParameterValue' | Should -BeNullOrEmpty
        Get-Completion 'Get-ClawState -Key a/b' | Where-Object CompletionText -Like 'debug*' | Should -BeNullOrEmpty
    }

    Context 'of runs' {
        BeforeEach {
            Add-ClawMetric code-review Success cycles=1 reviewer=ana
            Add-ClawMetric code-audit Success critical=2
            Add-ClawMetric 'odd name' Success
        }

        It 'completes a skill that has runs: <_>' -ForEach 'Add-ClawMetric', 'Get-ClawMetric', 'Measure-ClawMetric', 'Measure-ClawSkill', 'Invoke-ClawFeedback', 'Get-ClawRecommendation -Skill' {
            (Get-Completion "$_ code").CompletionText | Should -BeExactly 'code-audit', 'code-review'
            (Get-Completion "$_ od").CompletionText | Should -BeExactly "'odd name'"
        }

        It 'completes measures, those of the skill if there is one' {
            (Get-Completion 'Measure-ClawMetric -Measure ').CompletionText | Should -BeExactly 'critical', 'cycles', 'reviewer'
            (Get-Completion 'Get-ClawMetric code-review -Measure c').CompletionText | Should -BeExactly 'cycles'
            (Get-Completion 'Measure-ClawMetric -GroupBy re').CompletionText | Should -BeExactly 'reviewer'
            (Get-Completion 'Measure-ClawMetric -GroupBy D').CompletionText | Should -BeExactly 'Day'
            (Get-Completion 'Invoke-ClawFeedback -Goal cy').CompletionText | Should -BeExactly 'cycles:down', 'cycles:up'
        }

        It 'completes the numbers of runs: <_>' -ForEach 'Get-ClawMetric -Id ', 'Set-ClawMetric ', 'Remove-ClawMetric ' {
            (Get-Completion $_).CompletionText | Should -BeExactly (Get-ClawMetric).Id
        }

        It 'completes analyzers, outcomes and states' {
            (Get-Completion 'Invoke-ClawFeedback -Analyzer d').CompletionText | Should -Contain 'decline'
            (Get-Completion 'Add-ClawMetric x ').CompletionText | Should -BeExactly 'Failure', 'Partial', 'Skipped', 'Success'
            (Get-Completion 'Get-ClawRecommendation -State ').CompletionText | Should -Contain 'Proposed'
        }

        It 'says nothing where it can not know' {
            Set-Content -LiteralPath (Join-Path (New-ScratchStore) 'clawpowers.db') -Value ('words ' * 1000)
            $Error.Clear()

            Get-Completion 'Get-ClawMetric -Skill code' | Where-Object CompletionText -Like 'code-*' | Should -BeNullOrEmpty
            Get-Completion 'Approve-ClawRecommendation ' | Where-Object CompletionText -Match '^[0-9]' | Should -BeNullOrEmpty

            $Error | Should -BeNullOrEmpty
        }
    }
}
