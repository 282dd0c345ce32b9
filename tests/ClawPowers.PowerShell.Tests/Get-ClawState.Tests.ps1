BeforeAll {
    Import-Module "$PSScriptRoot/TestHelpers.psm1" -Force
    Import-Module "$(Get-ModulePath)/ClawPowers"
    Push-Location (New-ScratchFolder)
}

AfterAll {
    Pop-Location
    Remove-Scratch
}

Describe 'Get-ClawState' {
    BeforeEach {
        $null = New-ScratchStore
    }

    It 'reads one entry by its key' {
        Set-ClawState debug:pool:root_cause 'Connection not closed'
        Set-ClawState debug:pool:root_cause2 'other'

        $entry = Get-ClawState debug:pool:root_cause

        $entry | Should -BeOfType 'ClawPowers.StateEntry'
        @($entry).Count | Should -Be 1
        $entry.Value | Should -BeExactly 'Connection not closed'
    }

    It 'reads everything in order of key when no key is given' {
        'b', 'a:2', 'a:10', 'B' | Set-ClawState -Value 1

        (Get-ClawState).Key | Should -BeExactly 'B', 'a:10', 'a:2', 'b'
    }

    It 'emits nothing, and makes no store, where there is none' {
        Get-ClawState | Should -BeNullOrEmpty
        Get-ClawState debug:* | Should -BeNullOrEmpty

        Join-Path $env:CLAWPOWERS_DIR 'clawpowers.db' | Should -Not -Exist
    }

    It 'stands for its key as text' {
        Set-ClawState a:b 1

        "$(Get-ClawState a:b)" | Should -BeExactly 'a:b'
    }

    Context 'patterns' {
        BeforeEach {
            'debug:one:root_cause', 'debug:two:root_cause', 'debug:two:note', 'Debug:x', 'debug', 'deb', 'd:a1', 'd:a2', 'd:b1' | Set-ClawState -Value 1
        }

        It 'matches <Pattern>' -ForEach @(
            @{ Pattern = 'debug:*:root_cause'; Keys = 'debug:one:root_cause', 'debug:two:root_cause' }
            @{ Pattern = 'debug*'; Keys = 'debug', 'debug:one:root_cause', 'debug:two:note', 'debug:two:root_cause' }
            @{ Pattern = '*:note'; Keys = @('debug:two:note') }
            @{ Pattern = 'd:a?'; Keys = 'd:a1', 'd:a2' }
            @{ Pattern = 'd:[ab]1'; Keys = 'd:a1', 'd:b1' }
            @{ Pattern = 'd:[^a]*'; Keys = @('d:b1') }
            @{ Pattern = '[D]*'; Keys = @('Debug:x') }
            @{ Pattern = 'nothing:*'; Keys = $null }
        ) {
            (Get-ClawState $Pattern).Key | Should -BeExactly $Keys
        }

        It 'refuses a pattern that can match nothing' {
            { Get-ClawState 'd:[a' -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidStatePattern,ClawPowers.PowerShell.Commands.GetClawStateCommand'
        }

        It 'takes several keys and patterns' {
            (Get-ClawState deb, d:a*).Key | Should -BeExactly 'deb', 'd:a1', 'd:a2'
        }
    }

    Context 'a key that is not there' {
        It 'is an error of that key alone' {
            Set-ClawState a:b 1

            $entries = Get-ClawState no:such, a:b, no:other -ErrorVariable failures -ErrorAction SilentlyContinue

            $entries.Key | Should -BeExactly 'a:b'
            $failures.TargetObject | Should -BeExactly 'no:such', 'no:other'
            $failures[0].FullyQualifiedErrorId | Should -BeExactly 'StateKeyNotFound,ClawPowers.PowerShell.Commands.GetClawStateCommand'
            $failures[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        }

        It 'is the same where there is no store' {
            { Get-ClawState no:such -ErrorAction Stop } | Should -Throw -ErrorId 'StateKeyNotFound,*'
        }

        It 'gives the -Default with -ValueOnly' {
            Get-ClawState no:such -ValueOnly -Default 'fallback' -ErrorAction Stop | Should -BeExactly 'fallback'
            Get-ClawState no:such -Default 'fallback' -ErrorAction Stop | Should -BeExactly 'fallback'
            Get-ClawState no:such -ValueOnly -Default $null -ErrorAction Stop | Should -BeNullOrEmpty
            Get-ClawState no:such -ValueOnly -Default '' -ErrorAction Stop | Should -BeExactly ''
        }

        It 'gives the -Default for each such key and the values of the others' {
            Set-ClawState a:b 7

            Get-ClawState no:such, a:b, no:other -ValueOnly -Default 0 | Should -BeExactly 0, 7, 0
        }
    }

    Context '-ValueOnly' {
        It 'emits the value with its type' {
            Set-ClawState a:number 5
            Set-ClawState a:text 'five'

            Get-ClawState a:number -ValueOnly | Should -BeOfType ([long])
            Get-ClawState a:* -ValueOnly | Should -BeExactly 5, 'five'
        }

        It 'emits an array as one object' {
            Set-ClawState a:array 1, 2, 3

            $values = @(Get-ClawState a:array -ValueOnly | ForEach-Object { , $_ })
            $values.Count | Should -Be 1
            $values[0].Count | Should -Be 3
        }

        It 'prefers what is there to the -Default' {
            Set-ClawState a:empty ''

            Get-ClawState a:empty -ValueOnly -Default 'x' | Should -BeExactly ''
        }
    }

    Context '-AsOf' {
        BeforeEach {
            Set-ClawState a:b 'first'
            Start-Sleep -Milliseconds 30
            $moment = [DateTimeOffset]::UtcNow
            Start-Sleep -Milliseconds 30
            Set-ClawState a:b 'second'
            Set-ClawState a:new 'later'
        }

        It 'reads what was there then' {
            $entry = Get-ClawState a:b -AsOf $moment

            $entry.Value | Should -BeExactly 'first'
            $entry.Version | Should -Be 1
        }

        It 'reads a removed entry from before its removal' {
            Remove-ClawState a:b

            (Get-ClawState a:b -AsOf $moment).Value | Should -BeExactly 'first'
        }

        It 'leaves out of a pattern what came later' {
            (Get-ClawState a:* -AsOf $moment).Key | Should -BeExactly 'a:b'
        }

        It 'fails for a key that was not there yet' {
            { Get-ClawState a:b -AsOf 2026-01-01 -ErrorAction Stop } | Should -Throw '*as of 2026-01-01*' -ErrorId 'StateKeyNotFound,*'
        }

        It 'takes <Name>' -ForEach @(
            @{ Name = 'a DateTime'; Form = { param($m) $m.LocalDateTime } }
            @{ Name = 'a moment as text'; Form = { param($m) $m.ToString('o') } }
        ) {
            (Get-ClawState a:b -AsOf (& $Form $moment)).Value | Should -BeExactly 'first'
        }

        # From asking what time it is to reading the entry, a busy machine takes its time.
        It 'takes <Name>' -ForEach @(
            @{ Name = 'a TimeSpan ago'; Form = { param($m) [DateTimeOffset]::UtcNow - $m } }
            @{ Name = 'a duration ago as text'; Form = { param($m) '{0}ms' -f [math]::Round(([DateTimeOffset]::UtcNow - $m).TotalMilliseconds) } }
        ) {
            Start-Sleep -Milliseconds 30
            $moment = [DateTimeOffset]::UtcNow
            Start-Sleep -Milliseconds 3000
            Set-ClawState a:b 'third'

            (Get-ClawState a:b -AsOf (& $Form $moment)).Value | Should -BeExactly 'second'
        }

        It 'takes a duration ago unquoted, where 30d and 90s are numbers to PowerShell' {
            { Get-ClawState a:b -AsOf 30d -ErrorAction Stop } | Should -Throw -ErrorId 'StateKeyNotFound,*'
            { Get-ClawState a:b -AsOf 90s -ErrorAction Stop } | Should -Throw -ErrorId 'StateKeyNotFound,*'
        }

        It 'reads a date without a time as midnight here' {
            $tomorrow = (Get-Date).AddDays(1).ToString('yyyy-MM-dd')

            (Get-ClawState a:b -AsOf $tomorrow).Value | Should -BeExactly 'second'
        }

        It 'refuses <Text>' -ForEach @(@{ Text = 'yesterday' }, @{ Text = '30' }, @{ Text = '' }) {
            { Get-ClawState a:b -AsOf $Text } | Should -Throw '*is not a moment*30d*' -ErrorId 'ParameterArgumentTransformationError,*'
        }
    }

    It 'streams: the first entry can be had without the last' {
        1..3000 | ForEach-Object { "n:$_" } | Set-ClawState -Value 1
        $seen = 0

        Get-ClawState n:* | ForEach-Object { $seen++; $_ } | Select-Object -First 1 | Should -Not -BeNullOrEmpty

        $seen | Should -Be 1
    }

    It 'finds one character of another script in a key' {
        Set-ClawState '鍵:値' 1

        (Get-ClawState '鍵:*').Key | Should -BeExactly '鍵:値'
        (Get-ClawState '?:値').Key | Should -BeExactly '鍵:値'
    }
}
