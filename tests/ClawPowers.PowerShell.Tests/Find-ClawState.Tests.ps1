BeforeAll {
    Import-Module "$PSScriptRoot/TestHelpers.psm1" -Force
    Import-Module "$(Get-ModulePath)/ClawPowers"
    Push-Location (New-ScratchFolder)
}

AfterAll {
    Pop-Location
    Remove-Scratch
}

Describe 'Find-ClawState' {
    BeforeEach {
        $null = New-ScratchStore
    }

    It 'finds entries by a word in the value, with the text around it' {
        Set-ClawState debug:pool:root_cause 'Connection not closed in the error path'
        Set-ClawState debug:pool:other 'nothing of the kind'

        $match = Find-ClawState connection

        $match | Should -BeOfType 'ClawPowers.StateMatch'
        @($match).Count | Should -Be 1
        $match.Key | Should -BeExactly 'debug:pool:root_cause'
        $match.Snippet | Should -BeExactly 'Connection not closed in the error path'
        $match.Version | Should -Be 1
        $match.Scope | Should -Be 'Global'
    }

    It 'finds entries by a word in the key' {
        Set-ClawState debug:payment-pool:note 'x'

        (Find-ClawState payment-pool).Key | Should -BeExactly 'debug:payment-pool:note'
        (Find-ClawState pool).Key | Should -BeExactly 'debug:payment-pool:note'
    }

    It 'wants all words, given one by one or in one text' {
        Set-ClawState a:1 'timeout of the connection'
        Set-ClawState a:2 'timeout'

        (Find-ClawState timeout connection).Key | Should -BeExactly 'a:1'
        (Find-ClawState 'timeout connection').Key | Should -BeExactly 'a:1'
    }

    It 'finds the beginning of a word' {
        Set-ClawState a:1 'connections'

        (Find-ClawState connect).Key | Should -BeExactly 'a:1'
    }

    It 'takes <Text> as text, not as a query language' -ForEach @(
        @{ Text = 'AND' }, @{ Text = 'NOT NEAR' }, @{ Text = '"' }, @{ Text = 'say "hello"' }, @{ Text = 'a*' }, @{ Text = 'col:x' }
        @{ Text = '(' }, @{ Text = "'; DROP TABLE entry; --" }, @{ Text = '^x' }, @{ Text = '---' }, @{ Text = '100%' }
    ) {
        Set-ClawState t:hit "before $Text after"
        Set-ClawState t:miss 'entirely different words'

        (Find-ClawState $Text -ErrorAction Stop).Key | Should -BeExactly 't:hit'
    }

    It 'finds part of a Chinese text' {
        Set-ClawState t:hit '数据库连接池超时'

        (Find-ClawState '连接池').Key | Should -BeExactly 't:hit'
        Find-ClawState '池连接' | Should -BeNullOrEmpty
    }

    It 'finds what is inside a dictionary' {
        Set-ClawState cfg:x @{ hosts = 'alpha', 'beta' }

        (Find-ClawState beta).Key | Should -BeExactly 'cfg:x'
    }

    It 'finds the value of now, not of before' {
        Set-ClawState a:b 'walrus'
        Find-ClawState walrus | Should -Not -BeNullOrEmpty
        Set-ClawState a:b 'dolphin'

        Find-ClawState walrus | Should -BeNullOrEmpty
        (Find-ClawState dolphin).Key | Should -BeExactly 'a:b'

        Remove-ClawState a:b
        Find-ClawState dolphin | Should -BeNullOrEmpty
    }

    It 'looks only at the keys that match -Key' {
        Set-ClawState a:1 'timeout'
        Set-ClawState b:1 'timeout'

        (Find-ClawState timeout -Key b:*).Key | Should -BeExactly 'b:1'
    }

    It 'gives 20 matches, or as many as -First says, the best first' {
        1..30 | ForEach-Object { [pscustomobject] @{ Key = "n:$_"; Value = 'timeout among quite a few other words of no interest here' } } | Set-ClawState
        Set-ClawState best 'timeout timeout timeout'

        $matches20 = Find-ClawState timeout
        $matches20.Count | Should -Be 20
        $matches20[0].Key | Should -BeExactly 'best'
        $matches20[0].Score | Should -BeGreaterThan $matches20[1].Score
        @(Find-ClawState timeout -First 3).Count | Should -Be 3
        @(Find-ClawState timeout -First 100).Count | Should -Be 31
    }

    It 'cuts a long value around the word and masks secrets' {
        Set-ClawState a:long "$('lead ' * 100)needle$(' tail' * 100)"
        Set-ClawState a:secret "needle AKIA$('IOSFODNN7EXAMPLE')" -AllowSecret

        $long, $secret = Find-ClawState needle | Sort-Object Key
        $long.Snippet | Should -BeLike '*lead needle tail*'
        $long.Snippet.Length | Should -BeLessThan 170
        $secret.Snippet | Should -BeExactly 'needle <AWS access key>'
    }

    It 'can be piped on to Get-ClawState and Remove-ClawState' {
        Set-ClawState a:1 'timeout one'
        Set-ClawState a:2 'timeout two'

        (Find-ClawState two | Get-ClawState).Value | Should -BeExactly 'timeout two'
        Find-ClawState timeout | Remove-ClawState
        Get-ClawState | Should -BeNullOrEmpty
    }

    It 'refuses a search for nothing' -ForEach @(@{ Text = '' }, @{ Text = '   ' }) {
        { Find-ClawState $Text -ErrorAction Stop } | Should -Throw -ErrorId 'EmptySearch,ClawPowers.PowerShell.Commands.FindClawStateCommand'
    }

    It 'finds nothing where there is no store, and makes none' {
        Find-ClawState anything | Should -BeNullOrEmpty

        Join-Path $env:CLAWPOWERS_DIR 'clawpowers.db' | Should -Not -Exist
    }
}
