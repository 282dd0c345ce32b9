BeforeAll {
    Import-Module "$PSScriptRoot/TestHelpers.psm1" -Force
    Import-Module "$(Get-ModulePath)/ClawPowers"
    Push-Location (New-ScratchFolder)
}

AfterAll {
    Pop-Location
    Remove-Scratch
}

Describe 'Rehearsal and confirmation' {
    BeforeEach {
        $null = New-ScratchStore
    }

    BeforeAll {
        function Get-Everything {
            Get-ClawState -Scope All | ForEach-Object { "$($_.Key)=$($_.Value) v$($_.Version)" }
            (Get-ClawStatus).HistoryVersions
            Get-ChildItem -LiteralPath $env:CLAWPOWERS_DIR -Recurse -Name
        }
    }

    Context '-WhatIf' {
        BeforeEach {
            Set-ClawState a:b 'first'
            Set-ClawState a:b 'second'
            Set-ClawState n:x 5
            $backup = Join-Path (New-ScratchFolder) 'copy.db'
            $null = Backup-ClawStore $backup
            Set-ClawState a:b 'third'
        }

        It 'changes nothing: <Command>' -ForEach @(
            @{ Command = { Set-ClawState a:b 'x' -WhatIf } }
            @{ Command = { Set-ClawState new:key 'x' -WhatIf -PassThru } }
            @{ Command = { Add-ClawState a:b 'x' -WhatIf } }
            @{ Command = { Step-ClawState n:x -WhatIf } }
            @{ Command = { Remove-ClawState a:* -WhatIf } }
            @{ Command = { Remove-ClawState a:b -Purge -WhatIf } }
            @{ Command = { Remove-ClawState a:b -Purge -Force -WhatIf } }
            @{ Command = { Undo-ClawState a:b -WhatIf } }
            @{ Command = { Clear-ClawStateHistory -Before (Get-Date).AddMinutes(1) -WhatIf } }
            @{ Command = { Restore-ClawStore $backup -WhatIf } }
            @{ Command = { Restore-ClawStore $backup -Force -WhatIf } }
            @{ Command = { Backup-ClawStore -WhatIf } }
            @{ Command = { $WhatIfPreference = $true; Set-ClawState a:b 'x'; Remove-ClawState a:b -Purge; Restore-ClawStore $backup } }
        ) {
            $before = Get-Everything

            & $Command | Out-Null

            Get-Everything | Should -BeExactly $before
        }

        It 'makes no store' {
            $env:CLAWPOWERS_DIR = Join-Path (New-ScratchFolder) 'none'

            Initialize-ClawStore -WhatIf
            Set-ClawState a:b 1 -WhatIf
            'a:b' | Add-ClawState -Value 1 -WhatIf

            $env:CLAWPOWERS_DIR | Should -Not -Exist
        }

        It 'says what would be done to what' {
            $result = Invoke-Pwsh 'Set-ClawState a:b x -WhatIf; Remove-ClawState a:b -WhatIf; Step-ClawState n:x -By 3 -WhatIf; Clear-ClawStateHistory -Before 1ms -WhatIf'

            $result.Output | Should -BeLike '*What if: Set a:b (the global scope).*'
            $result.Output | Should -BeLike '*What if: Remove a:b (the global scope).*'
            $result.Output | Should -BeLike '*What if: Add 3 to n:x (the global scope).*'
            $result.Output | Should -BeLike '*Clear 2 old versions*"a:b (the global scope)"*'
        }

        It 'shows with -PassThru what would be' {
            $set = Set-ClawState a:b 'would be' -WhatIf -PassThru
            $set.Value | Should -BeExactly 'would be'
            $set.Version | Should -Be 4

            (Set-ClawState new:key 1 -WhatIf -PassThru).Version | Should -Be 1
            (Add-ClawState a:b 'line' -WhatIf -PassThru).Value | Should -BeExactly "third`nline"
            (Step-ClawState n:x -By 2 -WhatIf).Value | Should -BeExactly 7L
            (Undo-ClawState a:b -WhatIf -PassThru).Value | Should -BeExactly 'second'
            (Remove-ClawState a:b -WhatIf -PassThru).Value | Should -BeExactly 'third'
            (Get-ClawState a:b).Version | Should -Be 3
        }

        It 'shows with -PassThru why it would fail' {
            Set-ClawState a:b 1 -IfVersion 0 -WhatIf -PassThru -ErrorVariable failure -ErrorAction SilentlyContinue
            $failure.FullyQualifiedErrorId | Should -BeLike 'StateVersionConflict,*'

            { Step-ClawState n:x -By 9 -Maximum 10 -WhatIf -ErrorAction Stop } | Should -Throw -ErrorId 'StateLimitExceeded,*'
        }

        It 'shows the whole pipeline as it would be' {
            ('n:x', 'n:x', 'n:x' | Step-ClawState -WhatIf).Value | Should -BeExactly 6, 7, 8
        }

        It 'makes no store to show what would be' {
            $env:CLAWPOWERS_DIR = Join-Path (New-ScratchFolder) 'none'

            (Set-ClawState a:b 1 -WhatIf -PassThru).Value | Should -BeExactly 1L

            Join-Path $env:CLAWPOWERS_DIR 'clawpowers.db' | Should -Not -Exist
        }
    }

    Context '-Confirm' {
        It '-Confirm:$false asks nothing' {
            $result = Invoke-Pwsh '$ConfirmPreference = "Low"; Set-ClawState a:b 1 -Confirm:$false; Remove-ClawState a:b -Confirm:$false; $?'

            $result.Output.Trim() | Should -BeExactly 'True'
            $result.ErrorText | Should -BeNullOrEmpty
        }

        It 'changes nothing where it asks and nobody can answer' {
            $result = Invoke-Pwsh 'Set-ClawState a:b 1 -Confirm'

            $result.ExitCode | Should -Be 1
            Test-ClawState a:b | Should -BeFalse
        }
    }

    Context 'what can not be undone' {
        BeforeEach {
            Set-ClawState a:b 'value'
            $backup = (Backup-ClawStore).Path
            Set-ClawState a:b 'changed'
            $module = Join-Path (Get-ModulePath) 'ClawPowers'
            # A runspace without a host: nobody can be asked, however the tests themselves are run.
            $shell = [powershell]::Create()
            $null = $shell.AddScript("Import-Module '$module'; Set-Location '$PWD'").Invoke()
            $shell.Commands.Clear()
        }

        AfterEach {
            $shell.Dispose()
        }

        It 'is refused where nobody can be asked: <Script>' -ForEach @(
            @{ Script = 'Remove-ClawState a:b -Purge'; Target = 'a:b'; Id = 'ConfirmationRequired,ClawPowers.PowerShell.Commands.RemoveClawStateCommand' }
            @{ Script = 'Remove-ClawState a:* -Purge'; Target = 'a:b'; Id = 'ConfirmationRequired,ClawPowers.PowerShell.Commands.RemoveClawStateCommand' }
            @{ Script = 'Remove-ClawState a:b -Purge -WhatIf:$false'; Target = 'a:b'; Id = 'ConfirmationRequired,ClawPowers.PowerShell.Commands.RemoveClawStateCommand' }
            @{ Script = 'Remove-ClawState a:b -Purge -Confirm:$false'; Target = 'a:b'; Id = 'ConfirmationRequired,ClawPowers.PowerShell.Commands.RemoveClawStateCommand' }
            @{ Script = 'Restore-ClawStore "{0}"'; Target = $null; Id = 'ConfirmationRequired,ClawPowers.PowerShell.Commands.RestoreClawStoreCommand' }
        ) {
            $null = $shell.AddScript(($Script -f $backup)).Invoke()
            $failure = $shell.Streams.Error[0]

            $failure.FullyQualifiedErrorId | Should -BeExactly $Id
            $failure.CategoryInfo.Category | Should -Be 'InvalidOperation'
            $failure.TargetObject | Should -BeExactly ($Target ? $Target : (Join-Path $env:CLAWPOWERS_DIR 'clawpowers.db'))
            $failure.Exception.Message | Should -BeLike '*-Force*'
            (Get-ClawState a:b).Value | Should -BeExactly 'changed'
        }

        It 'is done with -Force: <Script>' -ForEach @(
            @{ Script = 'Remove-ClawState a:b -Purge -Force'; Expected = $null }
            @{ Script = 'Restore-ClawStore "{0}" -Force'; Expected = 'value' }
        ) {
            $null = $shell.AddScript(($Script -f $backup)).Invoke()

            $shell.Streams.Error | Should -BeNullOrEmpty
            Get-ClawState a:b -ValueOnly -Default $null | Should -BeExactly $Expected
        }

        It 'is refused in pwsh -NonInteractive, with an exit code' {
            $result = Invoke-Pwsh 'Remove-ClawState a:b -Purge'

            $result.ExitCode | Should -Be 1
            $result.ErrorText | Should -BeLike '*-Force*'
            (Get-ClawState a:b).Value | Should -BeExactly 'changed'
        }
    }
}
