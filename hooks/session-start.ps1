# What happens in PowerShell when a session starts. One script with two uses:
#
#   . session-start.ps1                from a profile: readies a terminal. It names the session, lets the module be found by autoloading
#                                      and completes the command clawpowers. Nothing is imported, printed, or left behind in the scope.
#   session-start.ps1 -Agent <name>    from an agent's hook: reads the hook's JSON from standard input and prints the agent's answer, and
#                                      nothing else. The native program does it where there is one for this system, else the module beside.
#
# Which of the two is meant is told by -Agent alone. There is no param block at the top, since its variables would stay in the scope of
# whoever dot-sources the script. Windows PowerShell 5.1 must be able to read this file, to say that it is the wrong one: ASCII, and no
# newer syntax.

# The short way, which an agent's session goes where there is a program for this system: it is called like any command, with what this script
# was given. PowerShell compiles each kind of expression when it first meets it, which takes milliseconds, so there are few.
if ($args) {
    foreach ($system in $(if ($IsLinux) { 'linux-x64', 'linux-arm64', 'linux-musl-x64' } elseif ($IsMacOS) { 'osx-arm64', 'osx-x64' } else { 'win-x64', 'win-arm64' })) {
        try {
            & "$PSScriptRoot/../lib/runtimes/$system/native/clawpowers" hook run @args
            if ($?) {
                return
            }
        }
        catch {
            # It is not there, or may not run yet. The long way tells which.
            $null = $_
        }
    }
}

