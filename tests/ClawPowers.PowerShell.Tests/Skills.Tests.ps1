# Runs every block of PowerShell of every skill: per file in one fresh pwsh, in a Git repository and a store of its own.
# SkillFixtures/<skill>.ps1, if it is there, prepares the repository. A block that uses a cmdlet of a later version is passed over by name.
# The only other way not to be run is not to be PowerShell.

BeforeDiscovery {
    Import-Module "$PSScriptRoot/TestHelpers.psm1", "$PSScriptRoot/MarkdownPages.psm1", "$PSScriptRoot/SkillPages.psm1" -Force
    $skills = Join-Path (Get-RepositoryRoot) 'skills'
    $planned = @(Get-PlannedCommand)
    $pages = Get-SkillPage $skills $planned | ForEach-Object {
        @{
            Page   = $_
            Title  = $_.Page
            Blocks = @($_.Blocks | ForEach-Object { @{ Block = $_; Title = "line $($_.Line), $($_.Heading)"; Planned = $planned } })
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
        Get-BlockFault $Block $Planned | Should -BeNullOrEmpty
        if ($Block.WaitsFor) {
            Set-ItResult -Skipped -Because "it waits for $($Block.WaitsFor)"
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

Describe 'What runs the blocks' {
    BeforeAll {
        function ConvertTo-SkillFolder([string] $Text) {
            $folder = New-ScratchFolder 'skills'
            $null = [System.IO.Directory]::CreateDirectory((Join-Path $folder 'sample'))
            [System.IO.File]::WriteAllText((Join-Path $folder 'sample/SKILL.md'), $Text.Replace("'''", '```'))
            $folder
        }

        function Get-Wrong([string] $Text, [string] $FixturePath) {
            (Invoke-SkillPage (Get-SkillPage (ConvertTo-SkillFolder $Text)) -FixturePath $FixturePath).Values.Where({ $_ })
        }
    }

    It 'passes blocks that work, in a repository and a store of their own' {
        Get-Wrong "'''powershell`nSet-ClawState a:b 1`ngit fetch origin`n'''`n`n'''powershell script`nif ((Get-ClawState a:b).Scope -ne 'Project') { throw 'not in the project' }`n'''" |
            Should -BeNullOrEmpty
    }

    It 'notices <What>' -ForEach @(
        @{ What = 'a cmdlet that fails'; Text = 'Get-ClawState a:missing'; Expected = 'sample/SKILL.md:2: StateKeyNotFound,*' }
        @{ What = 'a command that is not there'; Text = 'Get-Nothing'; Expected = 'sample/SKILL.md:2: CommandNotFoundException: *' }
        @{ What = 'a parameter that is not there'; Text = 'Get-ClawState -Nothing'; Expected = 'sample/SKILL.md:2: NamedParameterNotFound,*' }
        @{ What = 'what does not parse'; Text = "Get-ClawState a:*`nif ("; Expected = 'sample/SKILL.md:3: *' }
        @{ What = 'a program that fails before one that does not'; Text = "git status`ngit switch missing`ngit status"; Expected = 'sample/SKILL.md:3: ProgramExitedWithNonZeroCode: *' }
        @{ What = 'a program that opens an editor'; Text = 'git commit --allow-empty'; Expected = 'sample/SKILL.md:2: *' }
    ) {
        $wrong = Get-Wrong "'''powershell`n$Text`n'''"
        $wrong | Should -HaveCount 1
        $wrong | Should -BeLike $Expected
    }

    It 'notices a session that ends early' {
        { Get-Wrong "'''powershell`nexit 0`n'''`n`n'''powershell`nGet-ClawState a:missing`n'''" } | Should -Throw '*before its last block*'
    }

    It 'notices a fixture that fails' {
        $fixture = Join-Path (New-ScratchFolder 'fixture') 'sample.ps1'
        Set-Content $fixture 'Get-Item missing'
        Get-Wrong "'''powershell`nGet-Item .`n'''" $fixture | Should -BeLike 'sample/SKILL.md:0: PathNotFound,*'
    }

    It 'notices a table that cuts a value' {
        Get-Wrong "'''powershell`nGet-Item . | Select-Object FullName, @{ n = 'More'; e = { 'x' * 300 } } | Format-Table`n'''" | Should -HaveCount 1
    }

    It 'fails when it finds nothing to run' {
        { Get-SkillPage (New-ScratchFolder 'empty') } | Should -Throw 'No skill in*'
        { Get-SkillPage (ConvertTo-SkillFolder "# Title`n`n'''text`nGet-Item .`n'''") } | Should -Throw 'No skill in*'
    }

    It 'lets a block wait for a planned command, and only that' {
        $page = Get-SkillPage (ConvertTo-SkillFolder "'''powershell`nImport-ClawPlan p.md`n'''`n`n'''powershell`nGet-Item .`n'''`n`n'''powershell`nImport-ClawPlan p.md`nGet-Item .`n'''") 'Import-ClawPlan'
        $page.Blocks.WaitsFor | Should -Be 'Import-ClawPlan', $null, 'Import-ClawPlan'
        $page.Blocks | ForEach-Object { Get-BlockFault $_ 'Import-ClawPlan' } | Should -BeLike 'line 11: this could be run today*'
    }

    It 'knows commands that are planned, and none of them is exported' {
        $planned = Get-PlannedCommand
        $planned | Should -Contain 'Import-ClawPlan'
        $planned | Should -Not -Contain 'Get-ClawState'
    }

    It 'refuses <Text> in a plain block' -ForEach @(
        @{ Text = 'Get-ClawState a:* | ForEach-Object { $_.Key }' }
        @{ Text = 'Set-ClawState a:b $value' }
        @{ Text = 'Set-ClawState a:b "it is $value"' }
        @{ Text = 'Set-ClawState a:b (Get-Date)' }
        @{ Text = 'Set-ClawState a:b "$(Get-Date)"' }
        @{ Text = 'Set-ClawState a:b @{ c = 1 }' }
        @{ Text = 'git log > log.txt' }
        @{ Text = 'git add .; git status' }
        @{ Text = "Get-ClawState a:* |`n    Select-Object Key" }
        @{ Text = 'Invoke-Expression Get-Date' }
    ) {
        $block = (Get-SkillPage (ConvertTo-SkillFolder "'''powershell`n$Text`n'''")).Blocks
        @(Get-BlockFault $block) | Should -HaveCount 1
        $script = (Get-SkillPage (ConvertTo-SkillFolder "'''powershell script`n$Text`n'''")).Blocks
        Get-BlockFault $script | Should -BeNullOrEmpty
    }

    It 'lets <Text> pass in a plain block' -ForEach @(
        @{ Text = 'Set-ClawState a:b $true' }
        @{ Text = "Get-ClawState a:* | Where-Object Version -gt 1 | Select-Object Key, Value   # what changed`ngit log --oneline main..HEAD" }
    ) {
        Get-BlockFault (Get-SkillPage (ConvertTo-SkillFolder "'''powershell`n$Text`n'''")).Blocks | Should -BeNullOrEmpty
    }

    It 'refuses a mark that would keep a block from being run' {
        $blocks = (Get-SkillPage (ConvertTo-SkillFolder "<!-- not run: no time -->`n'''powershell`nGet-Item .`n'''`n`n<!-- fails: Any -->`n'''powershell`nGet-Item x`n'''`n`n'''powershell norun`nGet-Item .`n'''")).Blocks
        $blocks | ForEach-Object { Get-BlockFault $_ } | Should -BeLike 'line *: b*'
        $blocks | ForEach-Object { Get-BlockFault $_ } | Should -HaveCount 3
    }

    It 'sees the measures of <Text>' -ForEach @(
        @{ Text = 'Add-ClawMetric sample Success -Measure cycles=2,hours=3 -Notes "a=b"'; Expected = 'sample cycles', 'sample hours' }
        @{ Text = "Add-ClawMetric sample Success cycles=2 -Duration 3m"; Expected = 'sample cycles' }
        @{ Text = "Add-ClawMetric sample -Outcome Success -Measure 'cycles=2 hours=3'"; Expected = 'sample cycles', 'sample hours' }
        @{ Text = 'Get-ClawMetric other -First 1 | Set-ClawMetric -Measure cycles=2'; Expected = ' cycles' }
        @{ Text = "Measure-ClawMetric sample -GroupBy gate -Measure cycles -Where 'hours>3'"; Expected = 'sample cycles', 'sample hours' }
    ) {
        $block = (Get-SkillPage (ConvertTo-SkillFolder "'''powershell`n$Text`n'''")).Blocks
        Get-BlockMeasure $block | ForEach-Object { "$($_.Skill) $($_.Measure)" } | Should -Be $Expected
    }
}
