<#
.SYNOPSIS
Runs blocks of PowerShell one after another in this session, as a reader would, and writes what went wrong in each to a JSON file.

.DESCRIPTION
Run in a fresh pwsh per page, with the location in an empty folder. Later blocks see the variables and files of earlier ones.
A program that ends with another exit code than 0 is an error, also in the middle of a block; what it writes to stderr is none.

.PARAMETER BlockPath
A JSON file with an array of texts.

.PARAMETER ResultPath
Written: an array with, for each block, an array of errors with Id, Message and Line (of the block, from 1; 0 if it is not known).
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
$private:markdownBlockError = {
    param($ErrorRecord, $Said)

    $parse = $ErrorRecord.Exception
    while ($parse -and $parse -isnot [System.Management.Automation.ParseException]) {
        $parse = $parse.InnerException
    }
    $line = if ($parse) {
        $parse.Errors[0].Extent.StartLineNumber
    }
    elseif ($ErrorRecord.InvocationInfo -and -not $ErrorRecord.InvocationInfo.ScriptName) {
        $ErrorRecord.InvocationInfo.ScriptLineNumber
    }
    elseif ($Said) {
        # A program's exit code has no place; what it said last has.
        $Said[-1].InvocationInfo.ScriptLineNumber
    }
    @{ Id = $ErrorRecord.FullyQualifiedErrorId; Message = (@("$ErrorRecord") + $Said) -join ' '; Line = [int] $line }
}
$PSNativeCommandUseErrorActionPreference = $true
foreach ($private:markdownBlockText in [System.IO.File]::ReadAllText($BlockPath) | ConvertFrom-Json) {
    $private:markdownBlockErrors = [System.Collections.Generic.List[object]]::new()
    $private:markdownBlockSaid = [System.Collections.Generic.List[object]]::new()
    $global:LASTEXITCODE = 0
    try {
        . ([scriptblock]::Create($markdownBlockText)) 2>&1 | ForEach-Object {
            if ($_ -isnot [System.Management.Automation.ErrorRecord]) {
                $_
            }
            elseif ($_.FullyQualifiedErrorId -in 'NativeCommandError', 'NativeCommandErrorMessage') {
                $markdownBlockSaid.Add($_)
                "$_"
            }
            else {
                $markdownBlockErrors.Add((& $markdownBlockError $_ $markdownBlockSaid))
                $markdownBlockSaid.Clear()
            }
        } | Out-String -Stream | Out-Host
    }
    catch {
        $markdownBlockErrors.Add((& $markdownBlockError $_ $markdownBlockSaid))
    }
    if ($LASTEXITCODE -ne 0 -and $markdownBlockErrors.Count -eq 0) {
        $markdownBlockErrors.Add(@{ Id = "ExitCode$LASTEXITCODE"; Message = "A program ended with exit code $LASTEXITCODE."; Line = 0 })
    }
    $markdownBlockResults.Add($markdownBlockErrors.ToArray())
}
[System.IO.File]::WriteAllText($ResultPath, (ConvertTo-Json -InputObject $markdownBlockResults.ToArray() -Depth 4))
