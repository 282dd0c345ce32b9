BeforeAll {
    Import-Module "$PSScriptRoot/TestHelpers.psm1" -Force
    Import-Module "$(Get-ModulePath)/ClawPowers"
    Push-Location (New-ScratchFolder)
}

AfterAll {
    Pop-Location
    Remove-Scratch
}

Describe 'Test-ClawState' {
    BeforeEach {
        $null = New-ScratchStore
    }

    It 'says whether a key is there' {
        Set-ClawState a:b ''

        Test-ClawState a:b | Should -BeExactly $true
        Test-ClawState a:c | Should -BeExactly $false
    }

    It 'says no where there is no store, and makes none' {
        Test-ClawState a:b | Should -BeExactly $false

        Join-Path $env:CLAWPOWERS_DIR 'clawpowers.db' | Should -Not -Exist
    }

    It 'says no of a removed entry' {
        Set-ClawState a:b 1
        Remove-ClawState a:b

        Test-ClawState a:b | Should -BeExactly $false
    }

    It 'says whether a pattern matches anything' {
        Set-ClawState a:b 1

        Test-ClawState a:* | Should -BeExactly $true
        Test-ClawState z:* | Should -BeExactly $false
    }

    It 'answers for each key' {
        Set-ClawState a:b 1

        Test-ClawState a:b, a:c, a:* | Should -BeExactly $true, $false, $true
        'a:c', 'a:b' | Test-ClawState | Should -BeExactly $false, $true
    }

    It 'refuses what can not be a key' {
        { Test-ClawState a/b -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidStateKey,ClawPowers.PowerShell.Commands.TestClawStateCommand'
    }
}
