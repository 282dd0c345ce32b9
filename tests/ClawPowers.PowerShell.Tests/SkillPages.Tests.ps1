# What runs the blocks of the skills notices each thing that can be wrong with them.

BeforeAll {
    Import-Module "$PSScriptRoot/TestHelpers.psm1", "$PSScriptRoot/MarkdownPages.psm1", "$PSScriptRoot/SkillPages.psm1" -Force
}

AfterAll {
    Remove-Scratch
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
