# Finds the newest ClawPowers that is installed, and runs its hooks/session-start.ps1 with the same arguments. Register-ClawHook puts this
# file into ~/.clawpowers/hooks, under the name session-start.ps1; Unregister-ClawHook takes it away with the last hook.
#
# Agents and profiles call this file, so that what is written into their configurations is the same on every machine and for every
# version. It only looks at folders: nothing is imported. Windows PowerShell 5.1 must be able to read it.
& {
    $ErrorActionPreference = 'Stop'
    $script = $null
    foreach ($folder in $env:PSModulePath -split [System.IO.Path]::PathSeparator) {
        # As PowerShell chooses: the first folder that has the module, and there the highest version.
        $module = "$folder/ClawPowers"
        if (-not $folder -or -not [System.IO.Directory]::Exists($module)) {
            continue
        }
        $newest = $null
        try {
            foreach ($path in [System.IO.Directory]::GetDirectories($module)) {
                $version = ($path -split '[\\/]')[-1] -as [version]
                if ($version -gt $newest -and [System.IO.File]::Exists("$path/ClawPowers.psd1") -and [System.IO.File]::Exists("$path/hooks/session-start.ps1")) {
                    $newest = $version
                    $script = "$path/hooks/session-start.ps1"
                }
            }
        }
        catch {
            # A folder that can't be read holds nothing for us.
            $null = $_
        }
        if (-not $script -and [System.IO.File]::Exists("$module/ClawPowers.psd1") -and [System.IO.File]::Exists("$module/hooks/session-start.ps1")) {
            $script = "$module/hooks/session-start.ps1"
        }
        if ($script) {
            break
        }
    }

    if ($script) {
        & $script @args
    }
    elseif ($args.Count -gt 0) {
        # The command that an agent runs catches it, and tries what else there is.
        throw 'clawpowers: the module is not installed here. Run: Install-Module ClawPowers'
    }
    else {
        [System.Console]::Error.WriteLine('clawpowers: the module is not installed here, so that the profile can not ready the terminal. Run: Install-Module ClawPowers')
    }
} @args
