<#
.SYNOPSIS
Runs blocks of PowerShell one after another in this session, as a reader would, and writes what went wrong in each to a JSON file.

.DESCRIPTION
Run in a fresh pwsh per page, with the location in an empty folder. Later blocks see the variables and files of earlier ones.

.PARAMETER BlockPath
A JSON file with an array of texts.

.PARAMETER ResultPath
Written: an array with, for each block, an array of errors with Id and Message.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)]
    [string] $BlockPath,

    [Parameter(Mandatory)]
    [string] $ResultPath
)

# The blocks run in this scope; the names are long, so that none is theirs.
$private:markdownBlockResults = [System.Collections.Generic.List[object]]::new()
foreach ($private:markdownBlockText in [System.IO.File]::ReadAllText($BlockPath) | ConvertFrom-Json) {
    $private:markdownBlockErrors = [System.Collections.Generic.List[object]]::new()
    $global:LASTEXITCODE = 0
    try {
        . ([scriptblock]::Create($markdownBlockText)) 2>&1 | ForEach-Object {
            if ($_ -is [System.Management.Automation.ErrorRecord]) {
                $markdownBlockErrors.Add(@{ Id = $_.FullyQualifiedErrorId; Message = "$_" })
            }
            else {
                $_
            }
        } | Out-String -Stream | Out-Host
    }
    catch {
        $markdownBlockErrors.Add(@{ Id = $_.FullyQualifiedErrorId; Message = "$_" })
    }
    if ($LASTEXITCODE -ne 0) {
        $markdownBlockErrors.Add(@{ Id = "ExitCode$LASTEXITCODE"; Message = "A program ended with exit code $LASTEXITCODE." })
    }
    $markdownBlockResults.Add($markdownBlockErrors.ToArray())
}
[System.IO.File]::WriteAllText($ResultPath, (ConvertTo-Json -InputObject $markdownBlockResults.ToArray() -Depth 4))
