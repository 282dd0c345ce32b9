BeforeAll {
    Import-Module "$PSScriptRoot/TestHelpers.psm1" -Force
    Import-Module "$(Get-ModulePath)/ClawPowers"
    Push-Location (New-ScratchFolder)
}

AfterAll {
    Pop-Location
    Remove-Scratch
}

Describe 'Initialize-ClawStore' {
    BeforeEach {
        $null = New-ScratchStore
    }

    It 'makes a store and emits nothing' {
        Initialize-ClawStore | Should -BeNullOrEmpty

        Join-Path $env:CLAWPOWERS_DIR 'clawpowers.db' | Should -Exist
    }

    It 'makes the folders above it' {
        $env:CLAWPOWERS_DIR = Join-Path $env:CLAWPOWERS_DIR 'not/yet/there'

        (Initialize-ClawStore -PassThru).Exists | Should -BeTrue
    }

    It 'emits the status with -PassThru' {
        $status = Initialize-ClawStore -PassThru

        $status | Should -BeOfType 'ClawPowers.StoreStatus'
        $status.Exists | Should -BeTrue
        $status.StoreId | Should -Match '^[0-9a-f-]{32,36}$'
    }

    It 'leaves a store that is there as it is, and says so with -Verbose' {
        Set-ClawState a:b 1
        $before = Get-ClawStatus

        Initialize-ClawStore -Verbose 4>&1 | Out-String | Should -BeLike '*There was a store already.*'

        (Get-ClawStatus).StoreId | Should -BeExactly $before.StoreId
        (Get-ClawState a:b).Value | Should -Be 1
    }

    It 'lets nobody else in' -Skip:$IsWindows {
        $env:CLAWPOWERS_DIR = Join-Path $env:CLAWPOWERS_DIR 'inner'
        Initialize-ClawStore

        [System.IO.File]::GetUnixFileMode($env:CLAWPOWERS_DIR) | Should -Be 'UserExecute, UserWrite, UserRead'
        [System.IO.File]::GetUnixFileMode((Join-Path $env:CLAWPOWERS_DIR 'clawpowers.db')) | Should -Be 'UserWrite, UserRead'
    }

    It 'takes CLAWPOWERS_DIR relative to the location, and ~ as the home folder' {
        $folder = New-ScratchFolder
        Push-Location $folder
        try {
            $env:CLAWPOWERS_DIR = 'here'
            (Initialize-ClawStore -PassThru).Path | Should -BeExactly (Join-Path $folder 'here' 'clawpowers.db')
            $env:CLAWPOWERS_DIR = '~/clawpowers-not-there'
            (Get-ClawStatus).Path | Should -BeExactly (Join-Path ([Environment]::GetFolderPath('UserProfile')) 'clawpowers-not-there' 'clawpowers.db')
        }
        finally {
            Pop-Location
        }
    }
}
