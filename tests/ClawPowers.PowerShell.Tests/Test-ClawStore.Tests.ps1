BeforeAll {
    Import-Module "$PSScriptRoot/TestHelpers.psm1" -Force
    Import-Module "$(Get-ModulePath)/ClawPowers"
    Push-Location (New-ScratchFolder)
}

AfterAll {
    Pop-Location
    Remove-Scratch
}

Describe 'Test-ClawStore' {
    BeforeEach {
        $null = New-ScratchStore
    }

    It 'passes every check of a store in order' {
        Set-ClawState a:b 1

        $checks = Test-ClawStore

        $checks | Should -BeOfType 'ClawPowers.StoreCheck'
        $checks.Check | Should -BeExactly 'Exists', 'Opens', 'Schema', 'Integrity', 'References', 'History', 'SearchIndex', 'Totals', 'Permissions', 'Journal', 'Disk'
        $checks.Where{ -not $_.Passed -and $_.Check -ne 'Disk' } | Should -BeNullOrEmpty
        $checks.Where{ $_.Passed -and $_.Recommendation } | Should -BeNullOrEmpty
    }

    It 'gives a Boolean with -Quiet' {
        Test-ClawStore -Quiet | Should -BeExactly $false
        Initialize-ClawStore
        Test-ClawStore -Quiet | Should -BeExactly $true
    }

    It 'says what to do where there is no store, and makes none' {
        $check = Test-ClawStore

        $check.Check | Should -BeExactly 'Exists'
        $check.Passed | Should -BeFalse
        $check.Recommendation | Should -BeLike '*Initialize-ClawStore*'
        Join-Path $env:CLAWPOWERS_DIR 'clawpowers.db' | Should -Not -Exist
    }

    It 'says what is wrong with a file of another program' {
        Set-Content -LiteralPath (Join-Path $env:CLAWPOWERS_DIR 'clawpowers.db') -Value ('not a database at all. ' * 100)

        $failed = @(Test-ClawStore).Where{ -not $_.Passed }

        $failed.Check | Should -BeExactly 'Opens'
        $failed.Detail | Should -BeExactly 'StoreNotRecognized'
        $failed.Recommendation | Should -BeLike '*not a ClawPowers store*'
        Test-ClawStore -Quiet | Should -BeFalse
    }

    It 'sees that others may read the store' -Skip:$IsWindows {
        Initialize-ClawStore
        [System.IO.File]::SetUnixFileMode($env:CLAWPOWERS_DIR, 'UserRead, UserWrite, UserExecute, OtherRead, OtherExecute')
        [System.IO.File]::SetUnixFileMode((Join-Path $env:CLAWPOWERS_DIR 'clawpowers.db'), 'UserRead, UserWrite, OtherRead')

        $failed = @(Test-ClawStore).Where{ -not $_.Passed }

        $failed.Check | Should -BeExactly 'Permissions'
        $failed.Recommendation | Should -BeLike '*chmod 700*'
    }
}
