<#
.SYNOPSIS
Runs one Pester file and writes what came of each of its tests to a JSON file.

.DESCRIPTION
The xunit project beside this script calls it in a fresh pwsh for every file. Results go to a file and not to stdout, because
tests may print what they like. A file that can't be read, a block whose setup or teardown throws and a file without tests are failed results.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)]
    [string] $Path,

    [Parameter(Mandatory)]
    [string] $ResultPath
)

function Get-FailureText {
    param($ErrorRecord)

    $texts = foreach ($record in $ErrorRecord) {
        $text = if ($record.PSObject.Properties['DisplayErrorMessage'] -and $record.DisplayErrorMessage) {
            "$($record.DisplayErrorMessage)`n$($record.DisplayStackTrace)"
        }
        else {
            "$($record.Exception.Message)`n$($record.ScriptStackTrace)"
        }
        $text.Trim()
    }
    $texts -join "`n`n"
}

function New-Outcome {
    [System.Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'It changes nothing.')]
    param([string] $Name, [string] $Result, [string] $Message, [timespan] $Duration)

    [ordered]@{
        name    = $Name
        result  = $Result
        message = if ($Result -eq 'Passed') { $null } else { $Message }
        seconds = $Duration.TotalSeconds
    }
}

function ConvertTo-TestOutcome {
    param($Test)

    $message = Get-FailureText $Test.ErrorRecord
    switch ($Test.Result) {
        'Passed' { New-Outcome $Test.ExpandedPath 'Passed' -Duration $Test.Duration }
        { $_ -in 'Skipped', 'Inconclusive' } {
            $reason = if ($message) { ($message -split "`n")[0] } else { 'Marked with -Skip.' }
            New-Outcome $Test.ExpandedPath 'Skipped' $reason $Test.Duration
        }
        default {
            # A test whose block could not be set up carries no error of its own; the block's follows as a result of its own.
            New-Outcome $Test.ExpandedPath 'Failed' ($message ? $message : "The test was not run ($($Test.Result)).") $Test.Duration
        }
    }
}

Import-Module Pester -MinimumVersion 5.5 -ErrorAction Stop
$configuration = New-PesterConfiguration
$configuration.Run.Path = $Path
$configuration.Run.PassThru = $true
$configuration.Output.Verbosity = 'None'
$configuration.Output.RenderMode = 'Plaintext'
$run = Invoke-Pester -Configuration $configuration

# Not before: the tests would inherit both, and behave as they do for nobody else.
$ErrorActionPreference = 'Stop'
Set-StrictMode -Version 3
$outcomes = @(
    foreach ($test in $run.Tests) {
        ConvertTo-TestOutcome $test
    }
    foreach ($block in $run.FailedBlocks) {
        if ($block.ErrorRecord) {
            New-Outcome "$($block.ExpandedPath) (its setup or teardown)" 'Failed' (Get-FailureText $block.ErrorRecord) $block.Duration
        }
    }
    foreach ($container in $run.FailedContainers) {
        if ($container.ErrorRecord) {
            New-Outcome '(the file itself)' 'Failed' (Get-FailureText $container.ErrorRecord) $container.Duration
        }
    }
)
[System.IO.File]::WriteAllText($ResultPath, (ConvertTo-Json -InputObject $outcomes -Depth 3))
