BeforeAll {
    Import-Module "$PSScriptRoot/TestHelpers.psm1" -Force
    Import-Module "$(Get-ModulePath)/ClawPowers"
    Push-Location (New-ScratchFolder)
}

AfterAll {
    Pop-Location
    Remove-Scratch
}

Describe 'Remove-ClawState' {
    BeforeEach {
        $null = New-ScratchStore
    }

    It 'removes an entry and keeps its history' {
        Set-ClawState a:b 'kept in history'
        Remove-ClawState a:b | Should -BeNullOrEmpty

        Test-ClawState a:b | Should -BeFalse
        $history = Get-ClawStateHistory a:b
        $history.Change | Should -Be 'Remove', 'Set'
        $history[1].Value | Should -BeExactly 'kept in history'
    }

    It 'emits what was removed with -PassThru, so that it can be put back' {
        Set-ClawState a:b 'value'
        $entry = Remove-ClawState a:b -PassThru

        $entry.Value | Should -BeExactly 'value'
        $entry | Set-ClawState
        (Get-ClawState a:b).Value | Should -BeExactly 'value'
    }

    It 'removes by pattern, and leaves the rest' {
        'd:1', 'd:2', 'e:1' | Set-ClawState -Value 1

        Remove-ClawState d:*

        (Get-ClawState).Key | Should -BeExactly 'e:1'
    }

    It 'fails for a key that is not there and removes the others' {
        'a:1', 'a:2' | Set-ClawState -Value 1

        Remove-ClawState a:1, no:such, a:2 -ErrorVariable failure -ErrorAction SilentlyContinue

        $failure.FullyQualifiedErrorId | Should -BeExactly 'StateKeyNotFound,ClawPowers.PowerShell.Commands.RemoveClawStateCommand'
        $failure.TargetObject | Should -BeExactly 'no:such'
        Get-ClawState | Should -BeNullOrEmpty
    }

    It 'is silent for a pattern that matches nothing' {
        Remove-ClawState no:* -ErrorAction Stop
    }

    It 'removes only the version that was read with -IfVersion' {
        Set-ClawState a:b 1
        Set-ClawState a:b 2

        { Remove-ClawState a:b -IfVersion 1 -ErrorAction Stop } | Should -Throw -ErrorId 'StateVersionConflict,*'
        Remove-ClawState a:b -IfVersion 2
        Test-ClawState a:b | Should -BeFalse
    }

    Context '-Purge' {
        BeforeAll {
            function Get-StoreText {
                # Every byte of the store, log included, as text in which ASCII can be looked for.
                -join (Get-ChildItem -LiteralPath $env:CLAWPOWERS_DIR -File | ForEach-Object { [System.Text.Encoding]::Latin1.GetString([System.IO.File]::ReadAllBytes($_.FullName)) })
            }
        }

        It 'removes once what several patterns match' {
            Set-ClawState over:lap 1
            Remove-ClawState over:*, over:lap -ErrorAction Stop
            Test-ClawState over:lap | Should -BeFalse
        }

        It 'leaves no byte of value, history and index in the file' {
            Set-ClawState a:b 'qvxyzzy-old'
            Set-ClawState a:b 'qvxyzzy-new'
            Set-ClawState a:c 'stays'
            Find-ClawState qvxyzzy | Should -Not -BeNullOrEmpty
            Get-StoreText | Should -BeLike '*qvxyzzy*'

            Remove-ClawState a:b -Purge -Force

            Get-StoreText | Should -Not -BeLike '*qvxyzzy*'
            { Get-ClawStateHistory a:b -ErrorAction Stop } | Should -Throw -ErrorId 'StateKeyNotFound,*'
            Find-ClawState qvxyzzy | Should -BeNullOrEmpty
            (Find-ClawState stays).Key | Should -BeExactly 'a:c'
            Test-ClawStore -Quiet | Should -BeTrue
        }

        It 'erases a removed entry too' {
            Set-ClawState a:b 'qvxyzzy'
            Remove-ClawState a:b

            Remove-ClawState a:b -Purge -Force

            Get-StoreText | Should -Not -BeLike '*qvxyzzy*'
        }

        It 'emits with -PassThru the entries as they were' {
            Set-ClawState a:b 'old'
            $before = Set-ClawState a:b 'new' -ExpiresIn 10m -Agent tester -PassThru
            Set-ClawState a:c 'other' -Project example.com/x/y

            $entries = @(Remove-ClawState a:* -Purge -Force -PassThru -Scope All)

            $entries.Count | Should -Be 2
            $entries.Value | Should -BeExactly 'new', 'other'
            foreach ($property in $before.PSObject.Properties.Name) {
                $entries[0].$property | Should -Be $before.$property -Because "that is its $property"
            }
            $entries[1].Project | Should -BeExactly 'example.com/x/y'
            Get-ClawState -Scope All | Should -BeNullOrEmpty
            (Get-ClawStatus).HistoryVersions | Should -Be 0
        }

        It 'emits nothing with -PassThru for what was removed before, or fails' {
            Set-ClawState a:b 1
            Remove-ClawState a:b

            Remove-ClawState a:b -Purge -Force -PassThru | Should -BeNullOrEmpty

            Set-ClawState a:c 1
            Remove-ClawState a:c -Purge -Force -PassThru -IfVersion 9 -ErrorVariable failure -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
            $failure.FullyQualifiedErrorId | Should -BeLike 'StateVersionConflict,*'
            Test-ClawState a:c | Should -BeTrue
        }

        It 'never lets a version come back' {
            Set-ClawState a:b 1
            Set-ClawState a:b 2
            Remove-ClawState a:b -Purge -Force

            (Set-ClawState a:b 3 -PassThru).Version | Should -BeGreaterThan 2
        }

        It 'names the backups that still hold it' {
            Set-ClawState a:b 1
            $backup = Backup-ClawStore

            Remove-ClawState a:b -Purge -Force -WarningVariable warning -WarningAction SilentlyContinue

            "$warning" | Should -BeLike "*$($backup.Path)*still holds*"
        }

        It 'purges by pattern' {
            'd:1', 'd:2', 'e:1' | Set-ClawState -Value 'qvxyzzy'

            Remove-ClawState d:* -Purge -Force

            (Get-ClawState).Key | Should -BeExactly 'e:1'
        }
    }
}
