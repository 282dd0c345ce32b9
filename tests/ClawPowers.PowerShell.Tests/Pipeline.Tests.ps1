BeforeAll {
    Import-Module "$PSScriptRoot/TestHelpers.psm1" -Force
    Import-Module "$(Get-ModulePath)/ClawPowers"
    Push-Location (New-ScratchFolder)
}

AfterAll {
    Pop-Location
    Remove-Scratch
}

Describe 'A pipeline is one commit' {
    BeforeEach {
        $null = New-ScratchStore
    }

    It 'leaves nothing of 10,000 items when it throws at item 9,000' {
        Set-ClawState there:before 1

        {
            1..10000 | ForEach-Object {
                if ($_ -eq 9000) { throw 'enough' }
                "n:$_"
            } | Set-ClawState -Value 1
        } | Should -Throw 'enough'

        (Get-ClawState).Key | Should -BeExactly 'there:before'
    }

    It 'keeps all of 10,000 items when it does not' {
        1..10000 | ForEach-Object { "n:$_" } | Set-ClawState -Value 1

        (Get-ClawStatus).TotalEntries | Should -Be 10000
    }

    It 'leaves nothing when it is stopped while its input still comes' {
        Initialize-ClawStore
        $shell = [powershell]::Create()
        try {
            $null = $shell.AddScript({
                    param($module, $flag)
                    Import-Module $module
                    1..100000 | ForEach-Object {
                        if ($_ -eq 5000) { $null = New-Item -Path $flag -ItemType File }
                        if ($_ -gt 5000) { Start-Sleep -Milliseconds 5 }
                        "n:$_"
                    } | Set-ClawState -Value 1
                }).AddArgument((Join-Path (Get-ModulePath) 'ClawPowers')).AddArgument((Join-Path $env:CLAWPOWERS_DIR 'flag'))
            $running = $shell.BeginInvoke()
            $clock = [System.Diagnostics.Stopwatch]::StartNew()
            while (-not (Test-Path (Join-Path $env:CLAWPOWERS_DIR 'flag')) -and $clock.Elapsed.TotalSeconds -lt 120) { Start-Sleep -Milliseconds 10 }
            $shell.Stop()
            { $shell.EndInvoke($running) } | Should -Throw
            $shell.InvocationStateInfo.State | Should -Be 'Stopped'
        }
        finally {
            $shell.Dispose()
        }

        Get-ClawState -Scope All | Should -BeNullOrEmpty
        Set-ClawState a:b 1
        Test-ClawStore -Quiet | Should -BeTrue
    }

    It 'leaves all or nothing when it is stopped during the commit' {
        Initialize-ClawStore
        $items = [string[]] (1..60000 | ForEach-Object { "n:$_" })
        $shell = [powershell]::Create()
        try {
            $null = $shell.AddScript({
                    param($module, $items, $flag)
                    Import-Module $module
                    & { $items; $null = New-Item -Path $flag -ItemType File } | Set-ClawState -Value 'some text that has to be written'
                }).AddArgument((Join-Path (Get-ModulePath) 'ClawPowers')).AddArgument($items).AddArgument((Join-Path $env:CLAWPOWERS_DIR 'flag'))
            $running = $shell.BeginInvoke()
            $clock = [System.Diagnostics.Stopwatch]::StartNew()
            while (-not (Test-Path (Join-Path $env:CLAWPOWERS_DIR 'flag')) -and $clock.Elapsed.TotalSeconds -lt 120) { Start-Sleep -Milliseconds 5 }
            Start-Sleep -Milliseconds 60
            $clock.Restart()
            $shell.Stop()
            $clock.Elapsed.TotalSeconds | Should -BeLessThan 30
            try { $shell.EndInvoke($running) } catch [System.Management.Automation.PipelineStoppedException] { Write-Verbose 'stopped' }
        }
        finally {
            $shell.Dispose()
        }

        (Get-ClawStatus).TotalEntries | Should -BeIn 0, 60000
        Set-ClawState a:b 1
        Test-ClawStore -Quiet | Should -BeTrue
    }

    It 'loses nothing to Select-Object -First 1 after it' {
        $first = 'a:1', 'a:2', 'a:3' | Set-ClawState -Value 1 -PassThru | Select-Object -First 1

        $first.Key | Should -BeExactly 'a:1'
        (Get-ClawState).Key | Should -BeExactly 'a:1', 'a:2', 'a:3'

        'n:1', 'n:2' | Step-ClawState | Select-Object -First 1 | Should -Not -BeNullOrEmpty
        (Get-ClawState n:*).Key | Should -BeExactly 'n:1', 'n:2'
    }

    It 'writes what was collected when the input was cut short by Select-Object -First' {
        1..10 | ForEach-Object { "n:$_" } | Select-Object -First 2 | Set-ClawState -Value 1

        (Get-ClawState).Key | Should -BeExactly 'n:1', 'n:2'
    }

    It 'ends when it writes what it reads' {
        'd:1', 'd:2', 'd:3' | Set-ClawState -Value 1

        Get-ClawState d:* | ForEach-Object { Set-ClawState "$($_.Key):x" 1 }

        (Get-ClawState d:*).Key | Should -BeExactly 'd:1', 'd:1:x', 'd:2', 'd:2:x', 'd:3', 'd:3:x'
    }

    It 'ends when the writer itself is in the pipeline' {
        'd:1', 'd:2', 'd:3' | Set-ClawState -Value 1

        Get-ClawState d:* | ForEach-Object { "$($_.Key):x" } | Set-ClawState -Value 1

        (Get-ClawState d:*).Count | Should -Be 6
    }

    It 'holds no lock while its input comes: a child process may write to the same store meanwhile' {
        $module = Join-Path (Get-ModulePath) 'ClawPowers'
        $pwsh = [Environment]::ProcessPath

        # With a lock held, the child would give up, and its entry would be missing.
        & {
            'mine:1'
            & $pwsh -NoProfile -NonInteractive -Command "Import-Module '$module'; Set-ClawState child:1 1; 'child:done'"
            'mine:2'
        } | Set-ClawState -Value 'parent'

        (Get-ClawState).Key | Should -BeExactly 'child:1', 'child:done', 'mine:1', 'mine:2'
    }

    It 'holds no lock while its input comes: a command upstream may write to the same store' {
        1..3 | ForEach-Object { Set-ClawState "up:$_" 1; "down:$_" } | Set-ClawState -Value 1

        (Get-ClawState).Key.Count | Should -Be 6
    }

    It 'holds no lock while its output is worked on' {
        'a:1', 'a:2' | Set-ClawState -Value 1 -PassThru | ForEach-Object { Set-ClawState $_.Key "$($_.Value) seen" }

        (Get-ClawState).Value | Should -BeExactly '1 seen', '1 seen'
    }

    It 'reads one snapshot, whatever is written meanwhile' {
        1..5 | ForEach-Object { "n:$_" } | Set-ClawState -Value 'old'

        $values = Get-ClawState n:* | ForEach-Object {
            Set-ClawState n:5 'new'
            $_.Value
        }

        $values | Should -BeExactly 'old', 'old', 'old', 'old', 'old'
    }

    It 'skips only the items that are at fault' {
        $items = @(
            [pscustomobject] @{ Key = 'a:1'; Value = 1 }
            [pscustomobject] @{ Key = 'not/a/key'; Value = 2 }
            [pscustomobject] @{ Key = 'a:3'; Value = [DayOfWeek]::Monday }
            [pscustomobject] @{ Key = 'a:4'; Value = 'AKIA' + 'IOSFODNN7EXAMPLE' }
            [pscustomobject] @{ Key = 'a:5'; Value = 5 }
        )

        $entries = $items | Set-ClawState -PassThru -ErrorVariable failures -ErrorAction SilentlyContinue

        $entries.Key | Should -BeExactly 'a:1', 'a:5'
        (Get-ClawState).Key | Should -BeExactly 'a:1', 'a:5'
        $failures.FullyQualifiedErrorId -replace ',.*' | Should -BeExactly 'InvalidStateKey', 'UnsupportedValue', 'SecretInValue'
        $failures.TargetObject | Should -BeExactly 'not/a/key', 'a:3', 'a:4'
    }

    It 'skips only the items whose version has changed' {
        Set-ClawState a:2 'theirs'

        'a:1', 'a:2', 'a:3' | Set-ClawState -Value 'mine' -IfVersion 0 -ErrorVariable failure -ErrorAction SilentlyContinue

        $failure.TargetObject | Should -BeExactly 'a:2'
        (Get-ClawState).Value | Should -BeExactly 'mine', 'theirs', 'mine'
    }

    It 'writes nothing when an item at fault is to stop it' {
        { 'a:1', 'not/a/key', 'a:3' | Set-ClawState -Value 1 -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidStateKey,*'

        Get-ClawState | Should -BeNullOrEmpty
    }

    It 'makes several changes of one key in order' {
        1..4 | ForEach-Object { [pscustomobject] @{ Key = 'a:b'; Value = $_ } } | Set-ClawState

        $entry = Get-ClawState a:b
        $entry.Value | Should -Be 4
        $entry.Version | Should -Be 4
    }

    It 'makes no store of an empty pipeline' {
        @() | Set-ClawState -Value 1
        @() | Remove-ClawState

        Join-Path $env:CLAWPOWERS_DIR 'clawpowers.db' | Should -Not -Exist
    }
}
