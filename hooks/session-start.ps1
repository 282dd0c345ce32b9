# What happens in PowerShell when a session starts. One script with two uses:
#
#   . session-start.ps1                from a profile: readies a terminal. It names the session, lets the module be found by autoloading
#                                      and completes the command clawpowers. Nothing is imported, and nothing stays behind in the scope.
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
    $ErrorActionPreference = 'Stop'
    $WarningPreference = $VerbosePreference = $DebugPreference = $InformationPreference = $ProgressPreference = 'SilentlyContinue'

    $module = [System.IO.Path]::GetDirectoryName($PSScriptRoot)
    $isWindows51 = $PSVersionTable.PSVersion.Major -lt 6
    $onWindows = $isWindows51 -or $IsWindows

    if ($PSBoundParameters.ContainsKey('Agent')) {
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
                $answer = [System.Text.Encoding]::ASCII.GetBytes((Invoke-ClawHook -Agent $name) + "`n")
                $output = [System.Console]::OpenStandardOutput()
                $hasAnswered = $true
                $output.Write($answer, 0, $answer.Length)
                $output.Flush()
            }
        }
        catch {
            # A session must start, come what may. What can't be told to it is said in one line to whoever looks.
            try {
                if (-not $hasAnswered) {
                    $answer = [byte[]] (123, 125, 10)
                    $output = [System.Console]::OpenStandardOutput()
                    $output.Write($answer, 0, $answer.Length)
                    $output.Flush()
                }
                [System.Console]::Error.WriteLine('clawpowers: ' + ($_.Exception.Message -replace '\s+', ' '))
            }
            catch {
                # Nobody listens.
                $null = $_
            }
        }
        return
    }

    # A person sits there if nothing is redirected and pwsh was given nothing to do.
    $isInteractive = -not ([System.Console]::IsInputRedirected -or [System.Console]::IsOutputRedirected)
    if ($isInteractive) {
        $words = [System.Environment]::GetCommandLineArgs() -join ' '
        $isInteractive = $words -notmatch '(?i)\s[-/](c|command|commandwithargs|cwa|f|file|e|ec|encodedcommand|noni\w*|s|sshservermode)(\s|$)' -or $words -match '(?i)\s[-/]noe\w*'
    }

    try {
        if ($PSVersionTable.PSVersion -lt '7.4') {
            throw "ClawPowers needs PowerShell 7.4 or later, and this is $($PSVersionTable.PSVersion)."
        }

        # What a terminal inherits stays: a shell within a shell works on the same thing. An agent knows its session better than its shell does.
        $isNew = -not $env:CLAWPOWERS_SESSION
        if ($isNew) {
            foreach ($variable in 'CLAUDE_CODE_SESSION_ID', 'CLAUDE_CODE_CHILD_SESSION', 'CODEX_THREAD_ID', 'CODEX_CI', 'CODEX_SANDBOX', 'CODEX_SANDBOX_NETWORK_DISABLED',
                'GEMINI_SESSION_ID', 'GEMINI_CLI', 'CURSOR_CONVERSATION_ID', 'CURSOR_AGENT', 'COPILOT_AGENT_SESSION_ID', 'COPILOT_CLI', 'OPENCODE') {
                if ([System.Environment]::GetEnvironmentVariable($variable)) {
                    $isNew = $false
                    break
                }
            }
        }
        if ($isNew) {
            $env:CLAWPOWERS_SESSION = 'terminal-' + [System.Guid]::NewGuid().ToString('N').Substring(0, 12)
        }

        # As autoloading looks for it: the folder of the module's name in one of these, with or without a folder for the version.
        $isFound = $false
        foreach ($folder in "$env:PSModulePath".Split([System.IO.Path]::PathSeparator)) {
            if ($folder -and [System.IO.Directory]::Exists([System.IO.Path]::Combine($folder, 'ClawPowers'))) {
                $isFound = $true
                break
            }
        }
        if (-not $isFound -and [System.IO.File]::Exists([System.IO.Path]::Combine($module, 'ClawPowers.psd1'))) {
            $own = $module
            $number = $null
            if ([version]::TryParse([System.IO.Path]::GetFileName($own), [ref] $number)) {
                $own = [System.IO.Path]::GetDirectoryName($own)
            }
            if ([System.IO.Path]::GetFileName($own) -ceq 'ClawPowers') {
                $parent = [System.IO.Path]::GetDirectoryName($own)
                $env:PSModulePath = if ($env:PSModulePath) { $env:PSModulePath + [System.IO.Path]::PathSeparator + $parent } else { $parent }
            }
        }

        # What can be completed is read when somebody first presses Tab.
        $words = [System.IO.Path]::Combine($PSScriptRoot, 'complete.ps1').Replace("'", "''")
        Register-ArgumentCompleter -Native -CommandName clawpowers -ScriptBlock ([scriptblock]::Create("& '$words' @args"))

        if ($isInteractive -and $isNew -and -not $env:CLAWPOWERS_QUIET) {
            $Host.UI.WriteLine("ClawPowers: session $env:CLAWPOWERS_SESSION")
        }
    }
    catch {
        if ($isInteractive) {
            [System.Console]::Error.WriteLine('clawpowers: ' + ($_.Exception.Message -replace '\s+', ' '))
        }
    }
} @args
