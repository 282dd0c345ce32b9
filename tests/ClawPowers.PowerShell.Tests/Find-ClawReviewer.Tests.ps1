BeforeDiscovery {
    Import-Module "$PSScriptRoot/TestHelpers.psm1" -Force
    $missing = Get-MissingGit
}

BeforeAll {
    Import-Module "$PSScriptRoot/TestHelpers.psm1" -Force
    Import-Module "$(Get-ModulePath)/ClawPowers"
}

AfterAll {
    Remove-Scratch
}

Describe 'Find-ClawReviewer' -Skip:([bool]$missing) {
    BeforeAll {
        $null = New-ScratchStore
        $repository = New-ScratchRepository
        Push-Location $repository
        git config user.name Sam
        git config user.email sam@example.invalid
        $null = New-Item -ItemType Directory src
        Set-Content src/a.txt 'one', 'two', 'three', 'four'
        git add .
        git commit --quiet -m base --author 'Ana <ana@example.invalid>' --date '2026-03-01T12:00:00Z'
        Set-Content src/a.txt 'one', 'two', 'three', '4'
        git commit --quiet --all -m more --author "Robin$([char]27)[31m <robin@example.invalid>" --date '2026-04-01T12:00:00Z'
        git switch --quiet --create feature
        Set-Content src/a.txt '1', '2', 'three', 'four'
        git commit --quiet --all -m change
    }

    AfterAll {
        Pop-Location
    }

    It 'finds who knows the changed lines, with the evidence' {
        $found = Find-ClawReviewer

        $found | Should -HaveCount 2
        $found[0] | Should -BeOfType 'ClawPowers.ClawReviewer'
        $found.Lines | Should -Be 2, 1
        $found.Commits | Should -Be 1, 1
        $found[0].Name | Should -BeExactly 'Ana'
        $found[0].Email | Should -BeExactly 'ana@example.invalid'
        $found[0].LastChange.UtcDateTime | Should -Be ([datetimeoffset]::new(2026, 3, 1, 12, 0, 0, [timespan]::Zero).UtcDateTime)
        $found[0].Files | Should -BeExactly 'src/a.txt'
        $found[0].Evidence | Should -BeExactly 'src/a.txt: 2 changed lines (1-2), 1 commit, last 2026-03-01'
        [math]::Abs(($found.Score | Measure-Object -Sum).Sum - 1) | Should -BeLessThan 0.001
    }

    It 'takes a base, a branch, paths and a number' {
        Find-ClawReviewer main -Path src -First 1 | Should -HaveCount 1
        [pscustomobject]@{ Branch = 'feature' } | Find-ClawReviewer -First 1 | Should -HaveCount 1
        (Find-ClawReviewer feature~1 -Branch main -WarningAction SilentlyContinue) | Should -BeNullOrEmpty
    }

    It 'warns if there is nobody, and says why' {
        Find-ClawReviewer HEAD -WarningVariable warning -WarningAction SilentlyContinue | Should -BeNullOrEmpty
        "$warning" | Should -BeLike "'feature' has changed nothing since 'HEAD'*"
    }

    It 'fails with <Id> for <What>' -ForEach @(
        @{ What = 'a base that is no commit'; Arguments = @{ Base = 'nowhere' }; Id = 'GitReferenceNotFound' }
        @{ What = 'a path outside'; Arguments = @{ Path = '..' }; Id = 'GitPathOutside' }
    ) {
        { Find-ClawReviewer @Arguments -ErrorAction Stop } | Should -Throw -ErrorId "$Id,*"
    }

    It 'fails outside of a repository' {
        Push-Location (New-ScratchFolder)
        try {
            { Find-ClawReviewer -ErrorAction Stop } | Should -Throw -ErrorId 'GitRepositoryNotFound,*'
        }
        finally {
            Pop-Location
        }
    }

    It 'prints all of it, and lets no name steer the screen' {
        $result = Invoke-Pwsh "Set-Location '$repository'; Find-ClawReviewer"

        $lines = $result.Output -replace '\r' -split '\n'
        $lines[0] | Should -Match '^Ana <ana@example\.invalid>  0\.\d\d  2 lines, 1 commit, last 2026-03-01$'
        $lines[1] | Should -BeExactly '  src/a.txt: 2 changed lines (1-2), 1 commit, last 2026-03-01'
        $lines[2] | Should -BeLike 'Robin\u001b`[31m <robin@example.invalid>*'
    }
}
