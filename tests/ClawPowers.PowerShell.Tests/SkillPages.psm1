# What Skills.Tests.ps1 knows about skills: their pages, what stands in the blocks, and how the blocks of a page are run.
# Import TestHelpers.psm1 and MarkdownPages.psm1 before it.

Set-StrictMode -Version 3

function Get-SkillPage {
    <#
    .SYNOPSIS
    The Markdown files of skills that have PowerShell blocks: Skill, Page (relative to the folder), Path and Blocks.

    .DESCRIPTION
    Throws when there is no block at all.
    #>
    [OutputType([pscustomobject])]
    param(
        [Parameter(Mandatory)]
        [string] $Folder
    )

    $pages = foreach ($skill in Get-ChildItem -LiteralPath $Folder -Directory -ErrorAction Ignore | Sort-Object Name) {
        foreach ($file in Get-Item (Join-Path $skill.FullName 'SKILL.md'), (Join-Path $skill.FullName 'references/*.md') -ErrorAction Ignore) {
            $blocks = @(Get-MarkdownBlock $file.FullName)
            if ($blocks) {
                [pscustomobject]@{
                    Skill  = $skill.Name
                    Page   = [System.IO.Path]::GetRelativePath($Folder, $file.FullName).Replace('\', '/')
                    Path   = $file.FullName
                    Blocks = $blocks
                }
            }
        }
    }
    if (-not $pages) {
        throw "No skill in $Folder has a block of PowerShell."
    }
    $pages
}

function ConvertTo-Syntax {
    <#
    .SYNOPSIS
    A text as PowerShell's parser sees it: Ast and Errors.
    #>
    [OutputType([pscustomobject])]
    param(
        [Parameter(Mandatory)]
        [AllowEmptyString()]
        [string] $Text
    )

    $errors = $null
    $tokens = $null
    $ast = [System.Management.Automation.Language.Parser]::ParseInput($Text, [ref] $tokens, [ref] $errors)
    [pscustomobject]@{ Ast = $ast; Errors = @($errors) }
}

function Get-BlockCommand {
    <#
    .SYNOPSIS
    The names of the commands that a block calls, in order.
    #>
    [OutputType([string])]
    param(
        [Parameter(Mandatory)]
        $Block
    )

    Find-Syntax (ConvertTo-Syntax $Block.Text).Ast ([System.Management.Automation.Language.CommandAst]) | ForEach-Object GetCommandName
}

function Find-Syntax {
    param($Ast, [type[]] $Type)

    foreach ($node in $Ast.FindAll({ $true }, $true)) {
        foreach ($one in $Type) {
            if ($one.IsInstanceOfType($node)) {
                $node
                break
            }
        }
    }
}

function Get-BlockFault {
    <#
    .SYNOPSIS
    What is wrong with the form of a block, one text each; nothing if it is fine.

    .DESCRIPTION
    Every block parses. A plain one holds commands of one line each that an agent can be given a standing permission for: none
    of them computes what is run.
    #>
    [OutputType([string])]
    param(
        [Parameter(Mandatory)]
        $Block
    )

    $syntax = ConvertTo-Syntax $Block.Text
    foreach ($one in $syntax.Errors) {
        "line $($Block.Line + $one.Extent.StartLineNumber): $($one.Message)"
    }
    if ($Block.Fails -or $Block.NotRun) {
        "line $($Block.Line): blocks of skills have no marks"
    }
    if ($Block.Info -notin '', 'script') {
        "line $($Block.Line): behind powershell stands nothing or script, not $($Block.Info)"
    }
    $statements = @($syntax.Ast.EndBlock.Statements)
    if ($Block.Info) {
        return
    }

    $last = 0
    foreach ($statement in $statements) {
        $place = "line $($Block.Line + $statement.Extent.StartLineNumber)"
        if ($statement.Extent.StartLineNumber -ne $statement.Extent.EndLineNumber) {
            "${place}: a command of one line, or a block marked as script"
        }
        if ($statement.Extent.StartLineNumber -le $last) {
            "${place}: one command on a line"
        }
        $last = $statement.Extent.EndLineNumber
        $node = Find-Syntax $statement @(
            [System.Management.Automation.Language.ScriptBlockAst], [System.Management.Automation.Language.HashtableAst], [System.Management.Automation.Language.ParenExpressionAst]
            [System.Management.Automation.Language.SubExpressionAst], [System.Management.Automation.Language.ArrayExpressionAst], [System.Management.Automation.Language.RedirectionAst]
            [System.Management.Automation.Language.InvokeMemberExpressionAst], [System.Management.Automation.Language.VariableExpressionAst]
        ) | Where-Object { -not ($_ -is [System.Management.Automation.Language.VariableExpressionAst] -and $_.IsConstantVariable()) } | Select-Object -First 1
        if ($node) {
            "${place}: an agent can't be allowed this once and for all: $($node.Extent.Text)"
        }
        elseif (Find-Syntax $statement ([System.Management.Automation.Language.CommandAst]) | Where-Object { $_.GetCommandName() -in 'iex', 'Invoke-Expression' }) {
            "${place}: Invoke-Expression"
        }
    }
}

function Get-BlockMeasure {
    <#
    .SYNOPSIS
    The measures that a block's commands record or sum up: Skill (null where the command names none), Measure and Line of the file.
    #>
    [OutputType([pscustomobject])]
    param(
        [Parameter(Mandatory)]
        $Block
    )

    foreach ($command in Find-Syntax (ConvertTo-Syntax $Block.Text).Ast ([System.Management.Automation.Language.CommandAst])) {
        $name = $command.GetCommandName()
        if ($name -notin 'Add-ClawMetric', 'Set-ClawMetric', 'Get-ClawMetric', 'Measure-ClawMetric', 'Measure-ClawSkill') {
            continue
        }
        $parameter = $null
        $skill = $null
        $texts = [System.Collections.Generic.List[string]]::new()
        foreach ($element in $command.CommandElements | Select-Object -Skip 1) {
            if ($element -is [System.Management.Automation.Language.CommandParameterAst]) {
                $parameter = $element.ParameterName
                continue
            }
            $values = @(Find-Syntax $element ([System.Management.Automation.Language.StringConstantExpressionAst]) | ForEach-Object Value)
            if ($parameter -eq 'Measure' -or $parameter -eq 'Where' -or (-not $parameter -and $values -match '^[A-Za-z_][\w.-]*=')) {
                $texts.AddRange([string[]] $values)
            }
            elseif (-not $skill -and $parameter -in $null, 'Skill' -and $name -ne 'Set-ClawMetric') {
                $skill = $values | Select-Object -First 1
            }
            $parameter = $null
        }
        $pattern = $name -in 'Add-ClawMetric', 'Set-ClawMetric', 'Measure-ClawSkill' ? '(?:^|[\s,;])([A-Za-z_][\w.-]*)=' : '^([A-Za-z_][\w.-]*)'
        foreach ($text in $texts) {
            foreach ($match in [regex]::Matches($text, $pattern)) {
                [pscustomobject]@{ Skill = $skill; Measure = $match.Groups[1].Value; Line = $Block.Line + $command.Extent.StartLineNumber }
            }
        }
    }
}

function New-SkillPlace {
    <#
    .SYNOPSIS
    Makes what the blocks of one page are run in: a folder with an empty home, an empty store and a Git repository in work/shop.

    .DESCRIPTION
    The repository has three commits of two people on main, and an origin that can be fetched from and pushed to: its URL is that of
    a server, which the home's Git configuration sends to a bare repository beside it. What is made beside the repository is removed with it.
    #>
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'A test helper that makes only what it names anew.')]
    [OutputType([pscustomobject])]
    param()

    $folder = New-ScratchFolder 'skill'
    $origin = (Join-Path $folder 'origin.git').Replace('\', '/')
    $place = [pscustomobject]@{
        Repository  = Join-Path $folder 'work/shop'
        Environment = @{
            CLAWPOWERS_DIR      = Join-Path $folder 'store'
            HOME                = Join-Path $folder 'home'
            USERPROFILE         = Join-Path $folder 'home'
            XDG_CONFIG_HOME     = $null
            XDG_DATA_HOME       = $null
            XDG_CACHE_HOME      = $null
            GIT_CONFIG_GLOBAL   = Join-Path $folder 'home/.gitconfig'
            GIT_CONFIG_NOSYSTEM = '1'
            GIT_TERMINAL_PROMPT = '0'
            # A command that opens an editor would wait for somebody: here it fails.
            GIT_EDITOR          = 'false'
            GIT_PAGER           = 'cat'
        }
    }
    Get-SessionVariable | ForEach-Object { $place.Environment[$_] = $null }
    foreach ($name in 'home', 'store', 'work') {
        $null = [System.IO.Directory]::CreateDirectory((Join-Path $folder $name))
    }
    [System.IO.File]::WriteAllText($place.Environment.GIT_CONFIG_GLOBAL, @"
[user]
	name = Robin
	email = robin@example.invalid
[init]
	defaultBranch = main
[core]
	autocrlf = false
[commit]
	gpgsign = false
[url "$origin"]
	insteadOf = https://git.example.invalid/shop/storefront.git
"@)
    # Made once, and copied after that: starting git a dozen times takes longer than many a page.
    if ($script:Template) {
        Copy-Item -LiteralPath (Join-Path $script:Template 'origin.git') $folder -Recurse
        Copy-Item -LiteralPath (Join-Path $script:Template 'work/shop') (Join-Path $folder 'work') -Recurse -Force
    }
    else {
        Initialize-SkillRepository $place $origin
        $script:Template = New-ScratchFolder 'template'
        $null = [System.IO.Directory]::CreateDirectory((Join-Path $script:Template 'work'))
        Copy-Item -LiteralPath $origin $script:Template -Recurse
        Copy-Item -LiteralPath $place.Repository (Join-Path $script:Template 'work') -Recurse -Force
    }
    $place
}

function Initialize-SkillRepository {
    param($Place, $Origin)

    $files = @{
        'README.md'            = "# Storefront`n`nPrices and carts.`n"
        '.gitignore'           = "bin/`n.env`n*.log`n"
        'CHANGELOG.md'         = "# Changelog`n`n## Unreleased`n`n### Added`n`n- Carts`n"
        'src/Cart.ps1'         = "function Get-CartTotal([decimal[]] `$Price) {`n    (`$Price | Measure-Object -Sum).Sum`n}`n"
        'tests/Cart.Tests.ps1' = "BeforeAll { . `"`$PSScriptRoot/../src/Cart.ps1`" }`nDescribe 'Get-CartTotal' {`n    It 'adds the prices' { Get-CartTotal 1, 2.5 | Should -Be 3.5 }`n}`n"
    }
    foreach ($file in $files.GetEnumerator()) {
        $path = Join-Path $Place.Repository $file.Key
        $null = [System.IO.Directory]::CreateDirectory((Split-Path $path))
        [System.IO.File]::WriteAllText($path, $file.Value)
    }
    $commands = @(
        , @('init', '--quiet', '--template=', '--bare', $Origin)
        , @('init', '--quiet', '--template=')
        , @('add', 'README.md', '.gitignore')
        , @('commit', '--quiet', '-m', 'chore: begin the storefront', '--author', 'Ana <ana@example.invalid>')
        , @('add', 'src', 'tests')
        , @('commit', '--quiet', '-m', 'feat(cart): add up prices', '--author', 'Ana <ana@example.invalid>')
        , @('add', 'CHANGELOG.md')
        , @('commit', '--quiet', '-m', 'docs: keep a changelog')
        , @('remote', 'add', 'origin', 'https://git.example.invalid/shop/storefront.git')
        , @('push', '--quiet', '--set-upstream', 'origin', 'main')
        , @('remote', 'set-head', 'origin', 'main')
    )
    foreach ($arguments in $commands) {
        $result = Invoke-TestProcess 'git' $arguments -WorkingDirectory $Place.Repository -Environment $Place.Environment
        if ($result.ExitCode -ne 0) {
            throw "git $($arguments -join ' '): $($result.ErrorText)"
        }
    }
}

function Invoke-SkillPage {
    <#
    .SYNOPSIS
    Runs the blocks of a page, in order, in one fresh pwsh and a place of its own, and returns what went wrong in each block that was run, by its line.

    .DESCRIPTION
    The key -1 has the lines of output in which a table has cut a value: an agent, whose output is redirected, never sees the rest.

    .PARAMETER FixturePath
    A script that prepares the repository; run there first, and in the same session. What goes wrong in it has the key 0.
    #>
    [OutputType([hashtable])]
    param(
        [Parameter(Mandatory)]
        $Page,

        [string] $FixturePath
    )

    $place = New-SkillPlace
    $runs = @($Page.Blocks)
    $texts = @(
        $FixturePath -and (Test-Path -LiteralPath $FixturePath) ? "& '$($FixturePath.Replace("'", "''"))'" : ''
        $runs.Text
    )
    $blockPath, $resultPath = "$($place.Repository).blocks.json", "$($place.Repository).result.json"
    [System.IO.File]::WriteAllText($blockPath, (ConvertTo-Json -InputObject $texts))
    $run = Invoke-TestProcess ([System.Environment]::ProcessPath) @(
        '-NoProfile', '-NonInteractive', '-ExecutionPolicy', 'Bypass', '-File', "$PSScriptRoot/Invoke-MarkdownBlock.ps1", '-BlockPath', $blockPath, '-ResultPath', $resultPath
    ) -TimeoutSeconds 240 -WorkingDirectory $place.Repository -Environment ($place.Environment + @{ PSModulePath = (Get-ModulePath) + [System.IO.Path]::PathSeparator + $env:PSModulePath })
    if (-not (Test-Path $resultPath)) {
        throw "$($Page.Page): the session ended with exit code $($run.ExitCode) before its last block.`n$($run.Output)`n$($run.ErrorText)"
    }

    $results = ConvertFrom-Json -InputObject ([System.IO.File]::ReadAllText($resultPath)) -NoEnumerate
    $wrong = @{ -1 = @($run.Output -split "`r?`n" | Where-Object { $_ -match '\S…(\s|$)' -and -not "$($runs.Text)".Contains($_.Trim()) }) }
    for ($index = 0; $index -lt $texts.Count; $index++) {
        $line = $index ? $runs[$index - 1].Line : 0
        $wrong[$line] = @($results[$index] | ForEach-Object { "$($Page.Page):$($line + $_.Line): $($_.Id): $($_.Message)" })
    }
    $wrong
}

$script:Template = $null

Export-ModuleMember -Function Get-SkillPage, Get-BlockCommand, Get-BlockFault, Get-BlockMeasure, New-SkillPlace, Invoke-SkillPage
