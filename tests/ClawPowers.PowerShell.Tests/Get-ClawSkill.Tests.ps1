BeforeAll {
    Import-Module "$PSScriptRoot/TestHelpers.psm1" -Force
    Import-Module "$(Get-ModulePath)/ClawPowers"

    function New-Skill {
        [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'It writes into a folder of its own.')]
        param([string] $Root, [string] $Name, [string] $FrontMatter = "name: $Name`ndescription: What $Name is for.", [string] $Body = "# Steps`n`nOne.`n")
        $folder = New-Item -ItemType Directory -Force (Join-Path $Root $Name)
        $file = Join-Path $folder.FullName 'SKILL.md'
        [System.IO.File]::WriteAllText($file, "---`n$FrontMatter`n---`n$Body")
        $file
    }

    # A person's screen is not to be had here: the record without the name that redirected output goes by.
    function Show-AtTerminal {
        process {
            $shown = $_.PSObject.Copy()
            $shown.PSObject.TypeNames.Clear()
            $shown.PSObject.TypeNames.Add('ClawPowers.SkillEntry')
            $shown
        }
    }
}

AfterAll {
    Remove-Scratch
}

Describe 'Get-ClawSkill' {
    BeforeEach {
        $null = New-ScratchStore
        $root = New-ScratchFolder
        Push-Location $root
        $own = Join-Path $root '.agents' 'skills'
        $a = New-Skill $own 'aa-own' "name: aa-own`ndescription: Use when it rains.`nmetadata:`n  version: `"1.0.0`"`n  tracks: `"one two`"`n  requires-tools: `"no-such-tool`"" "# Own`n`n## Method`n`nThink.`n`n## Example`n`nNone.`n"
        $b = New-Skill $own 'bb-own'
    }

    AfterEach {
        Pop-Location
    }

    It 'gives the skills of the project and those that come along' {
        $skills = Get-ClawSkill
        ($skills | Where-Object Source -EQ Project).Name | Should -BeExactly 'aa-own', 'bb-own'
        ($skills | Where-Object Source -EQ Bundled).Name | Should -Contain 'systematic-debugging'
        ($skills | Where-Object Source -EQ Bundled) | Should -HaveCount 20
    }

    It 'says what a skill is, needs and lacks' {
        $skill = Get-ClawSkill aa-own
        $skill | Should -BeOfType ([ClawPowers.SkillEntry])
        $skill.Description | Should -BeExactly 'Use when it rains.'
        $skill.Version | Should -BeExactly '1.0.0'
        $skill.Tracks | Should -BeExactly 'one', 'two'
        $skill.IsAvailable | Should -BeFalse
        $skill.Missing | Should -BeExactly 'no-such-tool'
        $skill.Path | Should -BeExactly $a
        $skill.Metadata['version'] | Should -BeExactly '1.0.0'
        $skill.Content | Should -BeNullOrEmpty
        $skill.Tokens | Should -Be ([math]::Ceiling((Get-Item $a).Length / 4))
    }

    It 'finds by pattern in any case, and says nothing where a pattern finds nothing' {
        (Get-ClawSkill AA-*, bb-own).Name | Should -BeExactly 'aa-own', 'bb-own'
        Get-ClawSkill zz-* -ErrorVariable said | Should -BeNullOrEmpty
        $said | Should -BeNullOrEmpty
    }

    It 'names the nearest where a name is not there, and goes on' {
        $found = Get-ClawSkill aa-owm, bb-own -ErrorVariable said -ErrorAction SilentlyContinue
        $found.Name | Should -BeExactly 'bb-own'
        $said[0].FullyQualifiedErrorId | Should -BeExactly 'SkillNotFound,ClawPowers.PowerShell.Commands.GetClawSkillCommand'
        $said[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $said[0].TargetObject | Should -BeExactly 'aa-owm'
        "$said" | Should -BeLike "*'aa-own'*"
    }

    It 'passes a bad skill over with a warning that has file and line, and shows the others' {
        $bad = New-Skill $own 'cc-bad' "name: cc-bad`ndescription: `"open"
        $skills = Get-ClawSkill *-own, *-bad -WarningVariable said -WarningAction SilentlyContinue
        $skills.Name | Should -BeExactly 'aa-own', 'bb-own'
        "$said" | Should -BeLike "${bad}:3: *"
        { Get-ClawSkill cc-bad -ErrorAction Stop } | Should -Throw -ErrorId 'SkillUnreadable,*'
    }

    It 'shows with -All what another of its name shadows' {
        $nested = Join-Path $root 'below'
        $near = New-Skill (Join-Path $nested '.agents' 'skills') 'aa-own'
        & (Get-Command git -CommandType Application | Select-Object -First 1) init --quiet $root
        Push-Location $nested
        try {
            (Get-ClawSkill aa-own).Path | Should -BeExactly $near
            $all = Get-ClawSkill aa-own -All
            $all.Path | Should -BeExactly $near, $a
            $all.IsShadowed | Should -Be $false, $true
            $all[1].ShadowedBy | Should -BeExactly $near
        }
        finally {
            Pop-Location
        }
    }

    It 'looks in a folder of skills, a skill''s folder, its file, and what a pattern means' {
        (Get-ClawSkill -Path $own).Name | Should -BeExactly 'aa-own', 'bb-own'
        (Get-ClawSkill -Path (Join-Path $own 'aa-own')).Name | Should -BeExactly 'aa-own'
        (Get-ClawSkill -Path $b).Name | Should -BeExactly 'bb-own'
        (Get-ClawSkill -Path (Join-Path $own 'b*')).Name | Should -BeExactly 'bb-own'
        (Get-ClawSkill bb-* -Path $own).Name | Should -BeExactly 'bb-own'
        { Get-ClawSkill -Path nowhere -ErrorAction Stop } | Should -Throw -ErrorId 'SkillPathNotFound,*'
    }

    It 'takes names, runs, folders and skills from the pipeline' {
        ('bb-own', 'aa-own' | Get-ClawSkill).Name | Should -BeExactly 'aa-own', 'bb-own'
        Add-ClawMetric bb-own Success
        (Get-ClawMetric | Get-ClawSkill).Name | Should -BeExactly 'bb-own'
        (Get-ChildItem $own | Get-ClawSkill).Name | Should -BeExactly 'aa-own', 'bb-own'
        (Get-Item $own | Get-ClawSkill).Name | Should -BeExactly 'aa-own', 'bb-own'
        (Get-Item $a | Get-ClawSkill).Name | Should -BeExactly 'aa-own'
        $again = Get-ClawSkill aa-own | Get-ClawSkill -Content
        $again.Content | Should -BeLike '# Own*'
        $again.Source | Should -Be 'Project'
        (Get-ClawSkill aa-own | Get-Item).FullName | Should -BeExactly $a
        Get-ClawSkill zz-* | Get-ClawSkill | Should -BeNullOrEmpty
    }

    It 'gives the text with the lessons in force, and sections by heading' {
        1..40 | ForEach-Object { [pscustomobject] @{ Outcome = $_ % 2 ? 'Success' : 'Failure'; Measures = "reviewer=$($_ % 2 ? 'ana' : 'bo')"; Timestamp = (Get-Date).AddHours($_ - 41) } } | Add-ClawMetric -Skill aa-own
        $null = Invoke-ClawFeedback aa-own
        $id = (Get-ClawRecommendation -State Proposed | Select-Object -First 1).Id
        Approve-ClawRecommendation $id -Text 'Ask ana first.'

        $skill = Get-ClawSkill aa-own -Content
        $skill.Lessons | Should -BeExactly 'Ask ana first.'
        $skill.Content | Should -BeExactly "# Own`n`n## Method`n`nThink.`n`n## Example`n`nNone.`n`n## Lessons in force`n`n- Ask ana first."
        $skill.Sections['method'].Text | Should -BeExactly 'Think.'
        $skill.Sections['Lessons in force'].Text | Should -BeExactly '- Ask ana first.'
        $skill.Sections.Keys | Should -BeExactly 'Own', 'Method', 'Example', 'Lessons in force'
        (Get-ClawSkill aa-own -Section Method).Content | Should -BeExactly 'Think.'
        { Get-ClawSkill aa-own -Section Recipe -ErrorAction Stop } | Should -Throw -ErrorId 'SectionNotFound,*'
    }

    Context 'on the screen' {
        It 'prints a skill''s text and nothing else, redirected' {
            (Invoke-Pwsh "Set-Location '$root'; Get-ClawSkill bb-own -Content").Output -replace '\r' | Should -BeExactly "# Steps`n`nOne.`n"
            (Invoke-Pwsh "Set-Location '$root'; Get-ClawSkill aa-own -Section Method").Output -replace '\r' | Should -BeExactly "Think.`n"
        }

        It 'cuts nothing where output is redirected' {
            $null = New-Skill $own 'dd-long' "name: dd-long`ndescription: $('word ' * 190)end"
            $text = (Invoke-Pwsh "Set-Location '$root'; Get-ClawSkill ??-own, dd-long").Output -replace '\r'
            $tokens = [math]::Ceiling((Get-Item $a).Length / 4)
            $text | Should -BeLike "aa-own  (project, $tokens tokens)  needs no-such-tool`n  Use when it rains.`nbb-own  (project, * tokens)`n  What bb-own is for.`ndd-long*`n  $('word ' * 190)end`n"
        }

        It 'shows two lines of what a skill is for at a terminal' {
            $null = New-Skill $own 'dd-long' "name: dd-long`ndescription: $('word ' * 190)end"
            $lines = (Get-ClawSkill dd-long | Show-AtTerminal | Out-String).Trim() -split '\r?\n'
            $lines | Should -HaveCount ([Console]::IsOutputRedirected ? 2 : 3)
        }

        It 'lets no skill steer the terminal' {
            $null = New-Skill $own 'ee-esc' "name: ee-esc`ndescription: `"a \e[31m red\nline`"`nlicense: `"\e]0;x\a`""
            (Get-ClawSkill ee-esc).Description | Should -BeExactly 'a \u001b[31m red line'
            (Invoke-Pwsh "Set-Location '$root'; `$PSStyle.OutputRendering = 'PlainText'; Get-ClawSkill ee-esc; Get-ClawSkill ee-esc | Format-List -Force").Output | Should -Not -Match "`e"
        }
    }

    It 'completes names' {
        (TabExpansion2 'Get-ClawSkill aa' 16).CompletionMatches.CompletionText | Should -BeExactly 'aa-own'
        (TabExpansion2 'Add-ClawMetric bb' 17).CompletionMatches.CompletionText | Should -BeExactly 'bb-own'
    }
}
