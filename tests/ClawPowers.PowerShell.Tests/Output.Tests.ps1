BeforeAll {
    Import-Module "$PSScriptRoot/TestHelpers.psm1" -Force
    Import-Module "$(Get-ModulePath)/ClawPowers"
    Push-Location (New-ScratchFolder)
}

AfterAll {
    Pop-Location
    Remove-Scratch
}

Describe 'Output' {
    BeforeEach {
        $null = New-ScratchStore
    }

    BeforeAll {
        function Read-Redirected {
            # What an agent gets: the default output of a fresh pwsh, as its bytes say it.
            param([string] $Script)
            $result = Invoke-Pwsh $Script
            $result.ErrorText | Should -BeNullOrEmpty
            $result.ExitCode | Should -Be 0
            $result.Output -replace '\r\n', "`n"
        }

        $stamp = '\d{4}-\d\d-\d\d \d\d:\d\d:\d\d'
        # The view of a person at a terminal: the type without the name that redirected output goes by.
        function ConvertTo-Plain {
            process {
                $_.PSObject.TypeNames.Remove($_.GetType().FullName) | Out-Null
                $_
            }
        }
    }

    Context 'redirected' {
        It 'has whole keys and whole values, no ellipsis and no escape sequences, in UTF-8' {
            $longKey = 'key:' + ('k' * 496)
            $longValue = ('word ' * 500) + ('x' * 2500)
            Set-ClawState $longKey $longValue
            Set-ClawState uni:code 'Zürich 東京 🦞'
            Set-ClawState multi:line "first`nsecond`r`n`nfourth"

            $text = Read-Redirected 'Get-ClawState'

            $text | Should -Not -Match '…'
            $text | Should -Not -Match '\x1b'
            $text | Should -Not -Match '\uFEFF|\uFFFD'
            $lines = $text -split "`n"
            @($lines -match "^$longKey  \(v1, $stamp, global\)$").Count | Should -Be 1
            $lines | Should -Contain "  $longValue"
            $lines | Should -Contain '  Zürich 東京 🦞'
            $text | Should -Match "(?m)^multi:line  \(v1, .*\)`n  first`n  second`n  `n  fourth$"
        }

        It 'has one entry after another and nothing else' {
            Set-ClawState a:1 'one'
            Set-ClawState a:2 2

            Read-Redirected 'Get-ClawState a:*' | Should -Match "\Aa:1  \(v1, $stamp, global\)\n  one\na:2  \(v1, $stamp, global\)\n  2\n\z"
        }

        It 'says who wrote it, where it belongs and when it expires' {
            Set-ClawState a:b 1 -Project example.com/x/y -Agent tester -ExpiresIn 10m

            Read-Redirected 'Get-ClawState a:b -Scope All' | Should -Match "\Aa:b  \(v1, $stamp, example\.com/x/y, by tester, expires $stamp\)\n  1\n\z"
        }

        It 'shows <Name> as <Shown>' -ForEach @(
            @{ Name = 'a dictionary'; Value = [ordered] @{ retries = 3; hosts = 'a', 'ü' }; Shown = '{"retries":3,"hosts":["a","ü"]}' }
            @{ Name = 'an array'; Value = @(1, 'two', $null, $true); Shown = '[1,"two",null,true]' }
            @{ Name = 'an empty array'; Value = @(); Shown = '[]' }
            @{ Name = 'an array of one'; Value = @('x'); Shown = '["x"]' }
            @{ Name = 'a deep dictionary'; Value = @{ a = @{ b = @{ c = @{ d = @{ e = 1 } } } } }; Shown = '{"a":{"b":{"c":{"d":{"e":1}}}}}' }
            @{ Name = 'a double'; Value = 0.1; Shown = '0.1' }
            @{ Name = 'a decimal'; Value = 4.80d; Shown = '4.80' }
            @{ Name = 'a Boolean'; Value = $true; Shown = 'True' }
            @{ Name = 'a moment'; Value = [DateTimeOffset] '2026-11-01T09:30:00.1234567+02:00'; Shown = '2026-11-01T09:30:00.1234567+02:00' }
            @{ Name = 'a date'; Value = [datetime]::new(2026, 11, 1, 9, 30, 0, [DateTimeKind]::Utc); Shown = '2026-11-01T09:30:00.0000000Z' }
            @{ Name = 'empty text'; Value = ''; Shown = '' }
        ) {
            $entry = Set-ClawState a:b $Value -PassThru

            $lines = ($entry | Out-String).TrimEnd("`r", "`n") -split '\r?\n'
            $lines[-1].TrimEnd() | Should -BeExactly "  $Shown".TrimEnd()
        }

        It 'shows numbers and dates the same in any culture' {
            Set-ClawState a:real 1234.5
            Set-ClawState a:date ([datetime]::new(2026, 11, 1, 9, 30, 0, [DateTimeKind]::Utc))

            $text = Read-Redirected '[cultureinfo]::CurrentCulture = "de-DE"; Get-ClawState a:*'

            $text | Should -Match '(?m)^  1234\.5$'
            $text | Should -Match '(?m)^  2026-11-01T09:30:00\.0000000Z$'
        }

        It 'has a view for every type that is emitted' {
            Set-ClawState a:b 'first value' -Agent one -SessionId s-1
            Set-ClawState a:b 'second value'
            Remove-ClawState a:b
            Set-ClawState c:d 'a needle here'
            $text = Read-Redirected '
                "--history"; Get-ClawStateHistory a:b
                "--match"; Find-ClawState needle
                "--check"; Test-ClawStore
                "--status"; Get-ClawStatus
                "--backup"; Backup-ClawStore'

            $text | Should -Not -Match '…|\x1b'
            $parts = $text -split '(?m)^--(\w+)\n'
            $parts[2] | Should -Match "\Aa:b v3  \(Remove, $stamp, global, current\)\n  \(removed\)\na:b v2  \(Set, $stamp, global\)\n  second value\na:b v1  \(Set, $stamp, global, by one, session s-1\)\n  first value\n\z"
            $parts[4] | Should -Match "\Ac:d  \(v1, $stamp, global\)\n  a needle here\n\z"
            $parts[6] | Should -Match "\Aok   Exists      .*\nok   Opens       Read and write\.\n(ok|FAIL) +"
            $parts[8] | Should -Match "\AStore    .*clawpowers\.db\n         schema \d+, \d+ KiB, writable\nProject  \(none here\)\nEntries  0 in this project, 1 global, 1 in all\nHistory  2 older versions, last change $stamp\nRuns     0 in this project, 0 in all\nWrites   go to the global scope\nSession  \(none\)\nVersion  ClawPowers "
            $parts[10] | Should -Match "\A.*clawpowers-.*\.db\n  1 entry, \d+ KiB, schema \d+, made $stamp\n\z"
        }

        It 'says of a failed check what to do' {
            Read-Redirected 'Test-ClawStore' | Should -Match '\AFAIL Exists      There is no store at .*\n     Run Initialize-ClawStore'
        }

        It 'says of a store that is not there how to make it' {
            Read-Redirected 'Get-ClawStatus' | Should -Match 'not there yet: the first write makes it, or Initialize-ClawStore'
        }

        It 'is whole in a file too: <Name>' -ForEach @(
            @{ Name = '>'; Command = 'Get-ClawState > $env:TARGET' }
            @{ Name = 'Out-File'; Command = 'Get-ClawState | Out-File $env:TARGET' }
            @{ Name = 'Out-String'; Command = 'Get-ClawState | Out-String | Set-Content $env:TARGET' }
            @{ Name = 'Tee-Object'; Command = 'Get-ClawState | Tee-Object $env:TARGET | Out-Null' }
        ) {
            $value = ('word ' * 100) + ('x' * 1000)
            Set-ClawState ('k' * 500) $value
            $target = Join-Path (New-ScratchFolder) 'out.txt'

            $result = Invoke-Pwsh $Command -Environment @{ TARGET = $target }

            $result.ErrorText | Should -BeNullOrEmpty
            $written = Get-Content -LiteralPath $target
            $written | Should -Contain "  $value"
            $written -match "^k{500}  \(" | Should -Not -BeNullOrEmpty
            "$written" | Should -Not -Match '…|\x1b'
        }

        It 'can be selected, and is an object for every other command' {
            Set-ClawState a:b 'value' -Agent tester

            Read-Redirected 'Get-ClawState a:b | Select-Object -ExpandProperty Value' | Should -BeExactly "value`n"
            Read-Redirected 'Get-ClawState a:b -ValueOnly' | Should -BeExactly "value`n"
            Read-Redirected 'Get-ClawState a:b | ConvertTo-Csv | Select-Object -First 1' | Should -BeLike '"Key","Value","Version","Scope","Project","CreatedAt","UpdatedAt","ExpiresAt","SessionId","Agent"*'
            Read-Redirected 'Get-ClawState a:b | Select-Object Key, Agent | Format-List | Out-String | ForEach-Object { $_ -replace "\x1b\[[0-9;]*m" }' | Should -Match 'Agent : tester'
        }

        It 'keeps its own view under Format-Table and Format-List: Select-Object chooses columns' {
            Set-ClawState a:b 'value'

            foreach ($format in 'Format-Table Key, Version', 'Format-List', 'Format-Table') {
                Read-Redirected "Get-ClawState a:b | $format" | Should -Match "\Aa:b  \(v1, $stamp, global\)\n  value\n\z"
            }
        }
    }

    Context 'of a value with control characters' {
        BeforeAll {
            $hostile = "needle`e[31m red`a`u{9b}2J`u{7f}`u{0}`ttab`rback`r`nnext`nlast"
            $shown = 'needle\u001b[31m red\u0007\u009b2J\u007f\u0000' + "`t" + 'tab\u000dback'
        }

        BeforeEach {
            Set-ClawState a:b 'before'
            Set-ClawState a:b $hostile
        }

        It 'shows them as escapes in <Name>' -ForEach @(
            @{ Name = 'an entry'; Command = 'Get-ClawState a:b'; Next = $true }
            @{ Name = 'a version'; Command = 'Get-ClawStateHistory a:b | Select-Object -First 1'; Next = $true }
            @{ Name = 'a match'; Command = 'Find-ClawState needle'; Next = $false }
        ) {
            # The words of a match are an excerpt on one line, with the same escapes.
            $expected = $Next ? "\n  $([regex]::Escape($shown))\n  next\n  last\n\z" : '\n  needle\\u001b\[31m red\\u0007\\u009b2J'
            $text = Read-Redirected $Command

            $text | Should -Match $expected
            $text -replace '[\t\n]' | Should -Not -Match '[\x00-\x1f\x7f-\x9f]'

            $atTerminal = (& ([scriptblock]::Create($Command)) | ConvertTo-Plain | Out-String) -replace '\x1b\[[0-9;]*m' -replace '\r\n', "`n"
            $atTerminal | Should -Match ($expected -replace '\\z')
            $atTerminal -replace '[\t\n]' | Should -Not -Match '[\x00-\x1f\x7f-\x9f]'
        }

        It 'shows them so inside a dictionary and an array' {
            Set-ClawState a:dictionary @{ text = "x`e[31m`u{9b}1m" }
            Set-ClawState a:array @("x`e[31m`u{7f}")

            $text = Read-Redirected 'Get-ClawState a:dictionary; Get-ClawState a:array'

            $text | Should -Match '(?m)^  \{"text":"x\\u001b\[31m\\u009b1m"\}$'
            $text | Should -Match '(?m)^  \["x\\u001b\[31m\\u007f"\]$'
        }

        It 'leaves the value itself as it was' {
            (Get-ClawState a:b).Value | Should -BeExactly $hostile
            Get-ClawState a:b -ValueOnly | Should -BeExactly $hostile
            (Get-ClawStateHistory a:b)[0].Value | Should -BeExactly $hostile
            (Find-ClawState needle).Snippet | Should -BeLike "needle`e``[31m red*"
        }
    }

    Context 'at a terminal' {
        It 'shows the same words' {
            Set-ClawState a:1 'one'
            Set-ClawState a:2 'two'

            (Get-ClawState a:* | ConvertTo-Plain | Out-String) -replace '\x1b\[[0-9;]*m' -replace '\r' |
                Should -Match "a:1  \(v1, $stamp, global\)\n  one\n(\n)?a:2  \(v1, $stamp, global\)\n  two\n"
        }

        It 'is a table or a list when asked for' {
            Set-ClawState a:b 'value'
            $entry = Get-ClawState a:b | ConvertTo-Plain

            ($entry | Format-Table Key, Version | Out-String) -replace '\x1b\[[0-9;]*m' | Should -Match 'Key\s+Version\s+---\s+-------\s+a:b\s+1'
            ($entry | Format-List Key, Version | Out-String) -replace '\x1b\[[0-9;]*m' | Should -Match 'Key\s+: a:b\s+Version : 1'
        }
    }

    Context 'as JSON' {
        It 'converts an entry with its value' {
            Set-ClawState cfg:x ([ordered] @{ retries = 3; hosts = 'a', 'b' }) -Agent tester

            $json = Get-ClawState cfg:x | ConvertTo-Json -Depth 5 | ConvertFrom-Json

            $json.Key | Should -BeExactly 'cfg:x'
            $json.Value.retries | Should -Be 3
            $json.Value.hosts | Should -BeExactly 'a', 'b'
            $json.Version | Should -Be 1
            $json.Agent | Should -BeExactly 'tester'
            $json.PSObject.Properties.Name | Should -BeExactly 'Key', 'Value', 'Version', 'Scope', 'Project', 'CreatedAt', 'UpdatedAt', 'ExpiresAt', 'SessionId', 'Agent'
        }

        It 'writes the scope as a word with -EnumsAsStrings' {
            Set-ClawState a:b 1

            Get-ClawState a:b | ConvertTo-Json -EnumsAsStrings -Compress | Should -BeLike '*"Scope":"Global"*'
        }
    }

    Context 'of a setup' {
        It 'keeps the layout of the proofs that follow the steps in one pipeline, also at a terminal' {
            $step = [ClawPowers.SetupStep] @{ Kind = 'Hook'; Target = 'Codex'; Path = 'hooks.json'; Change = 'Give Codex its hook'; IsDone = $true }
            $check = [ClawPowers.HookCheck] @{ Name = 'ExitCode'; Passed = $true; Detail = 'It ended with 0.' }
            $proof = [ClawPowers.ClawHookTest] @{
                Target = 'Codex'; Scope = 'User'; Path = 'hooks.json'; Passed = $true; Checks = [ClawPowers.HookCheck[]] $check; CharacterLimit = 9500; TimeLimit = '0:00:30'
            }

            $text = $step, $proof | Out-String

            $text | Should -BeLike '*Give Codex its hook*'
            $text | Should -BeLike '*passed*ExitCode*It ended with 0.*'
            $text | Should -Not -BeLike '*CharacterLimit*'
        }
    }
}
