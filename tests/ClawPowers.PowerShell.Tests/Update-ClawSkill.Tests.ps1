BeforeAll {
    Import-Module "$PSScriptRoot/TestHelpers.psm1" -Force
    Import-Module "$(Get-ModulePath)/ClawPowers"
    Push-Location (New-ScratchFolder)
}

AfterAll {
    Pop-Location
    Remove-Scratch
}

Describe 'Update-ClawSkill' {
    BeforeEach {
        $null = New-ScratchStore
        $repository = New-ScratchRepository
        $source = New-ScratchFolder 'source'
        $null = New-ClawSkill flaky-tests 'Use when tests are flaky.' -Path $source
        Push-Location $repository
        $folder = (Install-ClawSkill -Path $source -Agent Codex, Gemini -Scope Project).Folder
    }

    AfterEach {
        Pop-Location
    }

    It 'brings a skill up to date' {
        Add-Content "$source/flaky-tests/SKILL.md" 'more'

        $updated = Update-ClawSkill -Scope Project

        $updated | Should -BeOfType 'ClawPowers.SkillInstallation'
        $updated.State, $updated.Files.Action, "$($updated.Agents)" | Should -Be 'Updated', 'Replaced', 'Codex Gemini'
        Get-Content "$folder/SKILL.md" -Tail 1 | Should -BeExactly 'more'
        (Update-ClawSkill -Scope Project).State | Should -Be 'Current'
    }

    It 'keeps what was edited, puts the new one beside it and warns' {
        Set-Content "$folder/SKILL.md" 'mine'
        Add-Content "$source/flaky-tests/SKILL.md" 'more'

        $updated = Update-ClawSkill -Scope Project -WarningVariable warnings -WarningAction SilentlyContinue

        $updated.State, $updated.Files.NewPath | Should -Be 'Edited', 'SKILL.md.new'
        Get-Content "$folder/SKILL.md" | Should -BeExactly 'mine'
        Get-Content "$folder/SKILL.md.new" -Tail 1 | Should -BeExactly 'more'
        "$warnings" | Should -BeLike "1 file was changed here and kept.*$([System.IO.Path]::Combine($folder, 'SKILL.md.new'))"

        Move-Item "$folder/SKILL.md.new" "$folder/SKILL.md" -Force
        (Update-ClawSkill -Scope Project).State | Should -Be 'Current'
    }

    It 'changes nothing under -WhatIf' {
        Add-Content "$source/flaky-tests/SKILL.md" 'more'

        $planned = Update-ClawSkill -Scope Project -WhatIf

        $planned.State, $planned.IsDone | Should -Be 'Updated', $false
        Get-Content "$folder/SKILL.md" -Tail 1 | Should -Not -Be 'more'
    }

    It 'clears nothing away under -WhatIf, and says that nothing was done' {
        $lock = "$repository/.clawpowers-skills.lock"
        $null = New-Item -ItemType Directory "$repository/.claude/skills"
        Set-Content $lock ".claude`n.claude/skills" -NoNewline

        (Update-ClawSkill -Scope Project -WhatIf).IsDone | Should -BeFalse
        Update-ClawSkill -Scope Project -Agent ClaudeCode -WhatIf | Should -BeNullOrEmpty
        $lock, "$repository/.claude/skills" | Should -Exist

        $WhatIfPreference = $true
        (Update-ClawSkill -Scope Project).IsDone | Should -BeFalse
        (Update-ClawSkill -Scope Project -WhatIf:$false).IsDone | Should -BeTrue
        $lock, "$repository/.claude" | Should -Not -Exist
    }

    It 'brings back what was removed with -Force' {
        Remove-Item "$folder/references/scenarios.md"

        (Update-ClawSkill flaky-* -Scope Project).Files.Action | Should -Be 'Absent'
        (Update-ClawSkill flaky-* -Scope Project -Force).Files.Action | Should -Be 'Added'
        "$folder/references/scenarios.md" | Should -Exist
    }

    It 'names what is not installed' {
        { Update-ClawSkill nope -Scope Project -ErrorAction Stop } | Should -Throw -ErrorId 'SkillNotInstalled,ClawPowers.PowerShell.Commands.UpdateClawSkillCommand'
        Update-ClawSkill flaky-tests -Scope Project -Agent ClaudeCode -ErrorAction SilentlyContinue -ErrorVariable problems | Should -BeNullOrEmpty
        $problems.FullyQualifiedErrorId | Should -BeLike 'SkillNotInstalled,*'
    }

    It 'shows under -WhatIf what a repository brings, and installs it without' {
        $origin = New-ScratchRepository
        $commit = { param($Text) Set-Content "$origin/review/SKILL.md" '---', 'name: review', 'description: Reviews. Use when there is something to review.', '---', $Text
            $null = Invoke-TestProcess 'git' @('-C', $origin, 'add', '--all')
            $null = Invoke-TestProcess 'git' @('-C', $origin, '-c', 'user.name=Ada', '-c', 'user.email=ada@example.invalid', '-c', 'commit.gpgsign=false', 'commit', '--quiet', '-m', $Text) }
        $null = New-Item -ItemType Directory "$origin/review"
        & $commit 'first'
        $first = Install-ClawSkill -Repository $origin -Agent Codex -Scope Project -ErrorAction SilentlyContinue -ErrorVariable problems 6>$null
        if ($problems.FullyQualifiedErrorId -like 'GitLibraryMissing,*') {
            Set-ItResult -Skipped -Because "$problems"
            return
        }
        & $commit 'second'

        $planned = Update-ClawSkill review -Scope Project -WhatIf
        $before = Get-Content "$($first.Folder)/SKILL.md" -Tail 1
        $updated = Update-ClawSkill review -Scope Project 6>$null

        $before, $planned.State, $planned.IsDone, $planned.Review.From, "$($planned.Review.Commits.Subject)" | Should -Be 'first', 'Updated', $false, $first.Commit, 'second'
        $planned.Review.Difference | Should -Match '(?m)^-first$'
        $planned.Review.Difference | Should -Match '(?m)^\+second$'
        $updated.State, $updated.Commit | Should -Be 'Updated', $planned.Commit
        Get-Content "$($first.Folder)/SKILL.md" -Tail 1 | Should -BeExactly 'second'
    }

    It 'brings the lessons that were approved since' {
        1..40 | ForEach-Object {
            [pscustomobject]@{
                Outcome   = $_ % 2 -or $_ % 10 -eq 0 ? 'Success' : 'Failure'
                Measures  = "reviewer=$($_ % 2 ? 'ana' : 'bo')"
                Timestamp = [DateTimeOffset]::UtcNow.AddHours($_ - 41)
            }
        } | Add-ClawMetric -Skill flaky-tests
        $null = Invoke-ClawFeedback
        Get-ClawRecommendation | Where-Object { $_.Evidence.Subject -like 'reviewer=*' } | Select-Object -First 1 | Approve-ClawRecommendation -Text 'Ask ana first.'

        (Update-ClawSkill -Scope Project).Files.Path | Should -Be 'references/lessons.md'
        Get-Content -Raw "$folder/references/lessons.md" | Should -Match '(?m)^- Ask ana first\.$'
    }
}
