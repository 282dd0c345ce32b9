BeforeAll {
    Import-Module "$PSScriptRoot/TestHelpers.psm1" -Force
    Import-Module "$(Get-ModulePath)/ClawPowers"
    $here = New-ScratchFolder 'project'
    Push-Location $here
    $null = New-ScratchStore
    $folder = New-Item -ItemType Directory -Force (Join-Path $here 'skills/sample')
    Set-Content -LiteralPath (Join-Path $folder SKILL.md) "---`nname: sample`ndescription: Does one thing.`nauthor: me`n---`n[x](none.md)"
}

AfterAll {
    Pop-Location
    Remove-Scratch
}

Describe 'ConvertTo-ClawSarif' {
    It 'makes one log of all problems, with paths from the location' {
        $log = Test-ClawSkill -Path skills | ConvertTo-ClawSarif | ConvertFrom-Json

        $log.version | Should -BeExactly '2.1.0'
        $log.runs.Count | Should -Be 1
        $log.runs[0].results.ruleId | Should -BeExactly 'known-fields', 'dead-link'
        $log.runs[0].results.locations.physicalLocation.artifactLocation.uri | Select-Object -Unique | Should -BeExactly 'skills/sample/SKILL.md'
        $log.runs[0].results.locations.physicalLocation.region.startLine | Should -BeExactly 4, 6
        $log.runs[0].tool.driver.version | Should -BeExactly "$((Get-Module ClawPowers).Version)"
        $log.runs[0].tool.driver.rules[$log.runs[0].results[1].ruleIndex].id | Should -BeExactly 'dead-link'
    }

    It 'counts paths from -Root' {
        $log = Test-ClawSkill -Path skills | ConvertTo-ClawSarif -Root skills | ConvertFrom-Json
        $log.runs[0].results[0].locations[0].physicalLocation.artifactLocation.uri | Should -BeExactly 'sample/SKILL.md'
        $log.runs[0].results[0].locations[0].physicalLocation.artifactLocation.uriBaseId | Should -BeExactly '%SRCROOT%'
    }

    It 'makes a log without results of nothing' {
        $log = Test-ClawSkill -Path skills -Rule utf8 | ConvertTo-ClawSarif | ConvertFrom-Json
        $log.runs[0].results | Should -BeNullOrEmpty
        $log.runs[0].tool.driver.rules.Count | Should -BeGreaterThan 50
    }

    It 'emits one text, which a file takes as it is' {
        $text = Test-ClawSkill -Path skills | ConvertTo-ClawSarif
        $text | Should -BeOfType string
        $text.Count | Should -Be 1
        $text | Set-Content skills.sarif
        (Get-Content skills.sarif -Raw | ConvertFrom-Json).runs[0].results.Count | Should -Be 2
    }
}
