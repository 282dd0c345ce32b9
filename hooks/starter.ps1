# Finds the newest ClawPowers that is installed, and runs its hooks/session-start.ps1 with the same arguments. Register-ClawHook puts this
# file into ~/.clawpowers/hooks, under the name session-start.ps1; Unregister-ClawHook takes it away with the last hook.
#
# Agents and profiles call this file, so that what is written into their configurations is the same on every machine and for every
# version. It only looks at folders: nothing is imported. Windows PowerShell 5.1 must be able to read it.
& {
    $ErrorActionPreference = 'Stop'
    $script = $null
    foreach ($folder in "$env:PSModulePath".Split([System.IO.Path]::PathSeparator)) {
        if (-not $folder) {
            continue
        }

        # As PowerShell chooses: the first folder that has the module, and there the highest version.
        $module = [System.IO.Path]::Combine($folder, 'ClawPowers')
        if (-not [System.IO.Directory]::Exists($module)) {
            continue
        }
        $newest = $null
        try {
            foreach ($path in [System.IO.Directory]::GetDirectories($module)) {
                $version = $null
                if ([version]::TryParse([System.IO.Path]::GetFileName($path), [ref] $version) -and ($null -eq $newest -or $version -gt $newest)) {
                    $candidate = [System.IO.Path]::Combine($path, 'hooks', 'session-start.ps1')
                    if ([System.IO.File]::Exists([System.IO.Path]::Combine($path, 'ClawPowers.psd1')) -and [System.IO.File]::Exists($candidate)) {
                        $newest = $version
                        $script = $candidate
                    }
                }
            }
        }
        catch {
            # A folder that can't be read holds nothing for us.
            $null = $_
        }
        if (-not $script -and [System.IO.File]::Exists([System.IO.Path]::Combine($module, 'ClawPowers.psd1'))) {
            $candidate = [System.IO.Path]::Combine($module, 'hooks', 'session-start.ps1')
            if ([System.IO.File]::Exists($candidate)) {
                $script = $candidate
            }
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
