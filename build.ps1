<#
.SYNOPSIS
Builds, tests, packs, installs or measures ClawPowers.

.DESCRIPTION
Each task is one or two calls of dotnet, which can also be made by hand. The script works from any location and ends with the exit
code of the call that failed.

.PARAMETER Task
One or more, run in the order given.

Build stages the module in out/ClawPowers. Test runs all tests. Package makes the PowerShell Gallery's package and that of the command line in
packages/. Install puts the module into the user's module folder. Benchmark measures. Clean removes what the other tasks made.

.PARAMETER Configuration
Release unless said otherwise.

.EXAMPLE
./build.ps1

.EXAMPLE
./build.ps1 -Task Test, Package
#>
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSReviewUnusedParameter', 'Configuration', Justification = 'The tasks below use it.')]
[CmdletBinding()]
param(
    [Parameter(Position = 0)]
    [ValidateSet('Build', 'Test', 'Package', 'Install', 'Benchmark', 'Clean')]
    [string[]] $Task = 'Build',

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Release'
)

$ErrorActionPreference = 'Stop'
Set-StrictMode -Version 3

$root = $PSScriptRoot
$stage = Join-Path $root 'out/ClawPowers'
$packages = Join-Path $root 'packages'

function Invoke-DotNet {
    Write-Verbose "dotnet $args"
    & dotnet @args
    if ($LASTEXITCODE -ne 0) {
        exit $LASTEXITCODE
    }
}

function Invoke-BuildTask {
    Invoke-DotNet build (Join-Path $root 'ClawPowers.sln') --configuration $Configuration
}

function Invoke-TestTask {
    Invoke-DotNet test (Join-Path $root 'ClawPowers.sln') --configuration $Configuration
}

function Invoke-PackageTask {
    foreach ($project in 'module/ClawPowers.Package.csproj', 'src/ClawPowers.Cli/ClawPowers.Cli.csproj') {
        Invoke-DotNet pack (Join-Path $root $project) --configuration $Configuration --output $packages
    }
}

function Invoke-InstallTask {
    Invoke-DotNet build (Join-Path $root 'src/ClawPowers.PowerShell/ClawPowers.PowerShell.csproj') --configuration $Configuration
    $version = (Import-PowerShellDataFile (Join-Path $stage 'ClawPowers.psd1')).ModuleVersion
    $modules = if ($IsWindows) {
        Join-Path ([Environment]::GetFolderPath('MyDocuments')) 'PowerShell/Modules'
    }
    else {
        # Where PowerShell looks, on macOS too; .NET's LocalApplicationData is another folder there.
        $data = if ($env:XDG_DATA_HOME) { $env:XDG_DATA_HOME } else { Join-Path $HOME '.local/share' }
        Join-Path $data 'powershell/Modules'
    }
    $target = Join-Path $modules "ClawPowers/$version"
    if (Test-Path -LiteralPath $target) {
        # On Windows this fails while a PowerShell has the module loaded; the message names the file.
        Remove-Item -LiteralPath $target -Recurse -Force
    }
    $null = New-Item -ItemType Directory -Path $target -Force
    Copy-Item -Path (Join-Path $stage '*') -Destination $target -Recurse
    Write-Information "ClawPowers $version -> $target" -InformationAction Continue
}

function Invoke-BenchmarkTask {
    Invoke-DotNet run --configuration Release --project (Join-Path $root 'benchmarks/ClawPowers.Benchmarks')
}

function Invoke-CleanTask {
    foreach ($folder in 'artifacts', 'out', 'packages') {
        $path = Join-Path $root $folder
        if (Test-Path -LiteralPath $path) {
            Remove-Item -LiteralPath $path -Recurse -Force
        }
    }
}

foreach ($name in $Task) {
    & "Invoke-${name}Task"
}
