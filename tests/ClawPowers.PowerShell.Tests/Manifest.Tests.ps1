BeforeDiscovery {
    Import-Module "$PSScriptRoot/TestHelpers.psm1" -Force
    $manifest = Import-PowerShellDataFile "$(Get-ModulePath)/ClawPowers/ClawPowers.psd1"
    $exported = $manifest.CmdletsToExport
}

BeforeAll {
    Import-Module "$PSScriptRoot/TestHelpers.psm1" -Force
    $moduleFolder = Join-Path (Get-ModulePath) 'ClawPowers'
    $manifestPath = Join-Path $moduleFolder 'ClawPowers.psd1'
    $manifest = Import-PowerShellDataFile $manifestPath
    Import-Module $moduleFolder
}

AfterAll {
    Remove-Scratch
}

Describe 'the manifest' {
    It 'passes Test-ModuleManifest' {
        (Test-ModuleManifest $manifestPath).Name | Should -Be 'ClawPowers'
    }

    It 'has the version of Directory.Build.props' {
        $properties = [xml] (Get-Content -Raw (Join-Path (Get-RepositoryRoot) 'Directory.Build.props'))
        $manifest.ModuleVersion | Should -Be $properties.SelectSingleNode('//VersionPrefix').InnerText
    }

    It 'names every cmdlet that the module has, and no other' {
        # Loaded past the manifest, the assembly shows all it has.
        $script = "(Import-Module '$moduleFolder/ClawPowers.PowerShell.dll' -PassThru).ExportedCmdlets.Keys"
        $present = (Invoke-Pwsh $script).Output.Trim() -split '\r?\n'
        $present | Sort-Object | Should -Be ($manifest.CmdletsToExport | Sort-Object)
    }

    It 'exports no functions, aliases or variables' {
        $manifest.FunctionsToExport + $manifest.AliasesToExport + $manifest.VariablesToExport | Should -BeNullOrEmpty
    }

    It 'exports <_> with an approved verb and the Claw prefix' -ForEach $exported {
        $verb, $noun = $_ -split '-', 2
        Get-Verb $verb | Should -Not -BeNullOrEmpty
        $noun | Should -BeLike 'Claw*'
        (Get-Command $_ -Module ClawPowers).CommandType | Should -Be 'Cmdlet'
    }

    It 'asks for PowerShell 7.4 and Core, in a form that Windows PowerShell 5.1 can read' {
        $manifest.PowerShellVersion | Should -Be '7.4'
        $manifest.CompatiblePSEditions | Should -Be 'Core'
        # 5.1 reads a file without BOM in the system's code page, and knows none of the newer operators.
        [System.IO.File]::ReadAllBytes($manifestPath) | Where-Object { $_ -gt 127 } | Should -BeNullOrEmpty
        $manifest.Keys | Should -Not -Contain 'PowerShellHostVersion'
    }

    It 'says in one sentence what it needs, where PowerShell is too old' {
        # No PowerShell is old enough here: the same check, with a version that none has.
        $path = Join-Path (New-ScratchFolder 'old') 'ClawPowers.psd1'
        (Get-Content -Raw $manifestPath).Replace("'7.4'", "'99.0'") | Set-Content $path
        $result = Invoke-Pwsh "Import-Module '$path'; `$Error.Count; `$Error[0].FullyQualifiedErrorId; `$Error[0].Exception.Message"
        $count, $id, $message = $result.Output.Trim() -split '\r?\n'
        $count | Should -Be 1
        $id | Should -BeLike 'Modules_InsufficientPowerShellVersion,*'
        $message | Should -BeLike "*requires a minimum*version of '99.0'*"
    }
}

Describe 'the staged module' {
    It 'has <_>' -ForEach 'LICENSE', 'THIRD-PARTY-NOTICES.txt', 'ClawPowers.Abstractions.dll', 'ClawPowers.Format.ps1xml', 'lib/ClawPowers.Core.dll', 'lib/ClawPowers.Core.deps.json', 'lib/YamlDotNet.dll', 'lib/LibGit2Sharp.dll',
        'en-US/ClawPowers.PowerShell.dll-Help.xml', 'en-US/about_ClawPowers.help.txt' {
        Join-Path $moduleFolder $_ | Should -Exist
    }

    It 'has SQLite for <_>' -ForEach 'win-x64', 'win-arm64', 'linux-x64', 'linux-arm64', 'linux-musl-x64', 'osx-x64', 'osx-arm64' {
        Get-ChildItem (Join-Path $moduleFolder "lib/runtimes/$_/native/*e_sqlite3.*") | Should -HaveCount 1
    }

    It 'has nothing that is not shipped' {
        Get-ChildItem $moduleFolder -Recurse -File -Include *.pdb, *.md, System.Management.Automation.dll | Where-Object FullName -NotLike '*skills*' | Should -BeNullOrEmpty
        Join-Path $moduleFolder 'lib/ClawPowers.Abstractions.dll' | Should -Not -Exist
    }

    It 'is found by name, without an import' {
        (Invoke-Pwsh 'Get-ClawStatus | Out-Null; (Get-Module ClawPowers).ModuleBase').Output.Trim() | Should -Be $moduleFolder
    }
}
