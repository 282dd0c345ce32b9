BeforeAll {
    Import-Module "$PSScriptRoot/TestHelpers.psm1" -Force
    Import-Module "$(Get-ModulePath)/ClawPowers"
    Push-Location (New-ScratchFolder)
    $null = New-ScratchStore
}

AfterAll {
    Pop-Location
    Remove-Scratch
}

Describe 'Repair-ClawSkill' {
    BeforeEach {
        $folder = New-Item -ItemType Directory -Force (Join-Path (New-ScratchFolder 'skills') 'old-skill')
        $file = Join-Path $folder 'SKILL.md'
        [System.IO.File]::WriteAllText($file, "---`nname: Old Skill`ndescription: Use when: it is old.`nversion: 1.0.0`n---`n# Old  `n")
        $mended = "---`nname: old-skill`ndescription: 'Use when: it is old.'`nmetadata:`n  version: `"1.0.0`"`n---`n# Old  `n"
    }

    It 'mends what is mechanical, and nothing a second time' {
        Repair-ClawSkill -Path $folder | Should -BeNullOrEmpty
        [System.IO.File]::ReadAllText($file) | Should -BeExactly $mended
        Test-ClawSkill -Path $folder | Should -BeNullOrEmpty
        Repair-ClawSkill -Path $folder -PassThru | Should -BeNullOrEmpty
    }

    It 'emits what it mended with -PassThru' {
        $repair = Repair-ClawSkill -Path $folder -PassThru

        $repair | Should -BeOfType 'ClawPowers.SkillRepair'
        $repair.Skill | Should -BeExactly 'old-skill'
        $repair.Path | Should -BeExactly $file
        $repair.RuleIds | Sort-Object | Should -BeExactly 'legacy-fields', 'name-folder', 'name-pattern', 'unquoted-value'
        $repair.Difference | Should -BeExactly "--- a/old-skill/SKILL.md`n+++ b/old-skill/SKILL.md`n@@ -1,6 +1,7 @@`n ---`n-name: Old Skill`n-description: Use when: it is old.`n-version: 1.0.0`n+name: old-skill`n+description: 'Use when: it is old.'`n+metadata:`n+  version: `"1.0.0`"`n ---`n # Old  `n"
    }

    It 'shows the difference with -WhatIf, and changes nothing' {
        $before = [System.IO.File]::ReadAllText($file)

        $text = pwsh -NoProfile -Command "Import-Module '$(Get-ModulePath)/ClawPowers'; Repair-ClawSkill -Path '$folder' -WhatIf" | Out-String

        $text | Should -BeLike "What if: Mend '$file' (*):*-name: Old Skill*+name: old-skill*"
        [System.IO.File]::ReadAllText($file) | Should -BeExactly $before
        (Repair-ClawSkill -Path $folder -WhatIf -PassThru).RuleIds | Should -Contain 'legacy-fields'
        [System.IO.File]::ReadAllText($file) | Should -BeExactly $before
    }

    It 'takes what Test-ClawSkill found' {
        Test-ClawSkill -Path $folder | Where-Object CanRepair | Repair-ClawSkill
        [System.IO.File]::ReadAllText($file) | Should -BeExactly $mended
    }

    It 'says what can be mended: <CanRepair>' -ForEach @(@{ CanRepair = $true; Name = 'Old_Skill' }, @{ CanRepair = $false; Name = 'Another_Skill' }) {
        [System.IO.File]::WriteAllText($file, "---`nname: $Name`ndescription: Does one thing.`n---`n")
        (Test-ClawSkill -Path $folder).CanRepair | Select-Object -Unique | Should -BeExactly $CanRepair
    }

    It 'reports a file that cannot be written, and goes on' -Skip:($IsWindows -or (id -u) -eq '0') {
        [System.IO.File]::SetUnixFileMode($folder, 'UserRead, UserExecute')
        try {
            Repair-ClawSkill -Path $folder -ErrorAction SilentlyContinue -ErrorVariable failed
            $failed.FullyQualifiedErrorId | Should -BeLike 'SkillWriteFailed,*'
        }
        finally {
            [System.IO.File]::SetUnixFileMode($folder, 'UserRead, UserWrite, UserExecute')
        }
    }

    It 'says what is not there' {
        Repair-ClawSkill no-such-skill -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed.FullyQualifiedErrorId | Should -BeLike 'SkillNotFound,*'
    }
}
