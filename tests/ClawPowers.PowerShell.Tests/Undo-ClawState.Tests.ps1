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

    Context 'to a version out of the history' {
        BeforeEach {
            1..4 | ForEach-Object { Set-ClawState a:b "v$_" }
        }

        It 'returns to the one that is piped, and not to the one before the current' {
            Get-ClawStateHistory a:b | Where-Object Version -eq 1 | Undo-ClawState | Should -BeNullOrEmpty

            $entry = Get-ClawState a:b
            $entry.Value | Should -BeExactly 'v1'
            $entry.Version | Should -Be 5
        }

        It 'takes it as -InputObject too' {
            $version = @(Get-ClawStateHistory a:b).Where{ $_.Version -eq 2 }[0]

            (Undo-ClawState -InputObject $version -PassThru).Value | Should -BeExactly 'v2'
        }

        It 'returns to those of several entries in one commit' {
            1..3 | ForEach-Object { Set-ClawState a:c "c$_" }

            $entries = 'a:b', 'a:c' | Get-ClawStateHistory | Where-Object Version -eq 2 | Undo-ClawState -PassThru

            $entries.Value | Should -BeExactly 'v2', 'c2'
        }

        It 'changes the entry in the scope of the version' {
            'first', 'second', 'third' | ForEach-Object { Set-ClawState a:b $_ -Project example.com/x/y }

            Get-ClawStateHistory a:b -Project example.com/x/y | Where-Object Version -eq 1 | Undo-ClawState

            (Get-ClawState a:b -Project example.com/x/y).Value | Should -BeExactly 'first'
            (Get-ClawState a:b -Scope Global).Value | Should -BeExactly 'v4'
        }

        It 'removes the entry again for a removal' {
            Remove-ClawState a:b
            Set-ClawState a:b 'again'

            Get-ClawStateHistory a:b | Where-Object Change -eq Remove | Undo-ClawState -PassThru | Should -BeNullOrEmpty

            Test-ClawState a:b | Should -BeFalse
        }

        It 'lets -Version on the command line win' {
            Get-ClawStateHistory a:b | Where-Object Version -eq 1 | Undo-ClawState -Version 3

            (Get-ClawState a:b).Value | Should -BeExactly 'v3'
        }

        It 'takes as a key what only looks like a version: <Name>' -ForEach @(
            @{ Name = 'a selection of its properties'; Undo = { Get-ClawStateHistory a:b | Where-Object Version -eq 1 | Select-Object Key, Version | Undo-ClawState } }
            @{ Name = 'a selection, with a scope that is typed'; Undo = { Get-ClawStateHistory a:b | Where-Object Version -eq 1 | Select-Object Key, Version, Scope | Undo-ClawState -Scope Global } }
            @{ Name = 'any object, with a scope that is typed'; Undo = { [pscustomobject] @{ Key = 'a:b'; Project = 'example.com/x/z' } | Undo-ClawState -Scope Global } }
            @{ Name = 'any object with a scope'; Undo = { [pscustomobject] @{ Key = 'a:b'; Scope = 'Global'; Project = '' } | Undo-ClawState } }
            @{ Name = 'JSON'; Undo = { '{"Key":"a:b","Value":1,"Version":2,"Scope":"Global","Project":null,"Agent":"x"}' | ConvertFrom-Json | Undo-ClawState } }
            @{ Name = 'an entry of a hashtable'; Undo = { @{ 'a:b' = 1 }.GetEnumerator() | Undo-ClawState } }
            @{ Name = 'a version read back from a file'; Undo = { $file = Join-Path (New-ScratchFolder) 'v.xml'; @(Get-ClawStateHistory a:b)[-1] | Export-Clixml $file; Import-Clixml $file | Undo-ClawState } }
            @{ Name = 'an entry, with a scope that is typed'; Undo = { Get-ClawState a:b | Undo-ClawState -Scope Global } }
            @{ Name = 'text, with a scope that is typed'; Undo = { 'a:b' | Undo-ClawState -Scope Global } }
        ) {
            & $Undo

            $entry = Get-ClawState a:b
            $entry.Value | Should -BeExactly 'v3'
            $entry.Version | Should -Be 5
        }

        It 'keeps the project of what only looks like a version: <Name>' -ForEach @(
            @{ Name = 'a selection'; Undo = { Get-ClawState a:b -Project example.com/x/y | Select-Object Key, Version, Scope, Project | Undo-ClawState } }
            @{ Name = 'a key with a project'; Undo = { [pscustomobject] @{ Key = 'a:b'; Project = 'example.com/x/y' } | Undo-ClawState } }
            @{ Name = 'comma-separated values'; Undo = { 'Key,Project,Version', 'a:b,example.com/x/y,1' | ConvertFrom-Csv | Undo-ClawState } }
        ) {
            'first', 'second', 'third' | ForEach-Object { Set-ClawState a:b $_ -Project example.com/x/y }

            & $Undo

            (Get-ClawState a:b -Project example.com/x/y).Value | Should -BeExactly 'second'
            (Get-ClawState a:b -Scope Global).Value | Should -BeExactly 'v4'
        }

        It 'says with -WhatIf to which version' {
            $result = Invoke-Pwsh 'Get-ClawStateHistory a:b | Where-Object Version -eq 2 | Undo-ClawState -WhatIf'

            $result.Output.Trim() | Should -BeExactly 'What if: Return to version 2 of a:b (the global scope).'
            (Get-ClawState a:b).Version | Should -Be 4
        }

        It 'fails about the version itself when it was cleared meanwhile' {
            $version = @(Get-ClawStateHistory a:b)[-1]
            Clear-ClawStateHistory a:b -Before (Get-Date).AddMinutes(1)

            $version | Undo-ClawState -ErrorVariable failure -ErrorAction SilentlyContinue

            $failure.FullyQualifiedErrorId | Should -BeExactly 'StateVersionNotFound,ClawPowers.PowerShell.Commands.UndoClawStateCommand'
            $failure.TargetObject | Should -Be $version
        }
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
