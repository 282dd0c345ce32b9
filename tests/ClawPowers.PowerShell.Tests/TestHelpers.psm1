# What the Pester files share. Import it in BeforeAll: Import-Module "$PSScriptRoot/TestHelpers.psm1" -Force

Set-StrictMode -Version 3

$script:RepositoryRoot = [System.IO.Path]::GetFullPath([System.IO.Path]::Combine($PSScriptRoot, '..', '..'))
$script:Utf8 = [System.Text.UTF8Encoding]::new($false)
# By what a session or an agent is known; the tests themselves may run in one. A test of Core keeps the file complete.
$script:SessionVariables = @([System.IO.File]::ReadAllLines("$PSScriptRoot/SessionVariables.txt")) + 'CLAWPOWERS_SCOPE' + 'CLAWPOWERS_BOOTSTRAP'

function Get-SessionVariable {
    <#
    .SYNOPSIS
    The names of the variables by which a session, its agent or its scope is known.
    #>
    [OutputType([string[]])]
    param()

    $script:SessionVariables
}

function Get-RepositoryRoot {
    <#
    .SYNOPSIS
    The root folder of the repository.
    #>
    [OutputType([string])]
    param()

    $script:RepositoryRoot
}

function Get-ModulePath {
    <#
    .SYNOPSIS
    The folder that holds the ClawPowers folder under test: CLAWPOWERS_MODULE_PATH, else out/ of the repository.
    #>
    [OutputType([string])]
    param()

    $env:CLAWPOWERS_MODULE_PATH ? $env:CLAWPOWERS_MODULE_PATH : (Join-Path $script:RepositoryRoot 'out')
}

function Get-ClawCliPath {
    <#
    .SYNOPSIS
    The command line's dll: CLAWPOWERS_CLI_PATH, else the one that was built last.
    #>
    [OutputType([string])]
    param()

    if ($env:CLAWPOWERS_CLI_PATH) {
        return $env:CLAWPOWERS_CLI_PATH
    }
    $built = Get-Item (Join-Path $script:RepositoryRoot 'artifacts/bin/ClawPowers.Cli/*/clawpowers.dll') -ErrorAction Ignore |
        Sort-Object LastWriteTime -Descending | Select-Object -First 1
    if (-not $built) {
        throw 'The command line is not built. Run: dotnet build'
    }
    $built.FullName
}

function New-ScratchFolder {
    <#
    .SYNOPSIS
    Makes an empty folder of its own and returns its path. Remove-Scratch removes it.
    #>
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'A test helper that makes only what it names anew.')]
    [OutputType([string])]
    param(
        [string] $Name = 'folder'
    )

    $parent = $env:CLAWPOWERS_TEST_SCRATCH ? $env:CLAWPOWERS_TEST_SCRATCH : [System.IO.Path]::GetTempPath()
    $folder = Join-Path $parent "$Name-$([guid]::NewGuid().ToString('n').Substring(0, 12))"
    $null = [System.IO.Directory]::CreateDirectory($folder)
    $script:Scratch.Add($folder)
    $folder
}

function New-ScratchStore {
    <#
    .SYNOPSIS
    Points CLAWPOWERS_DIR at a fresh empty folder, forgets session, agent and scope, and returns the folder's path.
    #>
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'A test helper that makes only what it names anew.')]
    [OutputType([string])]
    param()

    $env:CLAWPOWERS_DIR = New-ScratchFolder 'store'
    $script:SessionVariables | ForEach-Object { Remove-Item -LiteralPath "Env:$_" -ErrorAction Ignore }
    $env:CLAWPOWERS_DIR
}

function New-ScratchRepository {
    <#
    .SYNOPSIS
    Makes an empty Git repository with one commit and returns its path.

    .PARAMETER Origin
    The URL of its origin; without it the repository has none.
    #>
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'A test helper that makes only what it names anew.')]
    [OutputType([string])]
    param(
        [string] $Origin
    )

    $folder = New-ScratchFolder 'repository'
    $commands = @(
        , @('init', '--quiet', '--initial-branch=main')
        , @('-c', 'user.name=Test', '-c', 'user.email=test@example.invalid', '-c', 'commit.gpgsign=false', 'commit', '--quiet', '--allow-empty', '-m', 'first')
        if ($Origin) {
            , @('remote', 'add', 'origin', $Origin)
        }
    )
    foreach ($arguments in $commands) {
        $result = Invoke-TestProcess 'git' (@('-C', $folder) + $arguments)
        if ($result.ExitCode -ne 0) {
            throw "git $($arguments -join ' '): $($result.ErrorText)"
        }
    }
    $folder
}

function Get-MissingGit {
    <#
    .SYNOPSIS
    Says what of Git the machine lacks, the command or the library; nothing if it has both.
    #>
    [OutputType([string])]
    param()

    if (-not (Get-Command git -CommandType Application -ErrorAction Ignore)) {
        return 'Git is not installed.'
    }
    Import-Module "$(Get-ModulePath)/ClawPowers"
    Push-Location ([System.IO.Path]::GetTempPath())
    try {
        $null = Test-ClawWorktree -Quiet -ErrorAction Stop
    }
    catch {
        if ($_.FullyQualifiedErrorId -like 'GitLibraryMissing,*') {
            $_.Exception.Message
        }
    }
    finally {
        Pop-Location
    }
}

