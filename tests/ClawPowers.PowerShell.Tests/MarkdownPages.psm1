# Reads the Markdown pages for the tests that compare them with the cmdlets and run their examples.
# The form of the pages is described in tools/ClawPowers.HelpBuilder/README.md.

Set-StrictMode -Version 3

function Get-MarkdownBlock {
    <#
    .SYNOPSIS
    The fenced powershell blocks of a Markdown file, in order: Heading, Line, Info (what stands behind the language), Text, Fails (an error id or null) and NotRun (a reason or null).
    #>
    [OutputType([pscustomobject])]
    param(
        [Parameter(Mandatory)]
        [string] $Path
    )

    $heading = ''
    $fails = $null
    $notRun = $null
    $fence = $null
    $number = 0
    foreach ($line in [System.IO.File]::ReadAllLines($Path)) {
        $number++
        if ($null -ne $fence) {
            if ($line.Trim() -eq $fence) {
                if ($isPowerShell) {
                    [pscustomobject]@{ Heading = $heading; Line = $start; Info = $info; Text = $text -join "`n"; Fails = $fails; NotRun = $notRun }
                }
                $fence, $fails, $notRun = $null, $null, $null
            }
            else {
                $text.Add($line)
            }
            continue
        }
        switch -Regex ($line) {
            '^\s*(`{3,}|~{3,})\s*(\S*)\s*(.*?)\s*$' {
                $fence = $Matches[1]
                $isPowerShell = $Matches[2] -eq 'powershell'
                $info = $Matches[3]
                $start = $number
                $text = [System.Collections.Generic.List[string]]::new()
                break
            }
            '^#+\s+(.*)' { $heading = $Matches[1]; $fails, $notRun = $null, $null; break }
            '^<!--\s*fails:\s*(\S+)\s*-->' { $fails = $Matches[1]; break }
            '^<!--\s*not run:\s*(.+?)\s*-->' { $notRun = $Matches[1]; break }
            '\S' { $fails, $notRun = $null, $null }
        }
    }
}

function Get-MarkdownSection {
    <#
    .SYNOPSIS
    The lines of a Markdown file by heading: for level 2 an ordered dictionary of title to lines.
    #>
    [OutputType([System.Collections.Specialized.OrderedDictionary])]
    param(
        [Parameter(Mandatory)]
        [AllowEmptyCollection()]
        [AllowEmptyString()]
        [string[]] $Line,

        [int] $Level = 2
    )

    $mark = '#' * $Level + ' '
    $sections = [ordered]@{}
    $title = $null
    $isCode = $false
    foreach ($one in $Line) {
        if ($one.TrimStart().StartsWith('```')) {
            $isCode = -not $isCode
        }
        if (-not $isCode -and $one.StartsWith($mark)) {
            $title = $one.Substring($mark.Length).Trim()
            $sections[$title] = [System.Collections.Generic.List[string]]::new()
        }
        elseif ($null -ne $title) {
            $sections[$title].Add($one)
        }
    }
    $sections
}

function Get-HelpPage {
    <#
    .SYNOPSIS
    A cmdlet's page: Name, Synopsis, Syntaxes (whitespace made even), Parameters (name to facts), Inputs, Outputs and Links.
    #>
    [OutputType([pscustomobject])]
    param(
        [Parameter(Mandatory)]
        [string] $Path
    )

    $sections = Get-MarkdownSection ([System.IO.File]::ReadAllLines($Path))
    $parameters = [ordered]@{}
    $told = Get-MarkdownSection $sections['PARAMETERS'] -Level 3
    foreach ($title in $told.Keys.Where({ $_.StartsWith('-') })) {
        $facts = @{}
        foreach ($line in $told[$title]) {
            if ($line -match '^(Type|Aliases|Required|Position|Default value|Accept pipeline input|Accept wildcard characters):\s*(.*?)\s*$') {
                $facts[$Matches[1]] = $Matches[2].Trim("'", '"')
            }
        }
        $parameters[$title.Substring(1)] = $facts
    }

    [pscustomobject]@{
        Name       = [System.IO.Path]::GetFileNameWithoutExtension($Path)
        Synopsis   = ($sections['SYNOPSIS'] -join ' ').Trim() -replace '[`*]'
        Syntaxes   = @([regex]::Matches($sections['SYNTAX'] -join "`n", '(?s)```\s*\n(.*?)```') | ForEach-Object { ($_.Groups[1].Value -replace '\s+', ' ').Trim() })
        Parameters = $parameters
        Inputs     = @((Get-MarkdownSection $sections['INPUTS'] -Level 3).Keys)
        Outputs    = @((Get-MarkdownSection $sections['OUTPUTS'] -Level 3).Keys)
        Links      = @([regex]::Matches([System.IO.File]::ReadAllText($Path), '\]\(([^)\s]+)\)') | ForEach-Object { $_.Groups[1].Value })
    }
}

Export-ModuleMember -Function Get-MarkdownBlock, Get-MarkdownSection, Get-HelpPage
