BeforeAll {
    Import-Module "$PSScriptRoot/TestHelpers.psm1" -Force
    Import-Module "$(Get-ModulePath)/ClawPowers"
    Push-Location (New-ScratchFolder)
}

AfterAll {
    Pop-Location
    Remove-Scratch
}

# A home can only be given to a process of its own.
Describe 'Install-ClawSkill' {
    BeforeEach {
        $null = New-ScratchStore
        $scratchHome = Join-Path (New-ScratchFolder 'home') 'Zoë at home'
        $null = New-Item -ItemType Directory $scratchHome
        $variables = @{ HOME = $scratchHome; USERPROFILE = $scratchHome }
        $repository = New-ScratchRepository
    }

    It 'installs what it is asked for, updates it and removes it, in a home with a blank and an umlaut' {
        $result = Invoke-Pwsh -Environment $variables @'
            $installed = Install-ClawSkill test-*, writing-skills -Agent ClaudeCode, Codex
            $installed | ForEach-Object { "$($_.State) $($_.Skill) $($_.Agents) $($_.Scope) $($_.IsDone)" }
            (Get-FileHash "$HOME/.agents/skills/writing-skills/SKILL.md").Hash -eq (Get-FileHash (Join-Path (Get-Module ClawPowers).ModuleBase 'skills/writing-skills/SKILL.md')).Hash
            Add-Content "$HOME/.claude/skills/writing-skills/SKILL.md" 'mine'
            (Update-ClawSkill).State -join ' '
            ($installed | Uninstall-ClawSkill 3>$null).State -join ' '
            Get-ChildItem $HOME -Recurse -File -Force -Exclude *.json | Where-Object FullName -Match 'skills' | ForEach-Object { $_.FullName.Substring($HOME.Length).Replace('\', '/') }
'@

        $result.ErrorText | Should -BeNullOrEmpty
        $result.Output.Trim() -split '\r?\n' | Should -Be @(
            'Installed test-driven-development Codex User True'
            'Installed writing-skills Codex User True'
            'Installed test-driven-development ClaudeCode User True'
            'Installed writing-skills ClaudeCode User True'
            'True'
            'Current Current Current Edited'
            'Removed Removed Removed Kept'
            '/.claude/skills/writing-skills/SKILL.md'
        )
    }

    It 'takes names, skills and folders from the pipeline' {
        $skills = Join-Path (Get-ModulePath) 'ClawPowers/skills'
        $result = Invoke-Pwsh -Environment $variables @"
            ('brainstorming' | Install-ClawSkill -Agent Codex).Skill
            ([pscustomobject]@{ Name = 'writing-plans' } | Install-ClawSkill -Agent Codex).Skill
            ([pscustomobject]@{ Name = 'prospecting'; Path = '$skills/prospecting/SKILL.md' } | Install-ClawSkill -Agent Codex).Skill
            (Get-Item '$skills/security-audit' | Install-ClawSkill -Agent Codex).Skill
            (Get-Item '$skills/agent-payments/SKILL.md' | Install-ClawSkill -Agent Codex).Skill
            (Get-Item '$skills' | Install-ClawSkill -Agent ClaudeCode).Count -gt 15
            (Get-Content -Raw "`$HOME/.agents/skills/.clawpowers-skills.json" | ConvertFrom-Json).skills.prospecting.PSObject.Properties.Name -contains 'source'
"@

        $result.ErrorText | Should -BeNullOrEmpty
        $result.Output.Trim() -split '\r?\n' | Should -Be 'brainstorming', 'writing-plans', 'prospecting', 'security-audit', 'agent-payments', 'True', 'False'
    }

    It 'takes what Get-ClawSkill emits' -Skip:(-not (Get-Command Get-ClawSkill -ErrorAction Ignore)) {
        # The second time it is the copy that was installed the first time.
        $result = Invoke-Pwsh -Environment $variables @'
            Get-ClawSkill test-* | Install-ClawSkill -Agent Codex | ForEach-Object { "$($_.Skill) $($_.State)" }
            Get-ClawSkill test-* | Install-ClawSkill -Agent Codex, ClaudeCode | ForEach-Object { "$($_.Skill) $($_.State)" }
            (Uninstall-ClawSkill test-* -Agent Codex).State
            (Update-ClawSkill).State
'@

        $result.ErrorText | Should -BeNullOrEmpty
        $result.Output.Trim() -split '\r?\n' | Should -Be 'test-driven-development Installed', 'test-driven-development Current', 'test-driven-development Installed', 'Removed', 'Current'
    }

    It 'says under -WhatIf what would be done with each file, and does nothing' {
        $result = Invoke-Pwsh -Environment $variables 'Install-ClawSkill writing-skills -Agent Codex -WhatIf; Test-Path "$HOME/.agents"'

        $result.Output | Should -Match "What if: Install 'writing-skills' for Codex in '.+writing-skills'"
        $result.Output | Should -Match '(?m)^  SKILL\.md: added\r?$'
        $result.Output | Should -Match '(?m)^  references/scenarios\.md: added\r?$'
        $result.Output | Should -Match '(?m)^installed \(what if\)  writing-skills  for Codex'
        $result.Output | Should -Match '(?m)^False\r?$'
    }

    It 'installs for the project at its top' {
        Push-Location (New-Item -ItemType Directory "$repository/src/deep")
        try {
            $installed = Install-ClawSkill brainstorming -Agent Cursor -Scope Project
        }
        finally {
            Pop-Location
        }

        $installed.Folder | Should -BeExactly ([System.IO.Path]::Combine($repository, '.agents', 'skills', 'brainstorming'))
        $installed.Scope | Should -Be 'Project'
        Join-Path $installed.Folder 'SKILL.md' | Should -Exist
    }

    It 'fails with <Id>' -ForEach @(
        @{ Id = 'NotInProject'; Do = { Install-ClawSkill -Agent Codex -Scope Project -ErrorAction Stop } }
        @{ Id = 'SkillSourceNotFound'; Do = { Install-ClawSkill -Agent Codex -Path nowhere -ErrorAction Stop } }
        @{ Id = 'SkillNotFound'; Do = { Install-ClawSkill nope -Agent Codex -WhatIf -ErrorAction Stop } }
        @{ Id = 'RepositoryNotFound'; Do = { Install-ClawSkill -Agent Codex -Repository ./nowhere -ErrorAction Stop } }
        @{ Id = 'RepositoryProtocolUnsupported'; Do = { Install-ClawSkill -Agent Codex -Repository git@example.invalid:a/b.git -ErrorAction Stop } }
        @{ Id = 'RepositoryMissing'; Do = { Install-ClawSkill -Agent Codex -Ref main -ErrorAction Stop } }
        @{ Id = 'InvalidSkillPattern'; Do = { Install-ClawSkill '[a' -Agent Codex -ErrorAction Stop } }
        @{ Id = 'CannotConvertArgumentNoMessage'; Do = { Install-ClawSkill -Agent Emacs -ErrorAction Stop } }
    ) {
        $Do | Should -Throw -ErrorId "$Id,ClawPowers.PowerShell.Commands.InstallClawSkillCommand"
    }

    It 'leaves a folder of someone else alone and goes on' {
        $theirs = New-Item -ItemType Directory "$repository/.agents/skills/brainstorming"
        Push-Location $repository
        try {
            $installed = Install-ClawSkill brainstorming, writing-plans -Agent Codex -Scope Project -ErrorAction SilentlyContinue -ErrorVariable problems
        }
        finally {
            Pop-Location
        }

        $installed.Skill | Should -Be 'writing-plans'
        $problems.FullyQualifiedErrorId | Should -BeLike 'SkillFolderForeign,*'
        $problems.TargetObject | Should -Be 'brainstorming'
        Get-ChildItem $theirs | Should -BeNullOrEmpty
    }

    It 'is one line per skill and folder at a terminal of 80 columns' -Skip:(-not ($IsLinux -and (Get-Command script -CommandType Application -ErrorAction Ignore))) {
        Set-Content show.ps1 'Install-ClawSkill subagent-* -Agent ClaudeCode, Codex, Gemini, Cursor, Copilot, OpenCode'
        $variables += @{ PSModulePath = (Get-ModulePath) + [System.IO.Path]::PathSeparator + $env:PSModulePath; NO_COLOR = '1'; TERM = 'xterm' }
        $shown = (Invoke-TestProcess 'script' @('-qec', "stty cols 80; '$([System.Environment]::ProcessPath)' -NoProfile -File show.ps1", '/dev/null') -Environment $variables).Output -replace '\r|\e\[[0-9;?]*[a-zA-Z]'

        $shown | Should -Match '(?m)^installed  subagent-driven-development  for 5 agents  in ~/\.agents/skills$'
        $shown | Should -Match '(?m)^installed  subagent-driven-development  for ClaudeCode  in ~/\.claude/skills$'
    }

    It 'takes a skill from a Git repository, shows it first and pins it' {
        $source = New-ScratchRepository
        $null = New-Item -ItemType Directory "$source/skills/review"
        Set-Content "$source/skills/review/SKILL.md" '---', 'name: review', 'description: Reviews. Use when there is something to review.', '---', '# Review'
        $null = Invoke-TestProcess 'git' @('-C', $source, 'add', '--all')
        $null = Invoke-TestProcess 'git' @('-C', $source, '-c', 'user.name=Ada', '-c', 'user.email=ada@example.invalid', '-c', 'commit.gpgsign=false', 'commit', '--quiet', '-m', 'Say what to do')
        Push-Location $repository
        try {
            $planned = Install-ClawSkill -Repository $source -Agent Codex -Scope Project -WhatIf -ErrorAction SilentlyContinue -ErrorVariable problems
            if ($problems.FullyQualifiedErrorId -like 'GitLibraryMissing,*') {
                Set-ItResult -Skipped -Because "$problems"
                return
            }
            "$repository/.agents" | Should -Not -Exist
            $installed = Install-ClawSkill review -Repository $source -Ref main -Path skills -Agent Codex -Scope Project -InformationVariable shown 6>$null
        }
        finally {
            Pop-Location
        }

        $planned.IsDone, $planned.Review.Path, $planned.Review.Commit.Subject | Should -Be $false, 'skills/review', 'Say what to do'
        $installed.State, $installed.Repository, $installed.Ref | Should -Be 'Installed', $source, 'main'
        "$shown" | Should -Match 'review comes from .*, at main\n  Reviews\. Use when .*\n  Commit [0-9a-f]{12} by Ada, .* UTC: Say what to do\n  1 file, .*\n  Test-ClawSkill finds nothing wrong\.'
        (Get-Content -Raw "$repository/.agents/skills/clawpowers-skills.lock.json" | ConvertFrom-Json).skills.review.commit | Should -Be $installed.Commit
        ($installed | Format-List | Out-String) | Should -Match 'Repository'
    }

    It 'never repeats a password in an address: <_>' -ForEach 'https://ada:s3cret@example.invalid/x', 'https://s3cret@example.invalid/x?s3cret' {
        { Install-ClawSkill -Repository $_ -Agent Codex -ErrorAction Stop } | Should -Throw -ErrorId 'RepositoryUrlSecret,*'
        "$($Error[0])$($Error[0].TargetObject)" | Should -Not -Match 's3cret'
    }

    It 'completes the names of the skills that come with the module' {
        (TabExpansion2 'Install-ClawSkill writing-' 26).CompletionMatches.CompletionText | Should -Be 'writing-plans', 'writing-skills'
        (TabExpansion2 'Install-ClawSkill -Agent C' 26).CompletionMatches.CompletionText | Should -Be 'ClaudeCode', 'Codex', 'Copilot', 'Cursor'
    }
}
