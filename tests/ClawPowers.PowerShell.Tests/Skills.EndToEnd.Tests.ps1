BeforeAll {
    Import-Module "$PSScriptRoot/TestHelpers.psm1" -Force
    Push-Location (New-ScratchFolder)
}

AfterAll {
    Pop-Location
    Remove-Scratch
}

Describe 'What a user of skills would do' {
    It 'finds a skill, learns from its runs, teaches it to two agents, and takes all of it away again' {
        $null = New-ScratchStore
        $scratchHome = New-Item -ItemType Directory (Join-Path (New-ScratchFolder 'home') 'Zoë at höme')
        $variables = @{ HOME = $scratchHome.FullName; USERPROFILE = $scratchHome.FullName }

        # One session is one process: what it knows of another, it knows from the store and the files.
        function Read-Session([string] $Script) {
            $result = Invoke-Pwsh -Environment $variables $Script
            $result.ErrorText -replace '\x1b\[[0-9;]*m' | Should -BeNullOrEmpty
            $result.Output.TrimEnd() -split '\r?\n'
        }

        # A situation leads to a skill, which is read and followed, and what came of it is recorded with the situation.
        $found = Read-Session '
            $match = Find-ClawSkill "the tests pass alone but fail together" -First 1
            $match.Name
            $match.Reason -match "before"
            ($match | Get-ClawSkill -Content).Content -split "\n" | Select-String "^## Method" | ForEach-Object Line
            1..3 | ForEach-Object { Add-ClawMetric $match.Name Success -Measure situation="tests fail when they run together" }'
        $found | Should -Be 'systematic-debugging', 'False', '## Method'

        # The next session is told how it went.
        Read-Session '(Find-ClawSkill "tests fail when run together" -First 1).Reason' | Should -Match 'led here 3 times before, 3 succeeded'

        # Feedback finds what goes with success, and a person makes a lesson of it.
        Read-Session '
            1..40 | ForEach-Object {
                [pscustomobject] @{ Outcome = $_ % 2 -or $_ % 10 -eq 0 ? "Success" : "Failure"; Measures = "first_move=$($_ % 2 ? "bisect" : "guess")"; Timestamp = [DateTimeOffset]::UtcNow.AddHours($_ - 41) }
            } | Add-ClawMetric -Skill systematic-debugging
            $null = Invoke-ClawFeedback systematic-debugging
            Get-ClawRecommendation | Where-Object { $_.Evidence.Subject -like "first_move=*" } | Select-Object -First 1 | Approve-ClawRecommendation -Text "Bisect first."' | Should -BeNullOrEmpty
        $lessons = Read-Session '
            (Get-ClawSkill systematic-debugging).Lessons
            (Get-ClawSkill systematic-debugging -Content).Content.TrimEnd() -split "\n" | Select-Object -Last 1'
        $lessons | Should -Be 'Bisect first.', '- Bisect first.'

        # Two agents get it: the text byte by byte, the lesson beside it, and the word where to look for that.
        $agents = "$scratchHome/.agents/skills"
        $claude = "$scratchHome/.claude/skills"
        Read-Session 'Install-ClawSkill systematic-debugging, using-clawpowers -Agent Codex, ClaudeCode | ForEach-Object { "$($_.State) $($_.Skill) $($_.Agents)" }' | Should -Be @(
            'Installed systematic-debugging Codex', 'Installed using-clawpowers Codex', 'Installed systematic-debugging ClaudeCode', 'Installed using-clawpowers ClaudeCode')
        foreach ($folder in $agents, $claude) {
            (Get-FileHash "$folder/systematic-debugging/SKILL.md").Hash | Should -Be (Get-FileHash "$(Get-ModulePath)/ClawPowers/skills/systematic-debugging/SKILL.md").Hash
            Get-Content "$folder/systematic-debugging/references/lessons.md" -Tail 1 | Should -BeExactly '- Bisect first.'
            "$folder/using-clawpowers/SKILL.md" | Should -FileContentMatch 'references/lessons\.md'
        }

        # What is edited stays as it is, what is not follows, and a second update has nothing to do.
        Add-Content "$claude/systematic-debugging/SKILL.md" 'Ask Ben about the clock.'
        $updated = Read-Session '
            Get-ClawRecommendation -State Approved | Approve-ClawRecommendation -Text "Bisect first, then read."
            1..2 | ForEach-Object { Update-ClawSkill | ForEach-Object { "$($_.State) $($_.Skill) $($_.Agents) $($_.Files)" } }
            Test-ClawSkill -Path "$HOME/.agents/skills", "$HOME/.claude/skills" -Quiet'
        $updated | Should -Be @(
            'Updated systematic-debugging Codex references/lessons.md: replaced by its new version'
            'Current using-clawpowers Codex '
            'Edited systematic-debugging ClaudeCode SKILL.md: kept as it is here references/lessons.md: replaced by its new version'
            'Current using-clawpowers ClaudeCode '
            'Current systematic-debugging Codex '
            'Current using-clawpowers Codex '
            'Edited systematic-debugging ClaudeCode SKILL.md: kept as it is here'
            'Current using-clawpowers ClaudeCode '
            'True')
        foreach ($folder in $agents, $claude) {
            Get-Content "$folder/systematic-debugging/references/lessons.md" -Tail 1 | Should -BeExactly '- Bisect first, then read.'
        }

        # Away with it: only what was edited is left.
        Read-Session 'Uninstall-ClawSkill -WarningAction SilentlyContinue | ForEach-Object { "$($_.State) $($_.Skill) $($_.Agents)" }' | Should -Be @(
            'Removed systematic-debugging Codex', 'Removed using-clawpowers Codex', 'Kept systematic-debugging ClaudeCode', 'Removed using-clawpowers ClaudeCode')
        "$scratchHome/.agents" | Should -Not -Exist
        (Get-ChildItem "$scratchHome/.claude" -Recurse -Force).FullName | ForEach-Object { [System.IO.Path]::GetRelativePath($scratchHome, $_).Replace('\', '/') } |
            Should -Be '.claude/skills', '.claude/skills/systematic-debugging', '.claude/skills/systematic-debugging/SKILL.md'
        Get-Content "$claude/systematic-debugging/SKILL.md" -Tail 1 | Should -BeExactly 'Ask Ben about the clock.'
        Get-ChildItem $scratchHome -Force -Filter '.clawpowers*' | Should -BeNullOrEmpty
    }
}
