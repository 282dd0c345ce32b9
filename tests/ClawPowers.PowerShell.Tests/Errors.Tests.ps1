BeforeAll {
    Import-Module "$PSScriptRoot/TestHelpers.psm1" -Force
    Import-Module "$(Get-ModulePath)/ClawPowers"
    Push-Location (New-ScratchFolder)
}

AfterAll {
    Pop-Location
    Remove-Scratch
}

Describe 'Errors' {
    BeforeEach {
        $null = New-ScratchStore
    }

    BeforeAll {
        function Get-Failure {
            # The one error record of a command, however it is reported.
            param([scriptblock] $Command)
            $failures = @(
                try {
                    & $Command 2>&1 | Where-Object { $_ -is [System.Management.Automation.ErrorRecord] }
                }
                catch {
                    $_
                }
            )
            $failures.Count | Should -Be 1
            $failures[0]
        }

        function Get-StoreFile {
            Join-Path $env:CLAWPOWERS_DIR 'clawpowers.db'
        }

        function Initialize-SingleFileStore {
            # A store with everything in its file, and none of it in a log.
            Set-ClawState a:b 'value'
            1..200 | ForEach-Object { [pscustomobject] @{ Key = "fill:$_"; Value = 'some text ' * 50 } } | Set-ClawState
            $folder = New-ScratchFolder 'store'
            $null = Backup-ClawStore (Join-Path $folder 'clawpowers.db')
            $env:CLAWPOWERS_DIR = $folder
        }

        function Write-StoreByte {
            param([int] $Offset, [byte[]] $Bytes)
            $content = [System.IO.File]::ReadAllBytes((Get-StoreFile))
            [Array]::Copy($Bytes, 0, $content, $Offset, $Bytes.Length)
            [System.IO.File]::WriteAllBytes((Get-StoreFile), $content)
        }
    }

    Context 'of one item' {
        BeforeEach {
            Set-ClawState there:text 'text'
            Set-ClawState there:number 5
            Set-ClawState there:large ([long]::MaxValue)
        }

        It '<Id> is <Category> about <Target>: <Command>' -ForEach @(
            @{ Command = { Set-ClawState a/b 1 }; Id = 'InvalidStateKey'; Category = 'InvalidArgument'; Target = 'a/b'; By = 'SetClawState' }
            @{ Command = { Get-ClawState 'a::b' }; Id = 'InvalidStateKey'; Category = 'InvalidArgument'; Target = 'a::b'; By = 'GetClawState' }
            @{ Command = { Add-ClawState 'a..b' 1 }; Id = 'InvalidStateKey'; Category = 'InvalidArgument'; Target = 'a..b'; By = 'AddClawState' }
            @{ Command = { Step-ClawState '*' }; Id = 'InvalidStateKey'; Category = 'InvalidArgument'; Target = '*'; By = 'StepClawState' }
            @{ Command = { Undo-ClawState '*' }; Id = 'InvalidStateKey'; Category = 'InvalidArgument'; Target = '*'; By = 'UndoClawState' }
            @{ Command = { Get-ClawStateHistory 'a*' }; Id = 'InvalidStateKey'; Category = 'InvalidArgument'; Target = 'a*'; By = 'GetClawStateHistory' }
            @{ Command = { Test-ClawState '' }; Id = 'InvalidStateKey'; Category = 'InvalidArgument'; Target = ''; By = 'TestClawState' }
            @{ Command = { Remove-ClawState 'a\b' }; Id = 'InvalidStateKey'; Category = 'InvalidArgument'; Target = 'a\b'; By = 'RemoveClawState' }
            @{ Command = { Clear-ClawStateHistory a/b -Before 1d }; Id = 'InvalidStateKey'; Category = 'InvalidArgument'; Target = 'a/b'; By = 'ClearClawStateHistory' }
            @{ Command = { Get-ClawState 'a[b' }; Id = 'InvalidStatePattern'; Category = 'InvalidArgument'; Target = 'a[b'; By = 'GetClawState' }
            @{ Command = { Find-ClawState x -Key 'a[b' }; Id = 'InvalidStatePattern'; Category = 'InvalidArgument'; Target = 'a[b'; By = 'FindClawState' }
            @{ Command = { Get-ClawState no:such }; Id = 'StateKeyNotFound'; Category = 'ObjectNotFound'; Target = 'no:such'; By = 'GetClawState' }
            @{ Command = { Remove-ClawState no:such }; Id = 'StateKeyNotFound'; Category = 'ObjectNotFound'; Target = 'no:such'; By = 'RemoveClawState' }
            @{ Command = { Undo-ClawState no:such }; Id = 'StateKeyNotFound'; Category = 'ObjectNotFound'; Target = 'no:such'; By = 'UndoClawState' }
            @{ Command = { Get-ClawStateHistory no:such }; Id = 'StateKeyNotFound'; Category = 'ObjectNotFound'; Target = 'no:such'; By = 'GetClawStateHistory' }
            @{ Command = { Remove-ClawState no:such -Purge -Force }; Id = 'StateKeyNotFound'; Category = 'ObjectNotFound'; Target = 'no:such'; By = 'RemoveClawState' }
            @{ Command = { Undo-ClawState there:text -Version 9 }; Id = 'StateVersionNotFound'; Category = 'ObjectNotFound'; Target = 'there:text'; By = 'UndoClawState' }
            @{ Command = { Set-ClawState there:text 1 -IfVersion 0 }; Id = 'StateVersionConflict'; Category = 'InvalidOperation'; Target = 'there:text'; By = 'SetClawState' }
            @{ Command = { Remove-ClawState there:text -IfVersion 9 -Purge -Force }; Id = 'StateVersionConflict'; Category = 'InvalidOperation'; Target = 'there:text'; By = 'RemoveClawState' }
            @{ Command = { Step-ClawState there:number -Maximum 5 }; Id = 'StateLimitExceeded'; Category = 'LimitsExceeded'; Target = 'there:number'; By = 'StepClawState' }
            @{ Command = { Step-ClawState there:large }; Id = 'StateStepOverflow'; Category = 'LimitsExceeded'; Target = 'there:large'; By = 'StepClawState' }
            @{ Command = { Step-ClawState there:text }; Id = 'StateNotNumeric'; Category = 'InvalidArgument'; Target = 'there:text'; By = 'StepClawState' }
            @{ Command = { Set-ClawState a:b $null }; Id = 'UnsupportedValue'; Category = 'InvalidArgument'; Target = 'a:b'; By = 'SetClawState' }
            @{ Command = { Set-ClawState a:b ('AKIA' + 'IOSFODNN7EXAMPLE') }; Id = 'SecretInValue'; Category = 'SecurityError'; Target = 'a:b'; By = 'SetClawState' }
            @{ Command = { Set-ClawState a:b 1 -Scope All }; Id = 'InvalidScope'; Category = 'InvalidArgument'; Target = 'a:b'; By = 'SetClawState' }
            @{ Command = { Set-ClawState a:b 1 -Scope Project }; Id = 'NotInProject'; Category = 'InvalidArgument'; Target = 'a:b'; By = 'SetClawState' }
            @{ Command = { Find-ClawState ' ' }; Id = 'EmptySearch'; Category = 'InvalidArgument'; Target = ''; By = 'FindClawState' }
        ) {
            $failure = Get-Failure $Command

            $failure.FullyQualifiedErrorId | Should -BeExactly "$Id,ClawPowers.PowerShell.Commands.${By}Command"
            $failure.CategoryInfo.Category | Should -Be $Category
            $failure.TargetObject | Should -BeExactly $Target
            $failure.Exception.Message | Should -Match '\.$|timeout$'
            (Get-ClawState).Value | Should -BeExactly ([long]::MaxValue), 5, 'text'
        }

        It 'never lets a message show a whole long key' {
            $failure = Get-Failure { Set-ClawState ('k' * 2000) 1 }

            $failure.Exception.Message.Length | Should -BeLessThan 400
            $failure.TargetObject.Length | Should -Be 2000
        }
    }

    Context 'of what was typed' {
        It 'refuses a bad CLAWPOWERS_SCOPE in every command: <_>' -ForEach @(
            'Get-ClawState', 'Get-ClawState a:b', 'Set-ClawState a:b 1', 'Add-ClawState a:b 1', 'Step-ClawState a:b', 'Test-ClawState a:b', 'Remove-ClawState a:b'
            'Find-ClawState x', 'Undo-ClawState a:b', 'Get-ClawStateHistory a:b', 'Clear-ClawStateHistory -Before 1d', 'Get-ClawStatus'
        ) {
            $env:CLAWPOWERS_SCOPE = 'Galaxy'

            $failure = Get-Failure ([scriptblock]::Create($_))

            $failure.FullyQualifiedErrorId | Should -BeLike 'InvalidScope,ClawPowers.PowerShell.Commands.*'
            $failure.Exception.Message | Should -BeLike "*'Galaxy' in CLAWPOWERS_SCOPE*Project, Global, All*"
            $failure.TargetObject | Should -BeExactly $(if ($_ -match '^(Set|Add|Step|Undo|Remove)') { 'a:b' } elseif ($_ -match '^Clear') { '*' } else { 'Galaxy' })
        }

        It 'refuses a piped scope that is none, for that item alone' {
            $rows = @(
                [pscustomobject] @{ Key = 'row:one'; Value = 1; Scope = 'Globl' }
                [pscustomobject] @{ Key = 'row:two'; Value = 2; Scope = 'Global' })
            $rows | Set-ClawState -ErrorVariable failures -ErrorAction SilentlyContinue
            $failures.FullyQualifiedErrorId | Should -BeLike 'InvalidScope,*'
            $failures.TargetObject | Should -BeExactly 'row:one'
            (Get-ClawState row:* -Scope All).Key | Should -BeExactly 'row:two'
        }

        It 'refuses -Scope <_> beside -Project' -ForEach 'Global', 'All' {
            { Get-ClawState a:b -Scope $_ -Project example.com/x/y -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidScope,*'
            { Set-ClawState a:b 1 -Scope $_ -Project example.com/x/y -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidScope,*'
        }

        It 'refuses a blank -Project, and takes capitals for what they are' {
            { Set-ClawState a:b 1 -Project ' ' -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidProject,*'
            (Set-ClawState a:b 1 -Project Example.com/X/Y -PassThru).Project | Should -BeExactly 'example.com/x/y'
        }

        It 'refuses a path that is none in the file system' {
            { Backup-ClawStore Variable:zzz } | Should -Throw -ErrorId 'NotAFilePath,*'
            { Restore-ClawStore Env:foo -Force } | Should -Throw -ErrorId 'NotAFilePath,*'
        }

        It 'refuses a value with a property that cannot be read, for that item alone' {
            $bad = [pscustomobject] @{ a = 1 } | Add-Member ScriptProperty b { throw 'no' } -PassThru
            Set-ClawState odd:value $bad -ErrorVariable failures -ErrorAction SilentlyContinue
            $failures[-1].FullyQualifiedErrorId | Should -BeLike 'UnsupportedValue,*'
        }

        It 'leaves no store behind when there is nothing to remove' {
            $folder = New-ScratchFolder
            $env:CLAWPOWERS_DIR = Join-Path $folder none
            { Remove-ClawState a:b -ErrorAction Stop } | Should -Throw -ErrorId 'StateKeyNotFound,*'
            { Remove-ClawState a:b -Purge -Force -ErrorAction Stop } | Should -Throw -ErrorId 'StateKeyNotFound,*'
            { Undo-ClawState a:b -ErrorAction Stop } | Should -Throw -ErrorId 'StateKeyNotFound,*'
            $env:CLAWPOWERS_DIR | Should -Not -Exist
        }

        It 'refuses a -Scope that is none' {
            { Get-ClawState -Scope Galaxy } | Should -Throw -ErrorId 'InvalidScope,*'
        }
    }

    Context 'of a store that is <Name>' -ForEach @(
        @{
            Name = 'of another program'; Id = 'StoreNotRecognized'; Category = 'InvalidData'
            Break = { Set-Content -LiteralPath (Get-StoreFile) -Value ('Dear diary. ' * 500) }
        }
        @{
            Name = 'of another program over SQLite'; Id = 'StoreNotRecognized'; Category = 'InvalidData'
            Break = { Initialize-SingleFileStore; Write-StoreByte 68 (0, 0, 0, 7) }
        }
        @{
            Name = 'of a later version'; Id = 'StoreTooNew'; Category = 'InvalidData'
            Break = { Initialize-SingleFileStore; Write-StoreByte 60 (0, 0, 3, 231) }
        }
        @{
            Name = 'cut short'; Id = 'StoreDamaged'; Category = 'InvalidData'
            Break = {
                Initialize-SingleFileStore
                $bytes = [System.IO.File]::ReadAllBytes((Get-StoreFile))
                [System.IO.File]::WriteAllBytes((Get-StoreFile), $bytes[0..5000])
            }
        }
        @{
            Name = 'overwritten in its first page'; Id = 'StoreDamaged'; Category = 'InvalidData'
            Break = { Initialize-SingleFileStore; Write-StoreByte 100 ([byte[]] (, 255 * 3900)) }
        }
    ) {
        BeforeEach {
            & $Break
            $before = (Get-FileHash -LiteralPath (Get-StoreFile)).Hash
        }

        AfterEach {
            (Get-FileHash -LiteralPath (Get-StoreFile)).Hash | Should -BeExactly $before
        }

        It 'fails with one error and its own id: <_>' -ForEach @(
            'Get-ClawState', 'Get-ClawState a:b', 'Set-ClawState a:b 2', 'Add-ClawState a:b 2', 'Step-ClawState n:x', 'Test-ClawState a:b', 'Remove-ClawState a:b'
            'Find-ClawState value', 'Undo-ClawState a:b', 'Get-ClawStateHistory a:b', 'Clear-ClawStateHistory -Before 1d', 'Initialize-ClawStore', 'Get-ClawStatus'
            'Backup-ClawStore'
        ) {
            $failure = Get-Failure ([scriptblock]::Create($_))

            $failure.FullyQualifiedErrorId | Should -BeLike "$Id,ClawPowers.PowerShell.Commands.*"
            $failure.CategoryInfo.Category | Should -Be $Category
            $failure.TargetObject | Should -BeExactly (Get-StoreFile)
            $failure.Exception.Message | Should -BeLike "*'$(Get-StoreFile)'*"
        }

        It 'is found by Test-ClawStore' {
            Test-ClawStore -Quiet | Should -BeFalse
            $failed = @(Test-ClawStore).Where{ -not $_.Passed }
            $failed.Recommendation | Should -Not -BeNullOrEmpty
        }
    }

    Context 'of a store that is damaged inside' {
        It 'is found by Test-ClawStore, and named by what reads there' {
            Initialize-SingleFileStore
            $length = (Get-Item -LiteralPath (Get-StoreFile)).Length
            $middle = [int] ([math]::Floor($length / 4096 / 2) * 4096)
            # The pages at the end say what tables there are; without them nothing can be opened at all.
            Write-StoreByte $middle ([byte[]] (, 255 * [int] ($length / 4)))

            $failed = @(Test-ClawStore).Where{ -not $_.Passed }
            $failed.Check | Should -Contain 'Integrity'
            $failed.Where{ $_.Check -eq 'Integrity' }.Recommendation | Should -BeLike '*Restore-ClawStore*'
            $failures = @(try { Get-ClawState 2>&1 | Where-Object { $_ -is [System.Management.Automation.ErrorRecord] } } catch { $_ })
            $failures.FullyQualifiedErrorId | Should -BeExactly 'StoreDamaged,ClawPowers.PowerShell.Commands.GetClawStateCommand'
            $failures.Exception.Message | Should -BeLike '*Restore-ClawStore*'
        }
    }

    Context 'of the place' {
        BeforeDiscovery {
            Import-Module "$PSScriptRoot/TestHelpers.psm1" -Force
            $isRoot = -not $IsWindows -and [Environment]::UserName -eq 'root'
            $cannotDenyWriting = $IsWindows -or ($isRoot -and -not (Get-Command setpriv -ErrorAction Ignore))
            $cannotMount = -not $IsLinux -or -not (Get-Command unshare -ErrorAction Ignore) -or
                (Invoke-TestProcess unshare '-rm', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt').ExitCode -ne 0
        }

        It 'reads a store in a folder that can not be written, and refuses to change it' -Skip:$cannotDenyWriting {
            Initialize-SingleFileStore
            # Not in the folder of the tests, which may be closed to others.
            $folder = [System.IO.Directory]::CreateTempSubdirectory('store-').FullName
            Copy-Item -LiteralPath (Get-StoreFile) -Destination $folder
            $env:CLAWPOWERS_DIR = $folder
            [System.IO.File]::SetUnixFileMode((Get-StoreFile), 'UserRead, GroupRead, OtherRead')
            [System.IO.File]::SetUnixFileMode($env:CLAWPOWERS_DIR, 'UserRead, UserExecute, GroupRead, GroupExecute, OtherRead, OtherExecute')
            $before = (Get-FileHash -LiteralPath (Get-StoreFile)).Hash
            $script = '
                (Get-ClawState a:b).Value
                (Find-ClawState value).Key
                (Get-ClawStatus).IsWritable
                foreach ($command in { Set-ClawState a:b 2 }, { Step-ClawState n:x }, { Remove-ClawState a:b }, { Clear-ClawStateHistory -Before 1ms }) {
                    try { & $command -ErrorAction Stop } catch { "$($_.FullyQualifiedErrorId) $($_.CategoryInfo.Category) $($_.TargetObject -eq "$env:CLAWPOWERS_DIR/clawpowers.db")" }
                }'
            $variables = @{ PSModulePath = (Get-ModulePath) + [System.IO.Path]::PathSeparator + $env:PSModulePath; HOME = $folder }
            $arguments = '-NoProfile', '-NonInteractive', '-Command', $script
            try {
                # Nothing is denied to root, so that the command is run as nobody.
                $result = [Environment]::UserName -eq 'root' ?
                    (Invoke-TestProcess setpriv (@('--reuid=65534', '--regid=65534', '--clear-groups', [Environment]::ProcessPath) + $arguments) -Environment $variables -WorkingDirectory $folder) :
                    (Invoke-TestProcess ([Environment]::ProcessPath) $arguments -Environment $variables -WorkingDirectory $folder)
            }
            finally {
                $after = (Get-FileHash -LiteralPath (Get-StoreFile)).Hash
                [System.IO.File]::SetUnixFileMode($folder, 'UserRead, UserWrite, UserExecute')
                Remove-Item -LiteralPath $folder -Recurse -Force
            }

            $result.ErrorText | Should -BeNullOrEmpty
            $lines = $result.Output.Trim() -split '\n'
            $lines[0..2] | Should -BeExactly 'value', 'a:b', 'False'
            $lines[3..5] | Should -BeExactly @(
                'StoreReadOnly,ClawPowers.PowerShell.Commands.SetClawStateCommand PermissionDenied True'
                'StoreReadOnly,ClawPowers.PowerShell.Commands.StepClawStateCommand PermissionDenied True'
                'StoreReadOnly,ClawPowers.PowerShell.Commands.RemoveClawStateCommand PermissionDenied True'
            )
            $after | Should -BeExactly $before
        }

        It 'says of a full disk that nothing was stored, and loses nothing' -Skip:$cannotMount {
            $disk = New-ScratchFolder 'disk'
            $script = '
                Set-ClawState kept:before 1
                try { Set-ClawState large:value ("x" * 3MB) -ErrorAction Stop } catch { "$($_.FullyQualifiedErrorId) $($_.CategoryInfo.Category)" }
                (Get-ClawState).Key
                Set-ClawState after:it 1
                Test-ClawState after:it
                (Test-ClawStore | Where-Object Check -eq Integrity).Passed'
            $variables = @{ PSModulePath = (Get-ModulePath) + [System.IO.Path]::PathSeparator + $env:PSModulePath; CLAWPOWERS_DIR = $disk; SCRIPT = $script; DISK = $disk }

            $result = Invoke-TestProcess unshare '-rm', 'sh', '-c', "mount -t tmpfs -o size=1500k tmpfs `"`$DISK`" && exec '$([Environment]::ProcessPath)' -NoProfile -NonInteractive -Command `"`$SCRIPT`"" -Environment $variables

            $result.ErrorText | Should -BeNullOrEmpty
            $result.Output.Trim() -split '\n' | Should -BeExactly 'StoreFull,ClawPowers.PowerShell.Commands.SetClawStateCommand WriteError', 'kept:before', 'True', 'True'
        }

        It 'says of a folder that can not be made whose it is' {
            $blocked = Join-Path (New-ScratchFolder) 'file'
            Set-Content -LiteralPath $blocked -Value 'not a folder'
            $env:CLAWPOWERS_DIR = Join-Path $blocked 'inner'

            $failure = Get-Failure { Set-ClawState a:b 1 }

            $failure.FullyQualifiedErrorId | Should -BeExactly 'StoreReadOnly,ClawPowers.PowerShell.Commands.SetClawStateCommand'
            $failure.TargetObject | Should -BeExactly $env:CLAWPOWERS_DIR
            $failure.Exception.Message | Should -BeLike '*CLAWPOWERS_DIR*'
            Get-ClawState | Should -BeNullOrEmpty
        }

        It 'says of a folder in place of the file that it can not be opened' {
            $null = New-Item -ItemType Directory -Path (Get-StoreFile)

            $failure = Get-Failure { Set-ClawState a:b 1 }

            $failure.FullyQualifiedErrorId | Should -BeLike 'Store*,ClawPowers.PowerShell.Commands.SetClawStateCommand'
            $failure.CategoryInfo.Category | Should -Be 'PermissionDenied'
        }

        It 'says where backups fail: <Id>' -ForEach @(
            @{ Id = 'BackupExists'; Category = 'InvalidArgument'; Command = { Backup-ClawStore $place } }
            @{ Id = 'BackupFolderNotFound'; Category = 'ObjectNotFound'; Command = { Backup-ClawStore (Join-Path $place 'no' 'x.db') } }
            @{ Id = 'BackupUnusable'; Category = 'InvalidData'; Command = { Restore-ClawStore (Join-Path $place 'none.db') -Force } }
        ) {
            Set-ClawState a:b 1
            $place = New-ScratchFolder

            $failure = Get-Failure $Command

            $failure.FullyQualifiedErrorId | Should -BeLike "$Id,ClawPowers.PowerShell.Commands.*"
            $failure.CategoryInfo.Category | Should -Be $Category
            $failure.TargetObject | Should -BeLike "$place*"
        }

        It 'says of a backup of no store that there is none' {
            $failure = Get-Failure { Backup-ClawStore }

            $failure.FullyQualifiedErrorId | Should -BeExactly 'StoreNotFound,ClawPowers.PowerShell.Commands.BackupClawStoreCommand'
            $failure.CategoryInfo.Category | Should -Be 'ObjectNotFound'
            $failure.TargetObject | Should -BeExactly (Get-StoreFile)
        }
    }
}
