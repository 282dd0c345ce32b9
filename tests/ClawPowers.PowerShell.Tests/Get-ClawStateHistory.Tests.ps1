BeforeAll {
    Import-Module "$PSScriptRoot/TestHelpers.psm1" -Force
    Import-Module "$(Get-ModulePath)/ClawPowers"
    Push-Location (New-ScratchFolder)
}

AfterAll {
    Pop-Location
    Remove-Scratch
}

Describe 'Get-ClawStateHistory' {
    BeforeEach {
        $null = New-ScratchStore
    }

    It 'reads the versions, the newest first, with who and when' {
        Set-ClawState a:b 'first' -Agent one -SessionId s-1
        Set-ClawState a:b 'second' -Agent two -ExpiresIn 10m

        $history = Get-ClawStateHistory a:b

        $history | Should -BeOfType 'ClawPowers.StateVersion'
        $history.Version | Should -Be 2, 1
        $history.Value | Should -BeExactly 'second', 'first'
        $history.Agent | Should -BeExactly 'two', 'one'
        $history[1].SessionId | Should -BeExactly 's-1'
        $history.IsCurrent | Should -Be $true, $false
        $history[0].ExpiresAt | Should -Not -BeNullOrEmpty
        $history[0].UpdatedAt | Should -BeGreaterOrEqual $history[1].UpdatedAt
    }

    It 'says what made each version' {
        Set-ClawState a:b 1
        $null = Step-ClawState a:b
        Add-ClawState a:b line
        Undo-ClawState a:b
        Remove-ClawState a:b

        $history = Get-ClawStateHistory a:b
        $history.Change | Should -Be 'Remove', 'Undo', 'Append', 'Step', 'Set'
        $history[0].Value | Should -BeNullOrEmpty
        $history[2].Value | Should -BeExactly "2`nline"
        $history[1].Value | Should -BeExactly 2L
    }

    It 'rebuilds the versions of a log from its lines, Unicode included' {
        'ä', '鍵', '🔑' | ForEach-Object { Add-ClawState log:x $_ }

        (Get-ClawStateHistory log:x).Value | Should -BeExactly "ä`n鍵`n🔑", "ä`n鍵", 'ä'
    }

    It 'reads several keys' {
        'a:1', 'a:2' | Set-ClawState -Value 1

        ('a:1', 'a:2' | Get-ClawStateHistory).Key | Should -BeExactly 'a:1', 'a:2'
        (Get-ClawState a:* | Get-ClawStateHistory).Key | Should -BeExactly 'a:1', 'a:2'
    }

    It 'fails for a key that never was' {
        { Get-ClawStateHistory no:such -ErrorAction Stop } | Should -Throw -ErrorId 'StateKeyNotFound,ClawPowers.PowerShell.Commands.GetClawStateHistoryCommand'
    }

    It 'takes keys, not patterns' {
        { Get-ClawStateHistory a:* -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidStateKey,ClawPowers.PowerShell.Commands.GetClawStateHistoryCommand'
    }
}
