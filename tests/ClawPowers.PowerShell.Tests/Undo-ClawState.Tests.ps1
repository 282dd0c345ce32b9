BeforeAll {
    Import-Module "$PSScriptRoot/TestHelpers.psm1" -Force
    Import-Module "$(Get-ModulePath)/ClawPowers"
    Push-Location (New-ScratchFolder)
}

AfterAll {
    Pop-Location
    Remove-Scratch
}

Describe 'Undo-ClawState' {
    BeforeEach {
        $null = New-ScratchStore
    }

    It 'writes the previous version as a new one' {
        Set-ClawState a:b 'first'
        Set-ClawState a:b 'second'

        Undo-ClawState a:b | Should -BeNullOrEmpty

        $entry = Get-ClawState a:b
        $entry.Value | Should -BeExactly 'first'
        $entry.Version | Should -Be 3
        (Get-ClawStateHistory a:b).Change | Should -Be 'Undo', 'Set', 'Set'
    }

    It 'can itself be undone' {
        Set-ClawState a:b 'first'
        Set-ClawState a:b 'second'
        Undo-ClawState a:b
        Undo-ClawState a:b

        (Get-ClawState a:b).Value | Should -BeExactly 'second'
    }

    It 'brings a removed entry back' {
        Set-ClawState a:b 'value'
        Remove-ClawState a:b

        (Undo-ClawState a:b -PassThru).Value | Should -BeExactly 'value'
    }

    It 'takes away what was written first, and emits nothing then' {
        Set-ClawState a:b 'value'

        Undo-ClawState a:b -PassThru | Should -BeNullOrEmpty
        Test-ClawState a:b | Should -BeFalse
    }

    It 'returns to any -Version' {
        1..5 | ForEach-Object { Set-ClawState a:b "v$_" }

        (Undo-ClawState a:b -Version 2 -PassThru).Value | Should -BeExactly 'v2'
        (Undo-ClawState a:b 4 -PassThru).Value | Should -BeExactly 'v4'
    }

    It 'undoes an append and a step' {
        Add-ClawState log:x one
        Add-ClawState log:x two
        $null = Step-ClawState n:x 5
        $null = Step-ClawState n:x 5

        'log:x', 'n:x' | Undo-ClawState

        (Get-ClawState log:x).Value | Should -BeExactly 'one'
        (Get-ClawState n:x).Value | Should -BeExactly 5L
    }

    It 'undoes several keys in one pipeline' {
        'a:1', 'a:2' | Set-ClawState -Value old
        'a:1', 'a:2' | Set-ClawState -Value new

        Get-ClawState a:* | Undo-ClawState

        (Get-ClawState a:*).Value | Should -BeExactly 'old', 'old'
    }

    It 'fails for a key that never was' {
        { Undo-ClawState no:such -ErrorAction Stop } | Should -Throw -ErrorId 'StateKeyNotFound,ClawPowers.PowerShell.Commands.UndoClawStateCommand'
    }

    It 'fails for a version that is not there' {
        Set-ClawState a:b 1

        { Undo-ClawState a:b -Version 7 -ErrorAction Stop } | Should -Throw '*version 7*' -ErrorId 'StateVersionNotFound,ClawPowers.PowerShell.Commands.UndoClawStateCommand'
    }

    It 'fails for a version that was cleared from the history' {
        Set-ClawState a:b 1
        Set-ClawState a:b 2
        Clear-ClawStateHistory a:b -Before (Get-Date).AddMinutes(1)

        { Undo-ClawState a:b -ErrorAction Stop } | Should -Throw -ErrorId 'StateVersionNotFound,*'
        (Get-ClawState a:b).Value | Should -Be 2
    }

    It 'undoes only the version that was read with -IfVersion' {
        Set-ClawState a:b 1
        Set-ClawState a:b 2

        { Undo-ClawState a:b -IfVersion 1 -ErrorAction Stop } | Should -Throw -ErrorId 'StateVersionConflict,*'
    }
}
