BeforeAll {
    Import-Module "$PSScriptRoot/TestHelpers.psm1" -Force
    Import-Module "$(Get-ModulePath)/ClawPowers"
    Push-Location (New-ScratchFolder)
}

AfterAll {
    Pop-Location
    Remove-Scratch
}

Describe 'Import-ClawStore' {
    BeforeEach {
        $null = New-ScratchStore
        $legacy = New-ScratchFolder 'legacy'
        'state', 'metrics', 'logs' | ForEach-Object { $null = New-Item -ItemType Directory (Join-Path $legacy $_) }
        [System.IO.File]::WriteAllText("$legacy/state/debug__login__cause", "a race`n")
        [System.IO.File]::WriteAllText("$legacy/metrics/2026-01.jsonl", @'
{"ts":"2026-01-02T03:04:05Z","skill":"tdd","outcome":"success","duration_s":12,"notes":"ok","session":"x"}
{"ts":"2026-01
'@ + "`n")
        [System.IO.File]::WriteAllText("$legacy/logs/today.log", 'x')
    }

    It 'brings in a home of 1.0.0 and says what was odd' {
        $import = Import-ClawStore $legacy

        $import | Should -BeOfType 'ClawPowers.StoreImport'
        $import.EntriesAdded, $import.MetricsAdded, $import.BadLines | Should -Be 1, 1, 1
        $import.Issues.Kind | Should -Be 'Ambiguous', 'BadLine', 'LeftOut'
        $import.Issues[1].File, $import.Issues[1].Line | Should -Be 'metrics/2026-01.jsonl', 2
        (Get-ClawState debug:login:cause).Value | Should -BeExactly 'a race'
        (Get-ClawMetric tdd).Duration | Should -Be ([timespan]::FromSeconds(12))
        (Import-ClawStore $legacy).EntriesUnchanged | Should -Be 1
    }

    It 'is shown in whole words at a terminal of 80 columns' -Skip:(-not ($IsLinux -and (Get-Command script -CommandType Application -ErrorAction Ignore))) {
        Set-Content show.ps1 "Import-ClawStore '$legacy'"
        $variables = @{ PSModulePath = (Get-ModulePath) + [System.IO.Path]::PathSeparator + $env:PSModulePath }
        $shown = (Invoke-TestProcess 'script' @('-qec', "stty cols 80; '$([System.Environment]::ProcessPath)' -NoProfile -File show.ps1", '/dev/null') -Environment $variables).Output -replace '\r'

        $shown | Should -Match "(?m)^    state/debug__login__cause, 'debug:login:cause': its name can stand\n      for 'debug:login:cause' and for 'debug__login__cause'; took it as\n      'debug:login:cause'\.$"
    }

    It 'finds the home where the store is' {
        $env:CLAWPOWERS_DIR = $legacy

        (Import-ClawStore).EntriesAdded | Should -Be 1
        Join-Path $legacy 'state/debug__login__cause' | Should -Exist
    }

    It 'takes folders, files and exports from the pipeline' {
        Set-ClawState a 1

        (Get-Item -LiteralPath $legacy | Import-ClawStore).EntriesAdded | Should -Be 1
        (Export-ClawStore (Join-Path (New-ScratchFolder) 'out.jsonl') | Import-ClawStore).EntriesUnchanged | Should -Be 2
    }

    It 'makes an empty store the same one' {
        Set-ClawState a 1
        Set-ClawState a 2
        Add-ClawMetric tdd Success
        $id = (Get-ClawStatus).StoreId
        $export = Export-ClawStore (Join-Path (New-ScratchFolder) 'out.jsonl')
        $null = New-ScratchStore

        (Import-ClawStore $export.Path).IsCopy | Should -BeTrue

        (Get-ClawStatus).StoreId | Should -BeExactly $id
        (Get-ClawStateHistory a).Version | Should -Be 2, 1
        (Get-Content -Raw (Export-ClawStore (Join-Path (New-ScratchFolder) 'again.jsonl')).Path) | Should -BeExactly (Get-Content -Raw $export.Path)
    }

    It 'follows -Conflict <Rule>' -ForEach @(
        @{ Rule = 'Keep'; Value = 'ours' }
        @{ Rule = 'Newest'; Value = 'ours' }
        @{ Rule = 'Replace'; Value = 'a race' }
    ) {
        Set-ClawState debug:login:cause 'ours'
        (Get-Item -LiteralPath "$legacy/state/debug__login__cause").LastWriteTime = '2026-01-01'

        $import = Import-ClawStore $legacy -Conflict $Rule

        (Get-ClawState debug:login:cause).Value | Should -BeExactly $Value
        ($import.Issues | Where-Object Kind -EQ Conflict).Key | Should -BeExactly 'debug:login:cause'
    }

    It 'says under -WhatIf what would come in, and keeps nothing' {
        $import = Import-ClawStore $legacy -WhatIf

        $import.IsCommitted, $import.EntriesAdded | Should -Be $false, 1
        (Get-ClawStatus).Exists | Should -BeFalse
    }

    It 'imports into the project that is named' {
        $null = Import-ClawStore $legacy -Project example.com/p

        (Get-ClawState debug:login:cause -Scope All).Project | Should -BeExactly 'example.com/p'
    }

    It 'fails with <Id>' -ForEach @(
        @{ Id = 'ImportSourceNotFound'; Source = { 'nowhere' } }
        @{ Id = 'ImportFormatUnknown'; Source = { New-ScratchFolder } }
        @{ Id = 'ImportFormatUnknown'; Source = { $path = Join-Path (New-ScratchFolder) 'x.jsonl'; Set-Content $path 'hello'; $path } }
        @{ Id = 'ImportFormatNewer'; Source = { $path = Join-Path (New-ScratchFolder) 'x.jsonl'; Set-Content $path '{"type":"store","format":99}'; $path } }
        @{ Id = 'ImportLineInvalid'; Source = { $path = Join-Path (New-ScratchFolder) 'x.jsonl'; Set-Content $path '{"type":"store","format":1}'; $path } }
    ) {
        $path = & $Source

        { Import-ClawStore $path -ErrorAction Stop } | Should -Throw -ErrorId "$Id,ClawPowers.PowerShell.Commands.ImportClawStoreCommand"
        (Get-ClawStatus).Exists | Should -BeFalse
    }

    It 'goes on with the next path after one that can not be imported' {
        $results = [pscustomobject]@{ Path = 'nowhere' }, [pscustomobject]@{ Path = $legacy } | Import-ClawStore -ErrorAction SilentlyContinue -ErrorVariable problems

        $results.EntriesAdded | Should -Be 1
        $problems.FullyQualifiedErrorId | Should -BeLike 'ImportSourceNotFound,*'
    }

    It 'shows a few of many ambiguous names, whole, where it is redirected' {
        1..5 | ForEach-Object { [System.IO.File]::WriteAllText("$legacy/state/long__$('x' * 100)$_", "v`n") }

        $output = (Invoke-Pwsh "Import-ClawStore '$legacy'").Output

        $output | Should -Match '  Ambiguous: 6\r?\n    state/debug__login__cause'
        $output | Should -Match 'and 3 more, all in the property Issues'
        $output | Should -Match "x{100}1"
        $output | Should -Not -Match '\x1b|…'
    }
}
