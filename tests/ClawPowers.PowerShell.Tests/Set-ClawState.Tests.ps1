BeforeAll {
    Import-Module "$PSScriptRoot/TestHelpers.psm1" -Force
    Import-Module "$(Get-ModulePath)/ClawPowers"
    Push-Location (New-ScratchFolder)
}

AfterAll {
    Pop-Location
    Remove-Scratch
}

Describe 'Set-ClawState' {
    BeforeEach {
        $null = New-ScratchStore
    }

    It 'emits nothing' {
        Set-ClawState debug:pool:observation 'Timeout after 50 requests' | Should -BeNullOrEmpty
    }

    It 'emits the entry as it was stored with -PassThru' {
        $entry = Set-ClawState debug:pool:observation 'Timeout after 50 requests' -PassThru

        $entry | Should -BeOfType 'ClawPowers.StateEntry'
        $entry.Key | Should -BeExactly 'debug:pool:observation'
        $entry.Value | Should -BeExactly 'Timeout after 50 requests'
        $entry.Version | Should -Be 1
        $entry.Scope | Should -Be 'Global'
        $entry.Project | Should -BeNullOrEmpty
        $entry.CreatedAt | Should -Be $entry.UpdatedAt
        $entry.UpdatedAt.Offset | Should -Be ([timespan]::Zero)
        ([DateTimeOffset]::UtcNow - $entry.UpdatedAt).TotalSeconds | Should -BeLessThan 30
        $entry.ExpiresAt | Should -BeNullOrEmpty
    }

    It 'counts versions and keeps when the entry came into being' {
        $first = Set-ClawState a:b 1 -PassThru
        $second = Set-ClawState a:b 2 -PassThru

        $second.Version | Should -Be 2
        $second.CreatedAt | Should -Be $first.CreatedAt
    }

    It 'goes on counting versions after a removal' {
        Set-ClawState a:b 1
        Remove-ClawState a:b

        (Set-ClawState a:b 2 -PassThru).Version | Should -Be 3
    }

    It 'books a change to CLAWPOWERS_SESSION and CLAWPOWERS_AGENT' {
        $env:CLAWPOWERS_SESSION = 's-1'
        $env:CLAWPOWERS_AGENT = 'tester'

        $entry = Set-ClawState a:b 1 -PassThru

        $entry.SessionId | Should -BeExactly 's-1'
        $entry.Agent | Should -BeExactly 'tester'
    }

    It 'books a change to -SessionId and -Agent before the environment' {
        $env:CLAWPOWERS_SESSION = 's-1'
        $env:CLAWPOWERS_AGENT = 'tester'

        $entry = Set-ClawState a:b 1 -SessionId s-2 -Agent other -PassThru

        $entry.SessionId | Should -BeExactly 's-2'
        $entry.Agent | Should -BeExactly 'other'
    }

    Context 'values' {
        It 'keeps <Name> as <Type>' -ForEach @(
            @{ Name = 'text'; Value = 'hello'; Type = 'System.String'; Expected = 'hello' }
            @{ Name = 'empty text'; Value = ''; Type = 'System.String'; Expected = '' }
            @{ Name = 'Unicode text'; Value = "Zürich 東京 🦞 e`u{301}"; Type = 'System.String'; Expected = "Zürich 東京 🦞 e`u{301}" }
            @{ Name = 'text that looks like SQL'; Value = "'; DROP TABLE entry; --"; Type = 'System.String'; Expected = "'; DROP TABLE entry; --" }
            @{ Name = 'text that looks like a number'; Value = '007'; Type = 'System.String'; Expected = '007' }
            @{ Name = 'lines'; Value = "one`ntwo`r`nthree"; Type = 'System.String'; Expected = "one`ntwo`r`nthree" }
            @{ Name = 'a character'; Value = [char] 'x'; Type = 'System.String'; Expected = 'x' }
            @{ Name = 'an int'; Value = 42; Type = 'System.Int64'; Expected = 42L }
            @{ Name = 'the largest long'; Value = [long]::MaxValue; Type = 'System.Int64'; Expected = [long]::MaxValue }
            @{ Name = 'a byte'; Value = [byte] 200; Type = 'System.Int64'; Expected = 200L }
            @{ Name = 'a double'; Value = 0.1; Type = 'System.Double'; Expected = 0.1 }
            @{ Name = 'a single'; Value = [float] 0.5; Type = 'System.Double'; Expected = 0.5 }
            @{ Name = 'a decimal'; Value = 12345678901234567890.12d; Type = 'System.Decimal'; Expected = 12345678901234567890.12d }
            @{ Name = 'true'; Value = $true; Type = 'System.Boolean'; Expected = $true }
            @{ Name = 'false'; Value = $false; Type = 'System.Boolean'; Expected = $false }
        ) {
            Set-ClawState a:value $Value

            $kept = (Get-ClawState a:value).Value
            $kept.GetType().FullName | Should -BeExactly $Type
            $kept | Should -BeExactly $Expected
        }

        It 'keeps a date to the tick, with its kind' -ForEach @(
            @{ Kind = 'Utc' }, @{ Kind = 'Unspecified' }
        ) {
            $value = [datetime]::new(639000000001234567, $Kind)
            Set-ClawState a:value $value

            $kept = (Get-ClawState a:value).Value
            $kept | Should -BeOfType ([datetime])
            $kept.Ticks | Should -Be $value.Ticks
            $kept.Kind | Should -Be $Kind
        }

        It 'keeps a moment with its offset' {
            $value = [DateTimeOffset] '2026-11-01T09:30:00.1234567+02:00'
            Set-ClawState a:value $value

            $kept = (Get-ClawState a:value).Value
            $kept | Should -BeOfType ([DateTimeOffset])
            $kept.EqualsExact($value) | Should -BeTrue
        }

        It 'keeps a hashtable, nested, as a case-insensitive dictionary' {
            Set-ClawState cfg:x @{ retries = 3; hosts = 'a', 'b'; inner = @{ Deep = $true; none = $null } }

            $value = (Get-ClawState cfg:x).Value
            $value | Should -BeOfType ([System.Collections.IDictionary])
            $value.retries | Should -BeExactly 3L
            $value.RETRIES | Should -BeExactly 3L
            $value.hosts[1] | Should -BeExactly 'b'
            $value.inner.deep | Should -BeTrue
            $value.inner.Contains('none') | Should -BeTrue
            $value.inner.none | Should -BeNullOrEmpty
        }

        It 'keeps the order of an ordered dictionary and of a custom object' {
            Set-ClawState a:ordered ([ordered] @{ zebra = 1; apple = 2; mango = 3 })
            Set-ClawState a:object ([pscustomobject] @{ zebra = 1; apple = 2; mango = [pscustomobject] @{ b = 1; a = 2 } })

            @((Get-ClawState a:ordered).Value.Keys) | Should -BeExactly 'zebra', 'apple', 'mango'
            @((Get-ClawState a:object).Value.Keys) | Should -BeExactly 'zebra', 'apple', 'mango'
            @((Get-ClawState a:object).Value.mango.Keys) | Should -BeExactly 'b', 'a'
        }

        It 'keeps numbers in a dictionary as what they are' {
            Set-ClawState a:value @{ whole = 2; real = 2.0; exact = 0.12345678901234567890d }

            $value = (Get-ClawState a:value).Value
            $value.whole | Should -BeOfType ([long])
            $value.real | Should -BeOfType ([double])
            $value.exact | Should -BeOfType ([decimal])
            $value.exact | Should -BeExactly 0.12345678901234567890d
        }

        It 'keeps arrays of every size as arrays' -ForEach @(
            @{ Value = @() }, @{ Value = @(1) }, @{ Value = @(1, 'two', $null, 4.5) }
        ) {
            Set-ClawState a:value $Value

            $kept = (Get-ClawState a:value).Value
            , $kept | Should -BeOfType ([object[]])
            $kept.Count | Should -Be $Value.Count
            for ($i = 0; $i -lt $Value.Count; $i++) {
                $kept[$i] | Should -BeExactly $Value[$i]
            }
        }

        It 'keeps an array in an array' {
            Set-ClawState a:value @(, @(1, 2))

            $kept = (Get-ClawState a:value).Value
            $kept.Count | Should -Be 1
            $kept[0].Count | Should -Be 2
        }

        It 'keeps the text of Get-Content without the notes PowerShell hangs on it' {
            $file = Join-Path (New-ScratchFolder) 'note.txt'
            Set-Content -LiteralPath $file -Value 'first line', 'second line'

            Set-ClawState a:line (Get-Content -LiteralPath $file -TotalCount 1)
            Set-ClawState a:lines (Get-Content -LiteralPath $file)
            Set-ClawState a:raw (Get-Content -LiteralPath $file -Raw)
            Set-ClawState a:inside @{ line = Get-Content -LiteralPath $file -TotalCount 1 }

            (Get-ClawState a:line).Value | Should -BeExactly 'first line'
            (Get-ClawState a:lines).Value | Should -BeExactly 'first line', 'second line'
            (Get-ClawState a:raw).Value | Should -Match '^first line\r?\nsecond line\r?\n$'
            (Get-ClawState a:inside).Value.line | Should -BeExactly 'first line'
        }

        It 'keeps 10 MB' {
            $value = 'x' * 10MB
            Set-ClawState a:large $value

            (Get-ClawState a:large).Value.Length | Should -Be 10MB
        }

        It 'refuses <Name>' -ForEach @(
            @{ Name = 'null'; Value = $null; Reason = '*it is null*' }
            @{ Name = 'an enum'; Value = [DayOfWeek]::Monday; Reason = '*System.DayOfWeek*' }
            @{ Name = 'an enum in a dictionary'; Value = @{ day = [DayOfWeek]::Monday }; Reason = '*System.DayOfWeek*' }
            @{ Name = 'a live object'; Value = [System.IO.FileInfo]::new('x'); Reason = '*System.IO.FileInfo*' }
            @{ Name = 'not a number'; Value = [double]::NaN; Reason = '*NaN*' }
            @{ Name = 'infinity in an array'; Value = @(1, [double]::PositiveInfinity); Reason = '*Infinity*' }
            @{ Name = 'too large an integer'; Value = [ulong]::MaxValue; Reason = '*18446744073709551615*' }
            @{ Name = 'half a surrogate pair'; Value = [string] [char] 0xD83E; Reason = '*surrogate*' }
            @{ Name = 'keys that differ only in case'; Value = 'made below'; Reason = '*case*'; Twins = 'a', 'A' }
        ) {
            if ($Twins) {
                $Value = [System.Collections.Generic.Dictionary[string, object]]::new()
                $Twins.ForEach{ $Value[$_] = 1 }
            }

            Set-ClawState a:value $Value -ErrorVariable failure -ErrorAction SilentlyContinue

            $failure.FullyQualifiedErrorId | Should -BeExactly 'UnsupportedValue,ClawPowers.PowerShell.Commands.SetClawStateCommand'
            $failure.Exception.Message | Should -BeLike $Reason
            Test-ClawState a:value | Should -BeFalse
        }

        It 'takes 32 levels and refuses 33' {
            $levels = { param($count) $value = 'core'; for ($i = 0; $i -lt $count; $i++) { $value = @{ inner = $value } }; $value }

            Set-ClawState deep:32 (& $levels 32)
            { Set-ClawState deep:33 (& $levels 33) -ErrorAction Stop } | Should -Throw -ErrorId 'UnsupportedValue,*'

            $value = (Get-ClawState deep:32).Value
            for ($i = 0; $i -lt 32; $i++) { $value = $value.inner }
            $value | Should -BeExactly 'core'
        }

        It 'refuses at once what contains itself, however often' {
            $circle = @{}
            $circle.a = $circle
            $circle.b = $circle
            $circle.c = , $circle
            $clock = [System.Diagnostics.Stopwatch]::StartNew()

            { Set-ClawState a:circle $circle -ErrorAction Stop } | Should -Throw -ErrorId 'UnsupportedValue,*'

            $clock.Elapsed.TotalSeconds | Should -BeLessThan 20
        }
    }

    Context 'numbers that are typed without quotes' {
        BeforeAll {
            # What a person types: the text goes through the parser.
            function Invoke-Typed {
                param([string] $Command)
                & ([scriptblock]::Create($Command))
            }
        }

        It 'keeps <Text> as the text it is' -ForEach @(
            @{ Text = '007' }, @{ Text = '00' }, @{ Text = '30d' }, @{ Text = '90s' }, @{ Text = '12e34567' }, @{ Text = '1e3' }, @{ Text = '12E5' }
            @{ Text = '5l' }, @{ Text = '2u' }, @{ Text = '5.' }, @{ Text = '0b11' }, @{ Text = '007.50' }, @{ Text = '-7' }
        ) {
            Invoke-Typed "Set-ClawState a:position $Text"
            Invoke-Typed "Set-ClawState a:name -Value $Text"
            Invoke-Typed "Set-ClawState a:colon -Value:$Text"

            foreach ($value in (Get-ClawState a:*).Value) {
                $value | Should -BeOfType ([string])
                $value | Should -BeExactly $Text
            }
            @(Get-ClawState a:*).Count | Should -Be 3
        }

        It 'reads <Text> as <Expected>' -ForEach @(
            @{ Text = '5'; Expected = 5L }, @{ Text = '0'; Expected = 0L }, @{ Text = '1.50'; Expected = 1.5 }, @{ Text = '0.10'; Expected = 0.1 }, @{ Text = '.5'; Expected = 0.5 }
            @{ Text = '0x1F'; Expected = 31L }, @{ Text = '0xFFFFFFFFFF'; Expected = 1099511627775L }, @{ Text = '1kb'; Expected = 1024L }
            @{ Text = '10GB'; Expected = 10737418240L }, @{ Text = '1.5kb'; Expected = 1536.0 }, @{ Text = '9223372036854775807'; Expected = [long]::MaxValue }
            @{ Text = '(-7)'; Expected = -7L }, @{ Text = '(007)'; Expected = 7L }, @{ Text = '(1e3)'; Expected = 1000.0 }
        ) {
            Invoke-Typed "Set-ClawState a:b $Text"

            $value = (Get-ClawState a:b).Value
            $value.GetType() | Should -Be $Expected.GetType()
            $value | Should -BeExactly $Expected
        }

        It 'keeps the type of what is in a variable: <Text>' -ForEach @(
            @{ Text = '007'; Expected = 7L }, @{ Text = '30d'; Expected = 30d }, @{ Text = '12e3'; Expected = 12000.0 }, @{ Text = '1.50d'; Expected = 1.5d }
        ) {
            Invoke-Typed "`$number = $Text; Set-ClawState a:variable `$number"
            Invoke-Typed "`$splat = @{ Value = $Text }; Set-ClawState a:splat @splat"
            Invoke-Typed "[pscustomobject] @{ Key = 'a:piped'; Value = $Text } | Set-ClawState"

            $values = @((Get-ClawState a:*).Value)
            $values.Count | Should -Be 3
            foreach ($value in $values) {
                $value.GetType() | Should -Be $Expected.GetType()
                $value | Should -BeExactly $Expected
            }
        }
    }

    Context 'keys' {
        It 'takes <Key>' -ForEach @(
            @{ Key = 'one' }, @{ Key = 'a:b:c:d:e' }, @{ Key = 'with space:and.dot' }, @{ Key = 'Schlüssel:鍵:🔑' }, @{ Key = 'a__b' }, @{ Key = "it's:`"quoted`"" }
        ) {
            Set-ClawState $Key 1

            (Get-ClawState $Key).Key | Should -BeExactly $Key
        }

        It 'tells keys apart by case' {
            Set-ClawState a:B 1
            Set-ClawState a:b 2

            (Get-ClawState a:B).Value | Should -Be 1
        }

        It 'takes 512 characters and refuses 513' {
            Set-ClawState ('k' * 512) 1
            Set-ClawState ('k' * 513) 1 -ErrorVariable failure -ErrorAction SilentlyContinue

            $failure.FullyQualifiedErrorId | Should -BeLike 'InvalidStateKey,*'
            (Get-ClawState).Key.Length | Should -Be 512
        }

        It 'refuses the key <Key>' -ForEach @(
            @{ Key = '' }, @{ Key = ':a' }, @{ Key = 'a:' }, @{ Key = 'a::b' }, @{ Key = 'a/b' }, @{ Key = 'a\b' }, @{ Key = 'a..b' }
            @{ Key = 'a*' }, @{ Key = 'a?' }, @{ Key = 'a[b' }, @{ Key = 'a]' }, @{ Key = "a`nb" }, @{ Key = "a`u{0}b" }
        ) {
            Set-ClawState -Key $Key -Value 1 -ErrorVariable failure -ErrorAction SilentlyContinue

            $failure.FullyQualifiedErrorId | Should -BeExactly 'InvalidStateKey,ClawPowers.PowerShell.Commands.SetClawStateCommand'
            $failure.TargetObject | Should -BeExactly $Key
            Get-ClawState | Should -BeNullOrEmpty
        }
    }

    Context '-IfVersion' {
        It 'takes a lease once' {
            Set-ClawState lease:auth agent-7 -IfVersion 0 -ExpiresIn 10m

            { Set-ClawState lease:auth agent-8 -IfVersion 0 -ExpiresIn 10m -ErrorAction Stop } |
                Should -Throw -ErrorId 'StateVersionConflict,ClawPowers.PowerShell.Commands.SetClawStateCommand'
            (Get-ClawState lease:auth).Value | Should -BeExactly 'agent-7'
        }

        It 'writes over the version that was read, and no other' {
            $entry = Set-ClawState a:b 1 -PassThru
            Set-ClawState a:b 2 -IfVersion $entry.Version

            { Set-ClawState a:b 3 -IfVersion $entry.Version -ErrorAction Stop } | Should -Throw '*expected at version 1*is at version 2*'
            (Get-ClawState a:b).Value | Should -Be 2
        }

        It 'counts a removed entry as absent' {
            Set-ClawState a:b 1
            Remove-ClawState a:b

            (Set-ClawState a:b 2 -IfVersion 0 -PassThru).Version | Should -Be 3
        }

        It 'counts an expired entry as absent, so that a lease can be taken over, and the late holder can not free it' {
            $mine = Set-ClawState lease:x me -IfVersion 0 -ExpiresIn 50ms -PassThru
            Start-Sleep -Milliseconds 80
            $theirs = Set-ClawState lease:x them -IfVersion 0 -ExpiresIn 10m -PassThru

            $theirs.Version | Should -BeGreaterThan $mine.Version
            { Remove-ClawState lease:x -IfVersion $mine.Version -ErrorAction Stop } | Should -Throw -ErrorId 'StateVersionConflict,*'
            (Get-ClawState lease:x).Value | Should -BeExactly 'them'
        }

        It 'refuses a negative version' {
            { Set-ClawState a:b 1 -IfVersion -1 } | Should -Throw -ErrorId 'ParameterArgumentValidationError,*'
        }
    }

    Context '-ExpiresIn' {
        It 'reads <Text>' -ForEach @(
            @{ Text = '90s'; Seconds = 90 }, @{ Text = '10m'; Seconds = 600 }, @{ Text = '2h'; Seconds = 7200 }, @{ Text = '30d'; Seconds = 2592000 }
            @{ Text = '1w'; Seconds = 604800 }, @{ Text = '1.5h'; Seconds = 5400 }, @{ Text = '1h30m'; Seconds = 5400 }, @{ Text = '00:10:00'; Seconds = 600 }
            @{ Text = '10M'; Seconds = 600 }
        ) {
            $entry = Set-ClawState a:b 1 -ExpiresIn $Text -PassThru

            [math]::Abs(($entry.ExpiresAt - $entry.UpdatedAt).TotalSeconds - $Seconds) | Should -BeLessThan 5
        }

        It 'reads <Text> also unquoted, where it is a number to PowerShell' -ForEach @(
            @{ Text = '30d'; Seconds = 2592000 }, @{ Text = '90s'; Seconds = 90 }, @{ Text = '10m'; Seconds = 600 }, @{ Text = '1.5d'; Seconds = 129600 }
        ) {
            $entry = & ([scriptblock]::Create("Set-ClawState a:b 1 -ExpiresIn $Text -PassThru"))

            [math]::Abs(($entry.ExpiresAt - $entry.UpdatedAt).TotalSeconds - $Seconds) | Should -BeLessThan 5
        }

        It 'takes a TimeSpan' {
            $entry = Set-ClawState a:b 1 -ExpiresIn (New-TimeSpan -Minutes 5) -PassThru

            [math]::Abs(($entry.ExpiresAt - $entry.UpdatedAt).TotalSeconds - 300) | Should -BeLessThan 5
        }

        It 'refuses <Text>' -ForEach @(
            @{ Text = '10' }, @{ Text = 10 }, @{ Text = 'soon' }, @{ Text = '-5m' }, @{ Text = '0s' }, @{ Text = '' }, @{ Text = $null }
            @{ Text = [timespan]::Zero }, @{ Text = [timespan]::MaxValue }, @{ Text = '40000d' }
        ) {
            { Set-ClawState a:b 1 -ExpiresIn $Text } |
                Should -Throw "*is not a duration*10m*" -ErrorId 'ParameterArgumentTransformationError,ClawPowers.PowerShell.Commands.SetClawStateCommand'
            Test-ClawState a:b | Should -BeFalse
        }

        It 'makes the entry absent everywhere when its time is up' {
            Set-ClawState a:b 'shortlived' -ExpiresIn 60ms
            Start-Sleep -Milliseconds 100

            Test-ClawState a:b | Should -BeFalse
            Get-ClawState a:* | Should -BeNullOrEmpty
            Find-ClawState shortlived | Should -BeNullOrEmpty
            (Get-ClawStatus).TotalEntries | Should -Be 0
            { Get-ClawState a:b -ErrorAction Stop } | Should -Throw -ErrorId 'StateKeyNotFound,*'
        }

        It 'gives a value without -ExpiresIn no end, even if it had one' {
            Set-ClawState a:b 1 -ExpiresIn 10m
            Set-ClawState a:b 2

            (Get-ClawState a:b).ExpiresAt | Should -BeNullOrEmpty
        }
    }

    Context 'secrets' {
        It 'refuses <Rule>, says which rule and stores nothing' -ForEach @(
            @{ Rule = 'AWS access key'; Value = 'AKIA' + 'IOSFODNN7EXAMPLE' }
            @{ Rule = 'GitHub token'; Value = 'token ghp_' + ('a1B2' * 9) }
            @{ Rule = 'private key'; Value = "-----BEGIN RSA " + "PRIVATE KEY-----`nMIIE" }
            @{ Rule = 'connection string with a password'; Value = 'Server=db;User=sa;Password=' + 'hunter2secret' }
        ) {
            Set-ClawState a:secret $Value -ErrorVariable failure -ErrorAction SilentlyContinue
            Set-ClawState a:inside @{ token = $Value } -ErrorVariable +failure -ErrorAction SilentlyContinue

            $failure.Count | Should -Be 2
            $failure[0].FullyQualifiedErrorId | Should -BeExactly 'SecretInValue,ClawPowers.PowerShell.Commands.SetClawStateCommand'
            $failure[0].Exception.Message | Should -BeLike "*($Rule)*-AllowSecret*"
            $failure[0].Exception.Message | Should -Not -BeLike "*$Value*"
            Get-ClawState | Should -BeNullOrEmpty
        }

        It 'stores it with -AllowSecret' {
            $value = 'AKIA' + 'IOSFODNN7EXAMPLE'
            Set-ClawState a:secret $value -AllowSecret

            (Get-ClawState a:secret).Value | Should -BeExactly $value
        }
    }
}