& {
    param([string] $Agent)

    Set-StrictMode -Off

    # Compiled only if it is run.
    $answer = {
        param([string] $Agent)

        $ErrorActionPreference = 'Stop'
        $WarningPreference = $VerbosePreference = $DebugPreference = $InformationPreference = $ProgressPreference = 'SilentlyContinue'
        $module = [System.IO.Path]::GetDirectoryName($PSScriptRoot)
        $onWindows = $PSVersionTable.PSVersion.Major -lt 6 -or $IsWindows
        $hasAnswered = $false
        try {
            $name = $Agent -replace '[^A-Za-z0-9-]'

            # The program for this system. An emulated PowerShell may have one of the other kind beside it, which is faster where it starts.
            $program = $null
            $system = if ($onWindows) { 'win' } elseif ($IsMacOS) { 'osx' } else { 'linux' }
            if ($system -eq 'linux' -and [System.Runtime.InteropServices.RuntimeInformation]::RuntimeIdentifier -match 'musl|alpine') {
                $system = 'linux-musl'
            }
            $architectures = [System.Runtime.InteropServices.RuntimeInformation]::OSArchitecture, [System.Runtime.InteropServices.RuntimeInformation]::ProcessArchitecture
            foreach ($architecture in $architectures) {
                $path = [System.IO.Path]::Combine($module, 'lib', 'runtimes', "$system-$architecture".ToLowerInvariant(), 'native')
                $path = [System.IO.Path]::Combine($path, $(if ($onWindows) { 'clawpowers.exe' } else { 'clawpowers' }))
                if ([System.IO.File]::Exists($path)) {
                    $program = $path
                    break
                }
            }

            # Packages are unpacked without the bit that lets a program run. Who owns the file gives it back.
            if ($program -and -not $onWindows) {
                try {
                    $mode = [System.IO.File]::GetUnixFileMode($program)
                    if (-not ($mode -band [System.IO.UnixFileMode]::UserExecute)) {
                        [System.IO.File]::SetUnixFileMode($program, $mode -bor [System.IO.UnixFileMode]::UserExecute)
                    }
                }
                catch {
                    # Another user's file. It starts if it can.
                    $null = $_
                }
            }

            if ($program) {
                try {
                    # Not by the call operator, which would decode what the program prints and look for patterns in its path.
                    $start = New-Object -TypeName System.Diagnostics.ProcessStartInfo -ArgumentList $program, "hook run --agent $name"
                    $start.UseShellExecute = $false
                    $process = [System.Diagnostics.Process]::Start($start)
                    $process.WaitForExit()
                    $hasAnswered = $process.ExitCode -eq 0
                    $process.Dispose()
                }
                catch {
                    # Built for another system, or not allowed to start here. The module can do it, too.
                    $null = $_
                }
            }

            if (-not $hasAnswered) {
                if ($PSVersionTable.PSVersion -lt '7.4') {
                    throw "ClawPowers needs PowerShell 7.4 or later, and this is $($PSVersionTable.PSVersion). Run it with pwsh."
                }

                # By its assembly: no module path, no pattern in a path and no view of records comes into it.
                $library = [System.Reflection.Assembly]::LoadFrom([System.IO.Path]::Combine($module, 'ClawPowers.PowerShell.dll'))
                Import-Module -Assembly $library
                $bytes = [System.Text.Encoding]::ASCII.GetBytes((Invoke-ClawHook -Agent $name) + "`n")
                $output = [System.Console]::OpenStandardOutput()
                $hasAnswered = $true
                $output.Write($bytes, 0, $bytes.Length)
                $output.Flush()
            }
        }
        catch {
            # A session must start, come what may. What can't be told to it is said in one line to whoever looks.
            try {
                if (-not $hasAnswered) {
                    $bytes = [byte[]] (123, 125, 10)
                    $output = [System.Console]::OpenStandardOutput()
                    $output.Write($bytes, 0, $bytes.Length)
                    $output.Flush()
                }
                [System.Console]::Error.WriteLine('clawpowers: ' + ($_.Exception.Message -replace '\s+', ' '))
            }
            catch {
                # Nobody listens.
                $null = $_
            }
        }
    }

    # A profile runs whenever a shell starts. What follows therefore uses operators, variables and one cmdlet of the core: each method of
    # .NET that a shell calls for the first time, and each cmdlet of another module, costs milliseconds.
    $ready = {
        # What a terminal inherits stays: a shell within a shell works on the same thing. An agent knows its session better than its shell does.
        if (-not $env:CLAWPOWERS_SESSION) {
            $sign = "$env:CLAUDE_CODE_SESSION_ID$env:CLAUDE_CODE_CHILD_SESSION$env:CODEX_THREAD_ID$env:CODEX_CI$env:CODEX_SANDBOX$env:CODEX_SANDBOX_NETWORK_DISABLED$env:GEMINI_SESSION_ID$env:GEMINI_CLI$env:CURSOR_CONVERSATION_ID$env:CURSOR_AGENT$env:COPILOT_AGENT_SESSION_ID$env:COPILOT_CLI$env:OPENCODE_SESSION_ID$env:OPENCODE"
            if (-not $sign) {
                $env:CLAWPOWERS_SESSION = "terminal-$([guid]::NewGuid())"
            }
        }

        # The folder that has the module in it, with or without a folder for the version between.
        if ($PSScriptRoot -cmatch '[\\/]ClawPowers([\\/]\d+(\.\d+){1,3})?[\\/]hooks$') {
            $parent = $PSScriptRoot -creplace '[\\/]ClawPowers([\\/]\d+(\.\d+){1,3})?[\\/]hooks$'
            $separator = if ($IsWindows) { ';' } else { ':' }
            $folders = "$env:PSModulePath" -split $separator -replace '(?<=.)[\\/]+$'
            if ($folders -cnotcontains $parent) {
                # It may be found elsewhere.
                $isFound = $false
                foreach ($folder in $folders) {
                    $isFound = $isFound -or ($folder -and [System.IO.Directory]::Exists("$folder/ClawPowers"))
                }
                if (-not $isFound) {
                    $env:PSModulePath = if ($env:PSModulePath) { "$env:PSModulePath$separator$parent" } else { $parent }
                }
            }
        }

        # What can be completed is read when somebody first presses Tab.
        Register-ArgumentCompleter -Native -CommandName clawpowers -ScriptBlock { & "$PSScriptRoot/complete.ps1" @args }
    }

    if ($Agent) {
        & $answer $Agent
    }
    elseif ($PSEdition -match 'Desktop') {
        # Where a person sees it.
        if (-not [System.Console]::IsOutputRedirected) {
            [System.Console]::Error.WriteLine('clawpowers: this profile is that of Windows PowerShell 5.1. ClawPowers needs PowerShell 7.4 or later (pwsh).')
        }
    }
    else {
        try {
            & $ready
        }
        catch {
            # A shell must start, with or without us.
            $null = $_
        }
    }
} @args
