# Finds the newest ClawPowers that is installed, and runs its hooks/session-start.ps1 with the same arguments. Register-ClawHook puts this
# file into ~/.clawpowers/hooks, under the name session-start.ps1; Unregister-ClawHook takes it away with the last hook.
#
# Agents and profiles call this file, so that what is written into their configurations is the same on every machine and for every
# version. It only looks at folders: nothing is imported, and as few methods are called as can be, since each costs a shell that starts
# a millisecond or more. Windows PowerShell 5.1 must be able to read it.
& {
    Set-StrictMode -Off
    $script = ''
    $separator = if ($IsWindows -or $PSEdition -match 'Desktop') { ';' } else { ':' }
    foreach ($folder in "$env:PSModulePath" -split $separator) {
        # As PowerShell chooses: the first folder that has the module, and there the highest version. What is no number is no version to it.
        if (-not $folder -or -not [System.IO.Directory]::Exists("$folder/ClawPowers")) {
            continue
        }

        $newest = ''
        try {
            foreach ($path in [System.IO.Directory]::GetDirectories("$folder/ClawPowers") -match '[\\/]\d+(\.\d+){1,3}$') {
                $isNewer = if ($newest) { [version] ($path -replace '^.*[\\/]') -gt [version] ($newest -replace '^.*[\\/]') } else { $true }
                # A version that is being installed, or that was removed but for a file in use, is none.
                if ($isNewer -and [System.IO.File]::Exists("$path/ClawPowers.psd1") -and [System.IO.File]::Exists("$path/hooks/session-start.ps1")) {
                    $newest = $path
                }
            }
        }
        catch {
            # A folder that can't be read holds nothing for us.
            $null = $_
        }

        if ($newest) {
            $script = "$newest/hooks/session-start.ps1"
            break
        }
        if ([System.IO.File]::Exists("$folder/ClawPowers/ClawPowers.psd1") -and [System.IO.File]::Exists("$folder/ClawPowers/hooks/session-start.ps1")) {
            $script = "$folder/ClawPowers/hooks/session-start.ps1"
            break
        }
    }

    if ($script) {
        & $script @args
    }
    elseif ($args) {
        # The command that an agent runs catches it, and tries what else there is.
        throw 'clawpowers: the module is not installed here. Run: Install-Module ClawPowers'
    }
    else {
        [System.Console]::Error.WriteLine('clawpowers: the module is not installed here, so the profile leaves this terminal as it is. Run: Install-Module ClawPowers')
    }
} @args
