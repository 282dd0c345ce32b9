# Runs every block of PowerShell of every skill: per file in one fresh pwsh, in a Git repository and a store of its own.
# SkillFixtures/<skill>.ps1, if it is there, prepares the repository.
# The only way not to be run is not to be PowerShell.

BeforeDiscovery {
    Import-Module "$PSScriptRoot/TestHelpers.psm1", "$PSScriptRoot/MarkdownPages.psm1", "$PSScriptRoot/SkillPages.psm1" -Force
    $skills = Join-Path (Get-RepositoryRoot) 'skills'
    $pages = Get-SkillPage $skills | ForEach-Object {
        @{
            Page   = $_
            Title  = $_.Page
            Blocks = @($_.Blocks | ForEach-Object { @{ Block = $_; Title = "line $($_.Line), $($_.Heading)" } })
        }
    }
    $files = Get-ChildItem -LiteralPath $skills -Recurse -Filter *.md | ForEach-Object {
        @{ File = $_.FullName; Title = [System.IO.Path]::GetRelativePath($skills, $_.FullName).Replace('\', '/') }
    }
    $names = 'using-clawpowers', 'systematic-debugging', 'test-driven-development', 'writing-plans', 'executing-plans', 'brainstorming',
        'verification-before-completion', 'finishing-a-development-branch', 'requesting-code-review', 'receiving-code-review', 'using-git-worktrees',
        'subagent-driven-development', 'dispatching-parallel-agents', 'writing-skills', 'agent-payments', 'security-audit', 'content-pipeline',
        'learn-how-to-learn', 'market-intelligence', 'prospecting'
}

BeforeAll {
    Import-Module "$PSScriptRoot/TestHelpers.psm1", "$PSScriptRoot/MarkdownPages.psm1", "$PSScriptRoot/SkillPages.psm1" -Force
    $skills = Join-Path (Get-RepositoryRoot) 'skills'

    function Get-Tracked([string] $Skill) {
        $text = [System.IO.File]::ReadAllText((Join-Path $skills "$Skill/SKILL.md"))
        # The situation that led to a skill is what Find-ClawSkill learns from; every skill may record it.
        @([regex]::Match($text, '(?m)^  tracks:\s*"?([^"\r\n]*)"?\s*$').Groups[1].Value -split '\s+') + 'situation', 'duration'
    }
}

AfterAll {
    Remove-Scratch
}

Describe 'The skills' {
    It 'has <_>' -ForEach $names {
        Join-Path $skills "$_/SKILL.md" | Should -Exist
    }

    It 'has no others' -ForEach @{ Names = $names } {
        (Get-ChildItem -LiteralPath $skills -Directory).Name | Where-Object { $_ -notin $names } | Should -BeNullOrEmpty
    }

    It 'has <_> in fewer than 500 lines' -ForEach $names {
        ([System.IO.File]::ReadAllLines((Join-Path $skills "$_/SKILL.md"))).Count | Should -BeLessThan 500
    }

    It 'gets the bootstrap into 3,000 characters' {
        [System.IO.File]::ReadAllText((Join-Path $skills 'using-clawpowers/SKILL.md')).Length | Should -BeLessOrEqual 3000
    }

    It 'has <_> show in PowerShell what the runtime adds' -ForEach $names {
        $blocks = Get-MarkdownBlock (Join-Path $skills "$_/SKILL.md")
        $blocks | ForEach-Object { Get-BlockCommand $_ } | Where-Object { $_ -like '*-Claw*' } | Should -Not -BeNullOrEmpty
    }

    It 'has <_> offer to feedback only numbers that its text names and its runs record' -ForEach $names {
        # Feedback proposes a value for a parameter from what runs recorded under its name; another name is never tuned.
        $skill = $_
        $text = [System.IO.File]::ReadAllText((Join-Path $skills "$skill/SKILL.md"))
        $body = ($text -split '(?m)^---\s*$', 3)[2]
        $offered = [regex]::Match($text, '(?m)^  improves:\s*"([^"\r\n]*)"').Groups[1].Value -split '\s+' -replace '=.*' | Where-Object { $_ }
        $offered | Where-Object { $_ -notin (Get-Tracked $skill) -or $body -notmatch "``$_``" } | Should -BeNullOrEmpty
    }

    It '<Title> closes its fences and calls PowerShell by its name' -ForEach $files {
        $text = [System.IO.File]::ReadAllText($File)
        [regex]::Matches($text, '(?m)^\s*(`{3,}|~{3,})[ \t]*(pwsh|ps1|posh)\b').Count | Should -Be 0
        [regex]::Matches($text, '(?m)^\s*(`{3,}|~{3,})[ \t]*powershell\b').Count | Should -Be @(Get-MarkdownBlock $File).Count
        [regex]::Matches($text, '(?m)^\s*(`{3,}|~{3,})').Count % 2 | Should -Be 0
    }
}

Describe '<Title>' -ForEach $pages {
    BeforeAll {
        $wrong = Invoke-SkillPage $Page -FixturePath (Join-Path $PSScriptRoot "SkillFixtures/$($Page.Skill).ps1")
    }

    It 'finds its repository as it wants it' {
        $wrong[0] | Should -BeNullOrEmpty
    }

    It '<Title>' -ForEach $Blocks {
        Get-BlockFault $Block | Should -BeNullOrEmpty
        if ($wrong[$Block.Line] -like '*GitLibraryMissing*') {
            Set-ItResult -Skipped -Because 'the library libgit2 is not installed'
        }
        $wrong[$Block.Line] | Should -BeNullOrEmpty
    }

    It 'shows nothing that a table has cut' {
        $wrong[-1] | Should -BeNullOrEmpty
    }

    It 'records what its skill says it tracks' {
        $Page.Blocks | ForEach-Object { Get-BlockMeasure $_ } | Where-Object { -not ($_.Skill -match '[*?[]') } | ForEach-Object {
            $skill = $_.Skill ? $_.Skill : $Page.Skill
            if ($_.Measure -notin (Get-Tracked $skill)) {
                "$($Page.Page):$($_.Line): $skill does not track $($_.Measure)"
            }
        } | Should -BeNullOrEmpty
    }
}
