BeforeAll {
    Import-Module "$PSScriptRoot/TestHelpers.psm1" -Force
    Import-Module "$(Get-ModulePath)/ClawPowers"
    Push-Location (New-ScratchFolder)
}

AfterAll {
    Pop-Location
    Remove-Scratch
}

Describe 'Binding' {
    BeforeEach {
        $null = New-ScratchStore
    }

    Context 'from text' {
        It 'takes keys by value' {
            'a:1', 'a:2' | Set-ClawState -Value 1
            ('a:1', 'a:2' | Get-ClawState).Key | Should -BeExactly 'a:1', 'a:2'
            'a:1' | Add-ClawState -Value x
            'a:2' | Step-ClawState | Out-Null
            'a:1', 'a:2' | Test-ClawState | Should -BeExactly $true, $true
            ('a:1' | Get-ClawStateHistory).Count | Should -Be 2
            'a:2' | Undo-ClawState
            'a:1' | Clear-ClawStateHistory -Before (Get-Date).AddMinutes(1)
            'a:1', 'a:2' | Remove-ClawState

            Get-ClawState | Should -BeNullOrEmpty
        }

        It 'takes several keys in one argument where many make sense: <Command>' -ForEach @(
            @{ Command = 'Get-ClawState' }, @{ Command = 'Test-ClawState' }, @{ Command = 'Remove-ClawState' }, @{ Command = 'Get-ClawStateHistory' }
        ) {
            'a:1', 'a:2' | Set-ClawState -Value 1

            & $Command a:1, a:2 -ErrorAction Stop
        }
    }

    Context 'by property name' {
        It 'takes Key and Value of a file of comma-separated values, in one commit' {
            $file = Join-Path (New-ScratchFolder) 'facts.csv'
            Set-Content -LiteralPath $file -Value 'Key,Value,Note', 'fact:1,"one, with comma",x', 'fact:2,2,y'

            Import-Csv -LiteralPath $file | Set-ClawState

            (Get-ClawState fact:*).Value | Should -BeExactly 'one, with comma', '2'
        }

        It 'takes Key of any object: <Command>' -ForEach @(
            @{ Command = 'Get-ClawState' }, @{ Command = 'Test-ClawState' }, @{ Command = 'Step-ClawState' }, @{ Command = 'Undo-ClawState' }
            @{ Command = 'Get-ClawStateHistory' }, @{ Command = 'Remove-ClawState' }
        ) {
            Set-ClawState a:b 1

            [pscustomobject] @{ Key = 'a:b'; Other = 'x' } | & $Command -ErrorAction Stop | Out-Null
        }

        It 'takes Scope and Project of any object' {
            [pscustomobject] @{ Key = 'a:b'; Value = 1; Scope = 'Project'; Project = 'example.com/x/y' } | Set-ClawState
            [pscustomobject] @{ Key = 'a:b'; Value = 2; Scope = 'Global'; Project = $null } | Set-ClawState

            (Get-ClawState a:b -Project example.com/x/y).Value | Should -Be 1
            (Get-ClawState a:b -Scope Global).Value | Should -Be 2
        }

        It 'takes a Value that is an object or an array' {
            [pscustomobject] @{ Key = 'a:b'; Value = 1, 2, 3 } | Set-ClawState
            [pscustomobject] @{ Key = 'a:c'; Value = @{ inner = $true } } | Set-ClawState

            (Get-ClawState a:b).Value.Count | Should -Be 3
            (Get-ClawState a:c).Value.inner | Should -BeTrue
        }

        It 'takes what ConvertFrom-Json makes, nested' {
            '[{"Key":"j:1","Value":{"list":[1,{"deep":true}],"n":null}},{"Key":"j:2","Value":"text"}]' | ConvertFrom-Json | Set-ClawState

            (Get-ClawState j:1).Value.list[1].deep | Should -BeTrue
            (Get-ClawState j:2).Value | Should -BeExactly 'text'
        }

        It 'takes the entries of a hashtable' {
            @{ 'h:1' = 'one'; 'h:2' = 'two' }.GetEnumerator() | Set-ClawState

            (Get-ClawState h:*).Value | Should -BeExactly 'one', 'two'
        }
    }

    Context 'across cmdlets' {
        It 'keeps the scope of an entry that is piped on' {
            Set-ClawState a:b 'project' -Project example.com/x/y
            Set-ClawState a:b 'global' -Scope Global

            $copies = Get-ClawState a:b -Project example.com/x/y | Set-ClawState -PassThru
            $copies.Scope | Should -Be 'Project'
            $copies.Project | Should -BeExactly 'example.com/x/y'

            Get-ClawState a:b -Project example.com/x/y | Remove-ClawState
            Test-ClawState a:b -Project example.com/x/y | Should -BeFalse
            (Get-ClawState a:b -Scope Global).Value | Should -BeExactly 'global'
        }

        It 'changes every scope of -Scope All where it is' {
            Set-ClawState n:x 10 -Project example.com/x/y
            Set-ClawState n:x 20 -Project example.com/other
            Set-ClawState n:x 30 -Scope Global

            Get-ClawState n:x -Scope All | Step-ClawState | Out-Null

            (Get-ClawState n:x -Scope All).Value | Sort-Object | Should -BeExactly 11, 21, 31
        }

        It 'pipes <Source> to Get-ClawState with its scope' -ForEach @(
            @{ Source = 'a match'; Read = { Find-ClawState needle } }
            @{ Source = 'a version'; Read = { Get-ClawStateHistory a:b | Select-Object -First 1 } }
            @{ Source = 'an entry'; Read = { Get-ClawState a:b } }
            @{ Source = 'a selection'; Read = { Get-ClawState a:b | Select-Object Key, Scope, Project } }
        ) {
            Set-ClawState a:b 'needle'
            Set-ClawState a:b 'other' -Project example.com/x/y

            $entry = & $Read | Get-ClawState

            $entry.Value | Should -BeExactly 'needle'
            $entry.Scope | Should -Be 'Global'
        }

        It 'pipes entries to the history, to undo and to a test' {
            Set-ClawState a:b 'one' -Project example.com/x/y
            Set-ClawState a:b 'two' -Project example.com/x/y
            $entry = Get-ClawState a:b -Project example.com/x/y

            @($entry | Get-ClawStateHistory).Count | Should -Be 2
            $entry | Test-ClawState | Should -BeTrue
            $entry | Undo-ClawState
            (Get-ClawState a:b -Project example.com/x/y).Value | Should -BeExactly 'one'
        }

        It 'lets -Scope on the command line win over that of the object' {
            Set-ClawState a:b 'value' -Project example.com/x/y

            Get-ClawState a:b -Project example.com/x/y | Set-ClawState -Scope Global

            (Get-ClawState a:b -Scope Global).Value | Should -BeExactly 'value'
        }

        Context 'where a scope or a project is typed' {
            BeforeAll {
                $later = (Get-Date).AddDays(1)
                # Each entry holds the word for the place it is in; what a command reads or changes says where it looked.
                function Get-Place {
                    Get-ClawState a:b -Scope All | ForEach-Object { "$($_.Project ?? 'global') v$($_.Version)" }
                }
            }

            BeforeEach {
                'old', 'newer', 'global needle' | ForEach-Object { Set-ClawState a:b $_ -Scope Global }
                'old', 'newer', 'needle of y' | ForEach-Object { Set-ClawState a:b $_ -Project example.com/x/y }
                Set-ClawState a:b 'needle of z' -Project example.com/x/z
                # Of every kind: an entry, what was left of it, and its text.
                $fromGlobal = Get-ClawState a:b -Scope Global
                $fromZ = [pscustomobject] @{ Key = 'a:b'; Scope = 'Project'; Project = 'example.com/x/z' }
            }

            It 'reads in the one that is typed: <Name>' -ForEach @(
                @{ Name = 'Get-ClawState'; Read = { param($where) $_ | Get-ClawState @where } }
                @{ Name = 'Get-ClawStateHistory'; Read = { param($where) $_ | Get-ClawStateHistory @where | Select-Object -First 1 } }
            ) {
                foreach ($piped in $fromGlobal, $fromZ) {
                    ($piped | ForEach-Object { & $Read @{ Project = 'example.com/x/y' } }).Project | Should -BeExactly 'example.com/x/y'
                    $found = $piped | ForEach-Object { & $Read @{ Scope = 'Global' } }
                    $found.Scope | Should -Be 'Global'
                    $found.Project | Should -BeNullOrEmpty
                }
            }

            It 'looks in the one that is typed: Test-ClawState' {
                Set-ClawState only:y 1 -Project example.com/x/y

                [pscustomobject] @{ Key = 'only:y'; Scope = 'Global'; Project = $null } | Test-ClawState -Project example.com/x/y | Should -BeTrue
                [pscustomobject] @{ Key = 'only:y'; Scope = 'Project'; Project = 'example.com/x/y' } | Test-ClawState -Scope Global | Should -BeFalse
            }

            It 'changes the one that is typed, and no other: <Name>' -ForEach @(
                @{ Name = 'Set-ClawState'; Version = 4; Change = { param($where) $_ | Set-ClawState -Value 1 @where } }
                @{ Name = 'Add-ClawState'; Version = 4; Change = { param($where) $_ | Add-ClawState -Value 1 @where } }
                @{ Name = 'Undo-ClawState'; Version = 4; Change = { param($where) $_ | Undo-ClawState @where } }
                @{ Name = 'Undo-ClawState of a version'; Version = 4; Change = { param($where) $_ | Get-ClawStateHistory | Select-Object -First 1 | Undo-ClawState @where -ErrorAction SilentlyContinue } }
                @{ Name = 'Remove-ClawState'; Version = $null; Change = { param($where) $_ | Remove-ClawState @where } }
                @{ Name = 'Remove-ClawState by pattern'; Version = $null; Change = { param($where) [pscustomobject] @{ Key = 'a:*'; Scope = $_.Scope; Project = $_.Project } | Remove-ClawState @where } }
                @{ Name = 'Remove-ClawState -Purge'; Version = $null; Change = { param($where) $_ | Remove-ClawState -Purge -Force @where } }
            ) {
                # From another project to a third, and from there to the global scope.
                $fromZ | ForEach-Object { & $Change @{ Project = 'example.com/x/y' } }
                $expected = 'global v3', $(if ($Version) { "example.com/x/y v$Version" }), 'example.com/x/z v1' | Where-Object { $_ }
                Get-Place | Should -BeExactly $expected

                $fromZ | ForEach-Object { & $Change @{ Scope = 'Global' } }
                $expected = $(if ($Version) { "global v$Version" }), $(if ($Version) { "example.com/x/y v$Version" }), 'example.com/x/z v1' | Where-Object { $_ }
                Get-Place | Should -BeExactly $expected
            }

            It 'changes a project that is typed, and not the global scope of the object: <Name>' -ForEach @(
                @{ Name = 'Set-ClawState'; Change = { $fromGlobal | Set-ClawState -Value 1 -Project example.com/x/y } }
                @{ Name = 'Add-ClawState'; Change = { $fromGlobal | Add-ClawState -Value 1 -Project example.com/x/y } }
                @{ Name = 'Undo-ClawState'; Change = { $fromGlobal | Undo-ClawState -Project example.com/x/y } }
                @{ Name = 'Undo-ClawState of a version'; Change = { Get-ClawStateHistory a:b | Where-Object Version -eq 2 | Undo-ClawState -Project example.com/x/y } }
            ) {
                & $Change

                Get-Place | Should -BeExactly 'global v3', 'example.com/x/y v4', 'example.com/x/z v1'
            }

            It 'removes from a project that is typed, and not from the global scope of the object' {
                $fromGlobal | Remove-ClawState -Project example.com/x/y

                Get-Place | Should -BeExactly 'global v3', 'example.com/x/z v1'
            }

            It 'steps the one that is typed' {
                Set-ClawState n:x 10 -Scope Global
                Set-ClawState n:x 20 -Project example.com/x/y

                (Get-ClawState n:x -Scope Global | Step-ClawState -Project example.com/x/y).Value | Should -BeExactly 21L
                (Get-ClawState n:x -Project example.com/x/y | Step-ClawState -Scope Global).Value | Should -BeExactly 11L
            }

            It 'clears the history of the one that is typed' {
                $fromGlobal | Clear-ClawStateHistory -Before $later -Project example.com/x/y
                @(Get-ClawStateHistory a:b -Project example.com/x/y).Count | Should -Be 1
                @(Get-ClawStateHistory a:b -Scope Global).Count | Should -Be 3

                $fromZ | Clear-ClawStateHistory -Before $later -Scope Global
                @(Get-ClawStateHistory a:b -Scope Global).Count | Should -Be 1
            }

            It 'means with -Scope Project the project of the location, not that of the object' {
                Push-Location (New-ScratchRepository -Origin 'https://example.com/x/here.git')
                try {
                    ($fromZ | Set-ClawState -Value 1 -Scope Project -PassThru).Project | Should -BeExactly 'example.com/x/here'
                }
                finally {
                    Pop-Location
                }
            }

            It 'holds for every object in the pipeline' {
                $entries = Get-ClawState a:b -Scope All | Set-ClawState -Project example.com/x/new -PassThru

                $entries.Project | Should -BeExactly 'example.com/x/new', 'example.com/x/new', 'example.com/x/new'
            }
        }

        It 'lets -Value on the command line win over that of the object' {
            Set-ClawState a:b 'value'

            Get-ClawState a:b | Set-ClawState -Value 'new'

            (Get-ClawState a:b).Value | Should -BeExactly 'new'
        }

        It 'survives a way through a file: Export-Clixml and ConvertTo-Json' {
            Set-ClawState a:b @{ list = 1, 2 } -Project example.com/x/y
            $folder = New-ScratchFolder
            Get-ClawState a:b -Project example.com/x/y | Export-Clixml -LiteralPath (Join-Path $folder 'x.xml')
            Get-ClawState a:b -Project example.com/x/y | ConvertTo-Json -Depth 5 | Set-Content -LiteralPath (Join-Path $folder 'x.json')
            Remove-ClawState a:b -Project example.com/x/y

            Import-Clixml -LiteralPath (Join-Path $folder 'x.xml') | Set-ClawState
            (Get-ClawState a:b -Project example.com/x/y).Value.list[1] | Should -Be 2
            Remove-ClawState a:b -Project example.com/x/y

            Get-Content -LiteralPath (Join-Path $folder 'x.json') -Raw | ConvertFrom-Json | Set-ClawState
            (Get-ClawState a:b -Project example.com/x/y).Value.list[1] | Should -Be 2
        }
    }

    Context 'the shape of the commands' {
        It 'is an approved verb and a singular noun with the prefix: <_>' -ForEach @(
            'Initialize-ClawStore', 'Get-ClawStatus', 'Test-ClawStore', 'Backup-ClawStore', 'Restore-ClawStore', 'Get-ClawState', 'Set-ClawState', 'Add-ClawState'
            'Step-ClawState', 'Test-ClawState', 'Remove-ClawState', 'Find-ClawState', 'Undo-ClawState', 'Get-ClawStateHistory', 'Clear-ClawStateHistory'
        ) {
            $command = Get-Command $_ -Module ClawPowers

            $command.CommandType | Should -Be 'Cmdlet'
            $command.Verb | Should -BeIn (Get-Verb).Verb
            $command.OutputType | Should -Not -BeNullOrEmpty
            # What changes something can be rehearsed; what reads does not pretend to.
            $command.Parameters.ContainsKey('WhatIf') | Should -Be ($command.Verb -notin 'Get', 'Test', 'Find')
            $command.Parameters.Values.ParameterType.Assembly.GetName().Name | Sort-Object -Unique |
                Should -BeIn 'System.Private.CoreLib', 'System.Management.Automation', 'ClawPowers.Abstractions'
        }
    }
}
