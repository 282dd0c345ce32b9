<#
.SYNOPSIS
Builds, tests, packs, installs or measures ClawPowers.

.DESCRIPTION
Each task is one or two calls of dotnet, which can also be made by hand. The script works from any location and ends with the exit
code of the call that failed.

.PARAMETER Task
One or more, run in the order given.

Build stages the module in out/ClawPowers. Test runs all tests. Native makes the command line as a native program of this platform, in
artifacts/native/<rid>. Package makes the PowerShell Gallery's package and that of the command line in packages/. Install puts the module into the
user's module folder. Both make the native program first and put it into the module; where it can't be made, they say so and go on without it.
Benchmark measures, the native program too. Clean removes what the other tasks made.

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
    [ValidateSet('Build', 'Test', 'Native', 'Package', 'Install', 'Benchmark', 'Clean')]
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

# Makes the native program, and returns the platform it is for; nothing and a reason where it can't be made, as without a linker.
function Publish-NativeProgram {
    $project = Join-Path $root 'src/ClawPowers.Cli/ClawPowers.Cli.csproj'
    $runtime = & dotnet msbuild $project -getProperty:NETCoreSdkPortableRuntimeIdentifier
    $folder = Join-Path $root "artifacts/native/$runtime"
    if (Test-Path -LiteralPath $folder) {
        Remove-Item -LiteralPath $folder -Recurse -Force
    }
    Write-Information "Making the native program for $runtime, which takes a minute..." -InformationAction Continue
    $output = & dotnet publish $project --runtime $runtime -p:PublishAot=true -p:NuGetInteractive=false --nologo --verbosity quiet 2>&1
    $failed = $LASTEXITCODE -ne 0
    $output | Write-Verbose
    if ($failed) {
        if (Test-Path -LiteralPath $folder) {
            Remove-Item -LiteralPath $folder -Recurse -Force
        }
        $reason = "$($output | Select-String -Pattern '\berror\b.*:' -Raw | Select-Object -First 1)" -replace '^.*?\berror\b ?(\w*) ?: ', '$1 ' -replace '\s*\[[^\[\]]+\]$'
        Write-Warning "The native program was not made: $($reason.Trim()) (-Verbose shows all)"
        return
    }
    $runtime
}

function Invoke-NativeTask {
    $runtime = Publish-NativeProgram
    if (-not $runtime) {
        exit 1
    }
    Write-Information "clawpowers -> $(Join-Path $root "artifacts/native/$runtime")" -InformationAction Continue
}

function Invoke-PackageTask {
    $native = Publish-NativeProgram
    Invoke-DotNet pack (Join-Path $root 'module/ClawPowers.Package.csproj') --configuration $Configuration --output $packages "-p:NativeRuntime=$native"
    if ($native) {
        Grant-ProgramExecution
    }
    Invoke-DotNet pack (Join-Path $root 'src/ClawPowers.Cli/ClawPowers.Cli.csproj') --configuration $Configuration --output $packages
}

# Lets whatever unpacks the package make the native program executable; NuGet writes one mode for all files.
function Grant-ProgramExecution {
    $version = (Import-PowerShellDataFile (Join-Path $stage 'ClawPowers.psd1')).ModuleVersion
    $package = [System.IO.Compression.ZipFile]::Open((Join-Path $packages "ClawPowers.$version.nupkg"), 'Update')
    try {
        foreach ($entry in $package.Entries | Where-Object FullName -CLike 'lib/runtimes/*/native/clawpowers') {
            # A regular file that all may read and run, in the upper half.
            $entry.ExternalAttributes = 0x81ED -shl 16
        }
    }
    finally {
        $package.Dispose()
    }
}

function Invoke-InstallTask {
    $native = Publish-NativeProgram
    Invoke-DotNet build (Join-Path $root 'src/ClawPowers.PowerShell/ClawPowers.PowerShell.csproj') --configuration $Configuration "-p:NativeRuntime=$native"
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
    $null = Publish-NativeProgram
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
