BeforeAll {
    Import-Module "$PSScriptRoot/TestHelpers.psm1" -Force
    Import-Module "$(Get-ModulePath)/ClawPowers"
    Push-Location (New-ScratchFolder)
}

AfterAll {
    Pop-Location
    Remove-Scratch
}

Describe 'Export-ClawStore' {
    BeforeEach {
        $null = New-ScratchStore
        $path = Join-Path (New-ScratchFolder) 'out.jsonl'
    }

    It 'writes everything and says what' {
        Set-ClawState a 1
        Set-ClawState a 2
        Set-ClawState b 1 -Project example.com/p
        Add-ClawMetric tdd Success

        $export = Export-ClawStore $path

        $export | Should -BeOfType 'ClawPowers.StoreExport'
        $export.Path | Should -BeExactly $path
        $export.Entries, $export.Versions, $export.Metrics | Should -Be 2, 1, 1
        $export.IsComplete, $export.HasHistory | Should -Be $true, $true
        $export.SizeBytes | Should -Be (Get-Item -LiteralPath $path).Length
        (Get-Content $path | ConvertFrom-Json).type | Should -Be 'store', 'scope', 'scope', 'entry', 'version', 'entry', 'metric'
    }

    It 'writes the keys, the scope and the versions that are asked for' {
        Set-ClawState a:1 1
        Set-ClawState a:1 2
        Set-ClawState b:1 1
        Set-ClawState a:2 1 -Project example.com/p

        $null = Export-ClawStore $path a:* -Scope Global -NoHistory

        $lines = Get-Content $path | ConvertFrom-Json
        $lines.type | Should -Be 'store', 'entry'
        $lines[1].key, $lines[1].value | Should -Be 'a:1', 2
    }

    It 'masks secrets unless asked not to' {
        $token = 'ghp_' + 'a' * 36
        Set-ClawState a $token -AllowSecret

        (Export-ClawStore $path).Masked | Should -Be 1
        Get-Content -Raw $path | Should -Not -Match $token
        (Export-ClawStore $path -IncludeSecret -Force).Masked | Should -Be 0
        Get-Content -Raw $path | Should -Match $token
    }

    It 'replaces a file only with -Force, and the store never' {
        Set-ClawState a 1
        $null = Export-ClawStore $path

        { Export-ClawStore $path -ErrorAction Stop } | Should -Throw -ErrorId 'ExportFileExists,ClawPowers.PowerShell.Commands.ExportClawStoreCommand'
        (Export-ClawStore $path -Force).Entries | Should -Be 1
        { Export-ClawStore (Join-Path $env:CLAWPOWERS_DIR 'clawpowers.db') -Force -ErrorAction Stop } | Should -Throw -ErrorId 'ExportFileExists,*'
        (Get-ClawState a).Value | Should -Be 1
    }

    It 'writes nothing under -WhatIf' {
        Set-ClawState a 1

        Export-ClawStore $path -WhatIf | Should -BeNullOrEmpty

        $path | Should -Not -Exist
    }

    It 'fails where there is no store, no folder or no such pattern' {
        { Export-ClawStore $path -ErrorAction Stop } | Should -Throw -ErrorId 'StoreNotFound,*'
        Set-ClawState a 1
        { Export-ClawStore no/such/folder.jsonl -ErrorAction Stop } | Should -Throw -ErrorId 'ExportFolderNotFound,*'
        { Export-ClawStore $path 'a[' -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidStatePattern,*'
    }

    It 'shows itself in lines that lose nothing where it is redirected' {
        Set-ClawState a 1

        (Invoke-Pwsh "Export-ClawStore '$path'").Output | Should -Match "\A$([regex]::Escape($path))\r?\n  the whole store: 1 entry, 0 runs, 0 recommendations, 0 old versions, 1 KiB"
    }
}
