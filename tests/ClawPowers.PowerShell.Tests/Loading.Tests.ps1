BeforeAll {
    Import-Module "$PSScriptRoot/TestHelpers.psm1" -Force
    Import-Module "$(Get-ModulePath)/ClawPowers"
    Push-Location (New-ScratchFolder)
}

AfterAll {
    Pop-Location
    Remove-Scratch
}

Describe 'Loading' {
    BeforeEach {
        $null = New-ScratchStore
    }

    Context 'importing' {
        It 'loads nothing but the cmdlets, touches no file and makes no store' {
            $userHome = New-ScratchFolder 'home'
            $result = Invoke-Pwsh -Environment @{ HOME = $userHome; USERPROFILE = $userHome; CLAWPOWERS_DIR = $null } '
                Import-Module ClawPowers
                (Get-Module ClawPowers).ExportedCmdlets.Count
                ([AppDomain]::CurrentDomain.GetAssemblies().GetName().Name -match "^(ClawPowers|Microsoft.Data|SQLitePCL|YamlDotNet|LibGit2|MathNet)" | Sort-Object) -join " "
                [System.Diagnostics.Process]::GetCurrentProcess().Modules.ModuleName -match "sqlite"
                [System.Runtime.Loader.AssemblyLoadContext]::All.Name -contains "ClawPowers"
                Remove-Module ClawPowers
                [AppDomain]::CurrentDomain.GetAssemblies().GetName().Name -contains "ClawPowers.Core"'

            $result.ErrorText | Should -BeNullOrEmpty
            $lines = $result.Output.Trim() -split '\r?\n'
            $lines[0] | Should -BeExactly "$((Import-PowerShellDataFile "$(Get-ModulePath)/ClawPowers/ClawPowers.psd1").CmdletsToExport.Count)"
            $lines[1] | Should -BeIn 'ClawPowers.Abstractions ClawPowers.PowerShell', 'ClawPowers.PowerShell'
            $lines[2..3] | Should -BeExactly 'False', 'False'
            Join-Path $userHome '.clawpowers' | Should -Not -Exist
        }

        It 'keeps Core and its dependencies in a context of their own' {
            Set-ClawState a:b 1
            $core = [AppDomain]::CurrentDomain.GetAssemblies().Where{ $_.GetName().Name -eq 'ClawPowers.Core' }

            $core.Count | Should -Be 1
            [System.Runtime.Loader.AssemblyLoadContext]::GetLoadContext($core[0]).Name | Should -BeExactly 'ClawPowers'
            $sqlite = [AppDomain]::CurrentDomain.GetAssemblies().Where{ $_.GetName().Name -eq 'Microsoft.Data.Sqlite' -and $_.Location -like '*ClawPowers*' }
            [System.Runtime.Loader.AssemblyLoadContext]::GetLoadContext($sqlite[0]).Name | Should -BeExactly 'ClawPowers'
        }

        It 'works from a folder with spaces, brackets and other letters in its name' {
            $folder = Join-Path (New-ScratchFolder) "Mödule 'x' (1)"
            Copy-Item -LiteralPath (Join-Path (Get-ModulePath) 'ClawPowers') -Destination (Join-Path $folder 'ClawPowers') -Recurse

            $result = Invoke-Pwsh -Environment @{ MODULE_FOLDER = $folder } '$env:PSModulePath = $env:MODULE_FOLDER; Set-ClawState a:b works; (Get-Module ClawPowers).ModuleBase; Get-ClawState a:b -ValueOnly'

            $result.ErrorText | Should -BeNullOrEmpty
            $result.Output.Trim() -split '\r?\n' | Should -BeExactly (Join-Path $folder 'ClawPowers'), 'works'
        }
    }

    Context 'beside others' {
        It 'works beside another assembly of each dependency, loaded <When>' -ForEach @(
            @{ When = 'before it' }, @{ When = 'after it' }
        ) {
            $folder = New-ScratchFolder
            $make = '
                foreach ($name in "Microsoft.Data.Sqlite", "YamlDotNet", "SQLitePCLRaw.core") {
                    $type = ($name -replace "\W") + "Stub"
                    Add-Type -TypeDefinition "public class $type { }" -OutputAssembly "FOLDER/$name.dll" -OutputType Library
                    Add-Type -Path "FOLDER/$name.dll"
                    "$([Type] $type)"
                }'.Replace('FOLDER', $folder)
            $use = '
                Import-Module ClawPowers
                Set-ClawState a:b "stored"
                Get-ClawState a:b -ValueOnly
                (Find-ClawState stored).Key'

            $result = Invoke-Pwsh ($When -eq 'before it' ? $make + $use : $use + $make + '; Step-ClawState n:x | Out-Null; Test-ClawStore -Quiet')

            $result.ErrorText | Should -BeNullOrEmpty
            $stubs = 'MicrosoftDataSqliteStub', 'YamlDotNetStub', 'SQLitePCLRawcoreStub'
            $result.Output.Trim() -split '\r?\n' | Should -BeExactly ($When -eq 'before it' ? $stubs + 'stored', 'a:b' : 'stored', 'a:b' + $stubs + 'True')
        }

        It 'can be imported with -Force, removed and imported again' {
            $result = Invoke-Pwsh '
                Import-Module ClawPowers; Set-ClawState a:b 1
                Import-Module ClawPowers -Force; (Step-ClawState a:b).Value
                Remove-Module ClawPowers; Import-Module ClawPowers; (Step-ClawState a:b).Value
                Import-Module ClawPowers -Force; Import-Module ClawPowers -Force; (Step-ClawState a:b).Value
                @([AppDomain]::CurrentDomain.GetAssemblies().Where{ $_.GetName().Name -eq "ClawPowers.Core" }).Count
                Remove-Module ClawPowers; (Step-ClawState a:b).Value
                "$((Get-ClawState a:b).GetType().FullName) $((Get-ClawState a:b) -is [ClawPowers.StateEntry])"'

            $result.ErrorText | Should -BeNullOrEmpty
            $result.Output.Trim() -split '\r?\n' | Should -BeExactly '2', '3', '4', '1', '5', 'ClawPowers.PlainStateEntry True'
        }

        It 'can be loaded by eight runspaces at once, by autoloading' {
            $result = Invoke-Pwsh '1..8 | ForEach-Object -Parallel { Step-ClawState n:x | Out-Null; Set-ClawState "r:$_" $_ } -ThrottleLimit 8; (Get-ClawState n:x).Value; (Get-ClawState r:*).Count'

            $result.ErrorText | Should -BeNullOrEmpty
            $result.Output.Trim() -split '\r?\n' | Should -BeExactly '8', '8'
        }

        It 'can be imported by eight runspaces at once, and removed by some' {
            $result = Invoke-Pwsh '
                $shells = 1..8 | ForEach-Object {
                    $shell = [powershell]::Create()
                    $null = $shell.AddScript("Import-Module ClawPowers; 1..10 | ForEach-Object { Step-ClawState n:x } | Out-Null; if ($_ % 2) { Remove-Module ClawPowers }")
                    [pscustomobject] @{ Shell = $shell; Running = $shell.BeginInvoke() }
                }
                foreach ($one in $shells) { $one.Shell.EndInvoke($one.Running); $one.Shell.Streams.Error; $one.Shell.Dispose() }
                (Get-ClawState n:x).Value'

            $result.ErrorText | Should -BeNullOrEmpty
            $result.Output.Trim() | Should -BeExactly '80'
        }
    }

    Context 'a store that changes under a running session' {
        It 'follows a changed CLAWPOWERS_DIR' {
            Set-ClawState a:b 'one'
            $first = $env:CLAWPOWERS_DIR
            $null = New-ScratchStore
            Test-ClawState a:b | Should -BeFalse
            Set-ClawState a:b 'two'

            $env:CLAWPOWERS_DIR = $first
            (Get-ClawState a:b).Value | Should -BeExactly 'one'
        }

        It 'begins anew after the file was deleted' -Skip:$IsWindows {
            Set-ClawState a:b 1
            $id = (Get-ClawStatus).StoreId
            Remove-Item -Path (Join-Path $env:CLAWPOWERS_DIR 'clawpowers.db*')

            Get-ClawState | Should -BeNullOrEmpty
            (Set-ClawState a:b 2 -PassThru).Version | Should -Be 1
            (Get-ClawStatus).StoreId | Should -Not -Be $id
            Test-ClawStore -Quiet | Should -BeTrue
        }

        It 'begins anew after the folder was deleted' -Skip:$IsWindows {
            Set-ClawState a:b 1
            Remove-Item -LiteralPath $env:CLAWPOWERS_DIR -Recurse

            Test-ClawState a:b | Should -BeFalse
            (Set-ClawState a:b 2 -PassThru).Version | Should -Be 1
        }

        It 'reads the file that was put in its place' -Skip:$IsWindows {
            Set-ClawState a:b 'replacement'
            $copy = (Backup-ClawStore (Join-Path (New-ScratchFolder) 'copy.db')).Path
            $null = New-ScratchStore
            Set-ClawState a:b 'original'
            Remove-Item -Path (Join-Path $env:CLAWPOWERS_DIR 'clawpowers.db*')
            Move-Item -LiteralPath $copy -Destination (Join-Path $env:CLAWPOWERS_DIR 'clawpowers.db')

            (Get-ClawState a:b).Value | Should -BeExactly 'replacement'
            Set-ClawState a:b 'changed'
            (Get-ClawState a:b).Version | Should -Be 2
            Test-ClawStore -Quiet | Should -BeTrue
        }

        It 'lets go of the file when the module is removed' {
            $result = Invoke-Pwsh '
                Set-ClawState a:b 1
                Remove-Module ClawPowers
                Test-Path (Join-Path $env:CLAWPOWERS_DIR "clawpowers.db-wal")
                Rename-Item $env:CLAWPOWERS_DIR "$env:CLAWPOWERS_DIR-moved"
                $env:CLAWPOWERS_DIR += "-moved"
                Get-ClawState a:b -ValueOnly'
            Rename-Item -LiteralPath "$env:CLAWPOWERS_DIR-moved" $env:CLAWPOWERS_DIR

            $result.ErrorText | Should -BeNullOrEmpty
            $result.Output.Trim() -split '\r?\n' | Should -BeExactly 'False', '1'
        }
    }
}
