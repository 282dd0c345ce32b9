BeforeAll {
    Import-Module "$PSScriptRoot/TestHelpers.psm1" -Force
    Import-Module "$(Get-ModulePath)/ClawPowers"
}

AfterAll {
    Remove-Scratch
}

Describe 'Get-ClawSessionContext' {
    BeforeEach {
        $null = New-ScratchStore
        $project = New-ScratchFolder 'project'
        $null = New-Item -ItemType Directory (Join-Path $project '.git')
        Set-Content (Join-Path $project '.git/HEAD') 'ref: refs/heads/main'
        Push-Location $project
    }

    AfterEach {
        Pop-Location
    }

    It 'tells what is open in the project, in sections' {
        Set-ClawState debug:total:observation '0 for one item'
        Set-ClawState plan:cart:goal 'A voucher lowers the total'

        $context = Get-ClawSessionContext -SessionId s-1

        $context | Should -BeOfType 'ClawPowers.SessionContext'
        $context.Sections.Name | Should -BeExactly 'bootstrap', 'commands', 'skills', 'plans', 'investigations', 'recall'
        $context.Mode | Should -Be 'Brief'
        $context.SessionId | Should -BeExactly 's-1'
        $context.Characters | Should -Be $context.Text.Length
        $context.Text | Should -BeLike '*| total (????-??-??) "0 for one item"*'
        $context.Text | Should -BeLike '*| cart "A voucher lowers the total"*'
    }

    It 'is at most <Most> characters in the mode <Mode>' -ForEach @{ Mode = 'Brief'; Most = 3500 }, @{ Mode = 'Full'; Most = 9500 } {
        1..60 | ForEach-Object { [pscustomobject]@{ Key = "debug:n${_}:observation"; Value = 'x' * 120 } } | Set-ClawState

        (Get-ClawSessionContext -Mode $Mode).Characters | Should -BeLessOrEqual $Most
        (Get-ClawSessionContext -Mode $Mode -MaxCharacters 700).Characters | Should -BeLessOrEqual 700
    }

    It 'is decided on by the entry, and before it by the variable' {
        Set-ClawState clawpowers:bootstrap off
        (Get-ClawSessionContext).Text | Should -BeExactly ''
        $env:CLAWPOWERS_BOOTSTRAP = 'full'
        (Get-ClawSessionContext).Mode | Should -Be 'Full'
    }

    It 'warns of a word that is none, and takes it for brief' {
        $env:CLAWPOWERS_BOOTSTRAP = 'loud'
        (Get-ClawSessionContext -WarningVariable said -WarningAction SilentlyContinue).Mode | Should -Be 'Brief'
        $said | Should -BeLike 'CLAWPOWERS_BOOTSTRAP is "loud", which is none of off, brief and full*'
    }

    It 'warns of a store that can not be read, and gives the rest' {
        Set-Content (Join-Path $env:CLAWPOWERS_DIR 'clawpowers.db') ('x' * 5000)
        $context = Get-ClawSessionContext -WarningVariable said -WarningAction SilentlyContinue -ErrorAction Stop
        $context.Sections.Name | Should -BeExactly 'bootstrap', 'commands', 'skills'
        $said | Should -BeLike 'What the store holds is left out of the context.*'
    }

    It 'gives <Agent> the JSON that it reads, in ASCII' -ForEach @(
        @{ Agent = 'ClaudeCode'; Read = { param($json) $json.hookSpecificOutput.additionalContext } }
        @{ Agent = 'Codex'; Read = { param($json) $json.hookSpecificOutput.additionalContext } }
        @{ Agent = 'Gemini'; Read = { param($json) $json.hookSpecificOutput.additionalContext } }
        @{ Agent = 'Cursor'; Read = { param($json) $json.additional_context } }
        @{ Agent = 'Copilot'; Read = { param($json) $json.additionalContext } }
    ) {
        Set-ClawState debug:zahl:observation '中文 é'

        $json = Get-ClawSessionContext $Agent -Json

        $json | Should -BeOfType string
        $json | Should -Match '^[ -~]+$'
        & $Read ($json | ConvertFrom-Json) | Should -BeLike '*"中文 é"*'
    }

    It 'prints the text and nothing else where output is redirected' {
        $text = (Get-ClawSessionContext -Agent Codex).Text
        $result = Invoke-TestProcess ([System.Environment]::ProcessPath) '-NoProfile', '-NonInteractive', '-Command', 'Get-ClawSessionContext -Agent Codex' -WorkingDirectory $project -Environment @{
            PSModulePath = (Get-ModulePath) + [System.IO.Path]::PathSeparator + $env:PSModulePath
        }
        $result.ErrorText | Should -BeExactly ''
        $result.Output.TrimEnd() | Should -BeExactly $text
    }

    It 'names only commands and parameters that there are' {
        $text = (Get-ClawSessionContext -Mode Full -Agent Codex).Text + (Get-ClawSessionContext).Text
        $commands = [regex]::Matches($text, '`((?:Get|Find|Set|Add|Approve|Deny)-Claw\w+[^`"]*)').ForEach({ $_.Groups[1].Value }) | Select-Object -Unique
        $commands.Count | Should -BeGreaterThan 4
        foreach ($command in $commands) {
            $errors = $null
            $ast = [System.Management.Automation.Language.Parser]::ParseInput($command, [ref] $null, [ref] $errors)
            $errors | Should -BeNullOrEmpty -Because $command
            foreach ($call in $ast.FindAll({ $args[0] -is [System.Management.Automation.Language.CommandAst] }, $true)) {
                $known = Get-Command $call.GetCommandName() -ErrorAction Stop
                $call.CommandElements | Where-Object { $_ -is [System.Management.Automation.Language.CommandParameterAst] } | ForEach-Object { $known.Parameters.Keys | Should -Contain $_.ParameterName -Because $command }
            }
        }
    }

    It 'is called from a shell as it says' -Skip:(-not (Get-Command sh, pwsh -ErrorAction Ignore | Select-Object -Skip 1)) {
        Set-ClawState debug:pool:root_cause 'Kept open'
        $line = (Get-ClawSessionContext -Agent Codex).Text -split "`n" | Where-Object { $_ -like 'Cmdlets, called from here as*' }
        if (-not $line) {
            Set-ItResult -Skipped -Because 'the command line is on the PATH here, which is what the text then says'
            return
        }
        $call = [regex]::Match($line, '`([^`]+)`').Groups[1].Value -replace "Find-ClawSkill 'what you face'", 'Get-ClawState debug:* -ValueOnly'
        $result = Invoke-TestProcess 'sh' '-c', $call -WorkingDirectory $project -Environment @{
            PSModulePath = (Get-ModulePath) + [System.IO.Path]::PathSeparator + $env:PSModulePath
        }
        $result.Output.TrimEnd() | Should -BeExactly 'Kept open'
    }

    It 'refuses a bound that is none' {
        { Get-ClawSessionContext -MaxCharacters 9501 } | Should -Throw -ErrorId 'ParameterArgumentValidationError,*'
    }
}
