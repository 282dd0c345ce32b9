BeforeDiscovery {
    # So that a rule without an example is seen, the rules are those of the source.
    $folder = "$PSScriptRoot/../../src/ClawPowers.Core/Skills/Checking"
    $list = Get-Content -Raw "$folder/SkillRules.cs"
    $classes = [regex]::Matches($list, 'new (\w+Rule)\(\)').ForEach{ $_.Groups[1].Value }
    $rules = foreach ($class in $classes) {
        $source = Get-Content -Raw (Get-ChildItem "$folder/Rules" -Recurse -Filter "$class.cs").FullName
        @{ Rule = [regex]::Match($source, 'SkillRule\(\s*"([a-z0-9-]+)"').Groups[1].Value }
    }
}

BeforeAll {
    Import-Module "$PSScriptRoot/TestHelpers.psm1" -Force
    Import-Module "$(Get-ModulePath)/ClawPowers"
    Push-Location (New-ScratchFolder)
    $null = New-ScratchStore
    $examples = & "$PSScriptRoot/SkillRuleExamples.ps1"

    function Get-Broken {
        param($Example, $Folder, [switch] $Cli)

        $root = Join-Path (New-ScratchFolder 'skills') ($Folder ? $Folder : 'sample-skill')
        $files = $Example -is [Collections.IDictionary] ? $Example : @{ 'SKILL.md' = $Example }
        foreach ($name in $files.Keys) {
            $path = Join-Path $root $name
            $null = New-Item -ItemType Directory -Force (Split-Path $path)
            $content = $files[$name]
            [System.IO.File]::WriteAllBytes($path, $content -is [byte[]] ? $content : [System.Text.UTF8Encoding]::new($false).GetBytes($content))
        }
        if ($Cli) {
            dotnet (Get-ClawCliPath) skill test $root --json | ConvertFrom-Json
        }
        else {
            Test-ClawSkill -Path $root
        }
    }
}

AfterAll {
    Pop-Location
    Remove-Scratch
}

Describe 'The rules for skills' {
    It 'has an example for <Rule>' -ForEach $rules {
        $examples.Keys | Should -Contain $Rule
    }

    It '<Rule> is broken by a skill that breaks nothing else' -ForEach $rules {
        $example = $examples[$Rule]

        $found = @(Get-Broken $example.Breaks $example.Folder -Cli:($example.Cli -eq $true))

        $found.RuleId | Select-Object -Unique | Should -BeExactly $Rule
        $found | ForEach-Object {
            $_.Line | Should -BeGreaterThan 0
            $_.Column | Should -BeGreaterThan 0
            $_.Message | Should -Match '[.?]$'
            $_.Advice | Should -Match '\.$'
        }
    }

    It '<Rule> is not broken by a near miss' -ForEach $rules {
        $example = $examples[$Rule]

        $found = @(Get-Broken $example.Near $example.NearFolder -Cli:($example.Cli -eq $true))

        @($found.RuleId | Select-Object -Unique) | Should -BeExactly @($example.NearBreaks | Where-Object { $_ })
    }

    It 'are all in the documentation: <Rule>' -ForEach $rules {
        "$PSScriptRoot/../../docs/skill-rules.md" | Should -FileContentMatch "``$Rule``"
    }
}

Describe 'The bundled skills' {
    It 'pass without a warning' {
        Test-ClawSkill -Path "$(Get-RepositoryRoot)/skills" -MinimumSeverity Warning | Should -BeNullOrEmpty
    }
}
