BeforeAll {
    Import-Module "$PSScriptRoot/TestHelpers.psm1" -Force
    Import-Module "$(Get-ModulePath)/ClawPowers"
    Push-Location (New-ScratchFolder)
}

AfterAll {
    Pop-Location
    Remove-Scratch
}

Describe 'Add-ClawState' {
    BeforeEach {
        $null = New-ScratchStore
    }

    It 'makes the entry, and then adds lines to its end' {
        Add-ClawState log:x 'first' | Should -BeNullOrEmpty
        Add-ClawState log:x 'second'

        (Get-ClawState log:x).Value | Should -BeExactly "first`nsecond"
    }

    It 'emits the entry with -PassThru' {
        Add-ClawState log:x 'first'
        $entry = Add-ClawState log:x 'second' -PassThru

        $entry.Value | Should -BeExactly "first`nsecond"
        $entry.Version | Should -Be 2
    }

    It 'adds a pipeline of lines in order, as one commit' {
        $lines = 1..50 | ForEach-Object { [pscustomobject] @{ Key = 'log:x'; Value = "line $_" } }

        $lines | Add-ClawState

        (Get-ClawState log:x).Value -split "`n" | Should -BeExactly $lines.Value
    }

    It 'turns <Before> into text and adds to it' -ForEach @(
        @{ Before = 5; After = "5`nx" }, @{ Before = 0.1; After = "0.1`nx" }, @{ Before = $true; After = "True`nx" }, @{ Before = 1.50d; After = "1.50`nx" }
    ) {
        Set-ClawState a:b $Before
        Add-ClawState a:b x

        (Get-ClawState a:b).Value | Should -BeExactly $After
    }

    It 'adds a number or a dictionary as its text' {
        Add-ClawState a:b 5
        Add-ClawState a:b @{ n = 1 }

        (Get-ClawState a:b).Value | Should -BeExactly "5`n{`"n`":1}"
    }

    It 'adds what was typed without quotes as it was typed, unless it is a plain number' {
        Add-ClawState a:b 007
        Add-ClawState a:b 30d
        Add-ClawState a:b 12e34567
        Add-ClawState a:b 0x1F
        Add-ClawState a:b 1.50
        Add-ClawState a:b 1kb
        $number = 007
        Add-ClawState a:b $number

        (Get-ClawState a:b).Value -split "`n" | Should -BeExactly '007', '30d', '12e34567', '31', '1.5', '1024', '7'
    }

    It 'adds an empty line' {
        Add-ClawState a:b ''
        Add-ClawState a:b ''

        (Get-ClawState a:b).Value | Should -BeExactly "`n"
    }

    It 'keeps the file small over 3,000 lines, and every version readable' {
        1..3000 | ForEach-Object { [pscustomobject] @{ Key = 'log:long'; Value = "line $_ $('x' * 40)" } } | Add-ClawState

        $status = Get-ClawStatus
        $status.HistoryVersions | Should -Be 2999
        $status.SizeBytes | Should -BeLessThan 5MB
        $history = Get-ClawStateHistory log:long
        $history.Count | Should -Be 3000
        @($history[-2].Value -split "`n").Count | Should -Be 2
    }

    It 'keeps the end of life it had, unless told another' {
        $first = Add-ClawState a:b 1 -ExpiresIn 10m -PassThru
        (Add-ClawState a:b 2 -PassThru).ExpiresAt | Should -Be $first.ExpiresAt
        (Add-ClawState a:b 3 -ExpiresIn 2h -PassThru).ExpiresAt | Should -BeGreaterThan $first.ExpiresAt
    }

    It 'begins anew after a removal' {
        Add-ClawState a:b old
        Remove-ClawState a:b
        Add-ClawState a:b new

        (Get-ClawState a:b).Value | Should -BeExactly 'new'
    }

    It 'adds only to the version that was read with -IfVersion' {
        Add-ClawState a:b 1

        { Add-ClawState a:b 2 -IfVersion 5 -ErrorAction Stop } | Should -Throw -ErrorId 'StateVersionConflict,ClawPowers.PowerShell.Commands.AddClawStateCommand'
        (Get-ClawState a:b).Value | Should -BeExactly '1'
    }

    It 'refuses a secret in the line' {
        $secret = 'AKIA' + 'IOSFODNN7EXAMPLE'

        { Add-ClawState a:b $secret -ErrorAction Stop } | Should -Throw -ErrorId 'SecretInValue,ClawPowers.PowerShell.Commands.AddClawStateCommand'
        (Add-ClawState a:b $secret -AllowSecret -PassThru).Value | Should -BeExactly $secret
    }

    It 'refuses null' {
        { Add-ClawState a:b $null -ErrorAction Stop } | Should -Throw -ErrorId 'UnsupportedValue,ClawPowers.PowerShell.Commands.AddClawStateCommand'
    }
}