function Remove-Scratch {
    <#
    .SYNOPSIS
    Removes every folder that New-ScratchFolder, New-ScratchStore and New-ScratchRepository made in this process.
    #>
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'A test helper that removes only what it made.')]
    param()

    foreach ($folder in $script:Scratch) {
        if ($PWD.Path.StartsWith($folder, [StringComparison]::Ordinal)) {
            Set-Location ([System.IO.Path]::GetTempPath())
        }
        # An open pooled connection keeps its file on Windows; the runner removes what is left.
        Remove-Item -LiteralPath $folder -Recurse -Force -ErrorAction Ignore
    }
    $script:Scratch.Clear()
}

function Invoke-TestProcess {
    <#
    .SYNOPSIS
    Runs a program with both streams redirected and returns Output, ErrorText (raw, read as UTF-8) and ExitCode.

    .PARAMETER StandardInput
    Written to its stdin as UTF-8 without BOM. Without it stdin is empty.

    .PARAMETER TimeoutSeconds
    After this the process and its children are killed and an error is thrown.
    #>
    [OutputType([pscustomobject])]
    param(
        [Parameter(Mandatory, Position = 0)]
        [string] $FilePath,

        [Parameter(Position = 1)]
        [string[]] $ArgumentList = @(),

        [AllowEmptyString()]
        [string] $StandardInput = '',

        [string] $WorkingDirectory = $PWD.ProviderPath,

        [hashtable] $Environment = @{},

        [int] $TimeoutSeconds = 120
    )

    $start = [System.Diagnostics.ProcessStartInfo]::new($FilePath)
    $start.RedirectStandardInput = $true
    $start.RedirectStandardOutput = $true
    $start.RedirectStandardError = $true
    $start.StandardInputEncoding = $script:Utf8
    $start.StandardOutputEncoding = $script:Utf8
    $start.StandardErrorEncoding = $script:Utf8
    $start.WorkingDirectory = $WorkingDirectory
    foreach ($argument in $ArgumentList) {
        $start.ArgumentList.Add($argument)
    }
    foreach ($entry in $Environment.GetEnumerator()) {
        $null = $start.Environment.Remove($entry.Key)
        if ($null -ne $entry.Value) {
            $start.Environment[$entry.Key] = [string] $entry.Value
        }
    }

    $process = [System.Diagnostics.Process]::Start($start)
    try {
        $output = $process.StandardOutput.ReadToEndAsync()
        $errorText = $process.StandardError.ReadToEndAsync()
        try {
            $process.StandardInput.Write($StandardInput)
            $process.StandardInput.Close()
        }
        catch [System.IO.IOException] {
            # It ended without reading; its exit code says the rest.
            Write-Verbose $_.Exception.Message
        }
        if (-not $process.WaitForExit($TimeoutSeconds * 1000)) {
            $process.Kill($true)
            throw "$FilePath $ArgumentList did not end within $TimeoutSeconds seconds."
        }
        [pscustomobject]@{
            Output    = $output.GetAwaiter().GetResult()
            ErrorText = $errorText.GetAwaiter().GetResult()
            ExitCode  = $process.ExitCode
        }
    }
    finally {
        $process.Dispose()
    }
}

function Invoke-Pwsh {
    <#
    .SYNOPSIS
    Runs a script text in a fresh pwsh, as an agent does: no profile, no questions, both streams redirected.

    .DESCRIPTION
    ClawPowers is found by autoloading. ExitCode is pwsh's own.
    #>
    [OutputType([pscustomobject])]
    param(
        [Parameter(Mandatory, Position = 0)]
        [string] $Script,

        [AllowEmptyString()]
        [string] $StandardInput = '',

        [string] $WorkingDirectory = $PWD.ProviderPath,

        [hashtable] $Environment = @{},

        [int] $TimeoutSeconds = 120
    )

    $variables = @{ PSModulePath = (Get-ModulePath) + [System.IO.Path]::PathSeparator + $env:PSModulePath } + $Environment
    $pwsh = [System.Environment]::ProcessPath
    Invoke-TestProcess $pwsh @('-NoProfile', '-NonInteractive', '-Command', $Script) -StandardInput $StandardInput `
        -WorkingDirectory $WorkingDirectory -Environment $variables -TimeoutSeconds $TimeoutSeconds
}

function Invoke-ClawCli {
    <#
    .SYNOPSIS
    Runs the built clawpowers with these arguments and returns Output, ErrorText and ExitCode.

    .EXAMPLE
    Invoke-ClawCli store set cfg:x 1

    .EXAMPLE
    Invoke-ClawCli store set cfg:x - -StandardInput 'from stdin'
    #>
    [OutputType([pscustomobject])]
    param(
        [Parameter(Position = 0, ValueFromRemainingArguments)]
        [string[]] $ArgumentList = @(),

        [AllowEmptyString()]
        [string] $StandardInput = '',

        [string] $WorkingDirectory = $PWD.ProviderPath,

        [hashtable] $Environment = @{},

        [int] $TimeoutSeconds = 120
    )

    # By way of dotnet, since the apphost of another system's build would not start here.
    Invoke-TestProcess 'dotnet' (@(Get-ClawCliPath) + $ArgumentList) -StandardInput $StandardInput `
        -WorkingDirectory $WorkingDirectory -Environment $Environment -TimeoutSeconds $TimeoutSeconds
}

$script:Scratch = [System.Collections.Generic.List[string]]::new()

Export-ModuleMember -Function Get-RepositoryRoot, Get-MissingGit, Get-SessionVariable, Get-ModulePath, Get-ClawCliPath, New-ScratchFolder, New-ScratchStore,
    New-ScratchRepository, Remove-Scratch, Invoke-TestProcess, Invoke-Pwsh, Invoke-ClawCli
