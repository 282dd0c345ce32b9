BeforeAll {
    Import-Module "$PSScriptRoot/TestHelpers.psm1" -Force
    Import-Module "$(Get-ModulePath)/ClawPowers"
    Push-Location (New-ScratchFolder)
}

AfterAll {
    Pop-Location
    Remove-Scratch
}

Describe 'Find-ClawSkill' {
    BeforeEach {
        $null = New-ScratchStore
    }

    It 'ranks skills for a situation and says why' {
        $found = Find-ClawSkill 'the tests pass alone but fail together'

        $found[0] | Should -BeOfType 'ClawPowers.SkillMatch'
        $found[0].Name | Should -BeExactly 'systematic-debugging'
        $found[0].Rank | Should -Be 1
        $found[0].Score | Should -BeGreaterThan 0.5
        $found[0].Reason | Should -BeLike '*"fail"*trigger*'
        $found[0].Source | Should -Be 'Bundled'
        "$($found[0])" | Should -BeExactly 'systematic-debugging'
    }

    It 'takes words without quotes, and each piped text by itself' {
        (Find-ClawSkill the API answered 402 -First 1).Name | Should -BeExactly 'agent-payments'
        ('the API answered 402', 'who are our competitors' | Find-ClawSkill -First 1).Name | Should -BeExactly 'agent-payments', 'market-intelligence'
    }

    It 'shows as many as are wanted, and all on demand' {
        Find-ClawSkill 'review my branch' -First 2 | Should -HaveCount 2
        @(Find-ClawSkill 'review my branch' -First 2 -All).Count | Should -BeGreaterThan 5
    }

    It 'pipes to the command that reads a skill' {
        $skill = Find-ClawSkill 'the tests pass alone but fail together' -First 1 | Get-ClawSkill -Content

        $skill.Name | Should -BeExactly 'systematic-debugging'
        $skill.Content | Should -BeLike '*## Method*'
    }

    It 'learns from runs in a like situation' {
        $before = Find-ClawSkill 'the nightly export is late' -All | Where-Object Name -EQ 'brainstorming'
        Add-ClawMetric brainstorming Success -Measure situation='our nightly export was late'
        Add-ClawMetric brainstorming Success -Measure situation='our nightly export was late'

        $after = Find-ClawSkill 'the nightly export is late' -All | Where-Object Name -EQ 'brainstorming'
        $after.Score | Should -BeGreaterThan ([double]$before.Score)
        $after.Runs | Should -Be 2
        $after.Rate | Should -BeGreaterThan 0.5
        $after.Reason | Should -BeLike '*led here 2 times before, 2 succeeded'
    }

    It 'finds nothing where nothing fits, without an error' {
        Find-ClawSkill 'what shall I cook for dinner' -ErrorAction Stop | Should -BeNullOrEmpty
    }

    It 'refuses <Text> and goes on with the next' -ForEach @(@{ Text = '' }, @{ Text = " `t" }, @{ Text = '?!' }) {
        $found = $Text, 'the API answered 402' | Find-ClawSkill -First 1 -ErrorVariable failed -ErrorAction SilentlyContinue

        $failed[0].FullyQualifiedErrorId | Should -BeExactly 'EmptySituation,ClawPowers.PowerShell.Commands.FindClawSkillCommand'
        $found.Name | Should -BeExactly 'agent-payments'
    }

    It 'takes a situation of a megabyte' {
        (Find-ClawSkill ('the API answered 402 ' + 'x' * 1MB) -First 1).Name | Should -BeExactly 'agent-payments'
    }

    It 'shows rank, name, score and reason within 80 columns, and redirected output whole on one line' {
        $match = Find-ClawSkill 'the tests pass alone but fail together' -First 1
        $plain = ($match | Out-String -Width 4096).Trim() -split '\r?\n'

        $plain[0] | Should -Match '^1\. systematic-debugging  0\.\d\d$'
        $plain[1].Trim() | Should -BeExactly $match.Reason
    }

    It 'makes no store' {
        $env:CLAWPOWERS_DIR = Join-Path (New-ScratchFolder) 'none'
        $null = Find-ClawSkill 'the tests fail'
        Test-Path $env:CLAWPOWERS_DIR | Should -BeFalse
    }
}
