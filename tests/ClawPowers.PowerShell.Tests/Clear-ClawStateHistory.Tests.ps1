BeforeAll {
    Import-Module "$PSScriptRoot/TestHelpers.psm1" -Force
    Import-Module "$(Get-ModulePath)/ClawPowers"
    Push-Location (New-ScratchFolder)
}

AfterAll {
    Pop-Location
    Remove-Scratch
}

Describe 'Clear-ClawStateHistory' {
    BeforeEach {
        $null = New-ScratchStore
        1..3 | ForEach-Object { Set-ClawState a:b $_ }
        1..3 | ForEach-Object { Set-ClawState c:d $_ }
    }

    It 'deletes the older versions of everything and keeps the entries' {
        Clear-ClawStateHistory -Before (Get-Date).AddMinutes(1) | Should -BeNullOrEmpty

        (Get-ClawStatus).HistoryVersions | Should -Be 0
        (Get-ClawState).Value | Should -BeExactly 3, 3
        (Get-ClawStateHistory a:b).Version | Should -Be 3
    }

    It 'deletes those of the keys that match' {
        Clear-ClawStateHistory a:* -Before (Get-Date).AddMinutes(1)

        @(Get-ClawStateHistory a:b).Count | Should -Be 1
        @(Get-ClawStateHistory c:d).Count | Should -Be 3
    }

    It 'keeps what was in force at the moment, and what was written after it' {
        Start-Sleep -Milliseconds 20
        $moment = [DateTimeOffset]::UtcNow
        Start-Sleep -Milliseconds 20
        4..5 | ForEach-Object { Set-ClawState a:b $_ }

        Clear-ClawStateHistory a:b -Before $moment

        (Get-ClawStateHistory a:b).Version | Should -Be 5, 4, 3
        (Get-ClawState a:b -AsOf $moment).Value | Should -Be 3
    }

    It 'takes a duration ago' {
        Clear-ClawStateHistory -Before 30d

        (Get-ClawStatus).HistoryVersions | Should -Be 4
    }

    It 'must be told before when' {
        (Get-Command Clear-ClawStateHistory).Parameters['Before'].Attributes.Where{ $_ -is [Parameter] }.Mandatory | Should -BeTrue
    }

    It 'says with -Verbose how much went' {
        Clear-ClawStateHistory -Before (Get-Date).AddMinutes(1) -Verbose 4>&1 | Out-String | Should -BeLike '*4 versions of 2 entries were deleted.*'
    }

    It 'leaves counting of versions as it was' {
        Clear-ClawStateHistory -Before (Get-Date).AddMinutes(1)

        (Set-ClawState a:b 4 -PassThru).Version | Should -Be 4
    }
}
