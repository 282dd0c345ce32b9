BeforeDiscovery {
    Import-Module "$PSScriptRoot/TestHelpers.psm1" -Force
    Import-Module "$PSScriptRoot/MarkdownPages.psm1" -Force
    $root = Get-RepositoryRoot
    $pages = Get-Item (Join-Path $root 'README.md'), (Join-Path $root 'docs/*.md'), (Join-Path $root 'docs/en-US/*.md') -ErrorAction Ignore | ForEach-Object {
        $blocks = @(Get-MarkdownBlock $_.FullName)
        if ($blocks) {
            $index = 0
            @{
                Page   = [System.IO.Path]::GetRelativePath($root, $_.FullName).Replace('\', '/')
                Blocks = @($blocks | ForEach-Object { @{ Block = $_; Index = $_.NotRun ? -1 : $index++; Title = "line $($_.Line), $($_.Heading)" } })
            }
        }
    }
}

BeforeAll {
    Import-Module "$PSScriptRoot/TestHelpers.psm1" -Force
}

AfterAll {
    Remove-Scratch
}

Describe '<Page>' -ForEach $pages {
    BeforeAll {
        $null = New-ScratchStore
        $folder = New-ScratchFolder 'examples'
        $blockPath, $resultPath = "$folder.blocks.json", "$folder.result.json"
        $texts = @($Blocks.Block | Where-Object { -not $_.NotRun } | ForEach-Object Text)
        [System.IO.File]::WriteAllText($blockPath, (ConvertTo-Json -InputObject $texts))
        $run = Invoke-TestProcess ([System.Environment]::ProcessPath) @(
            '-NoProfile', '-NonInteractive', '-ExecutionPolicy', 'Bypass', '-File', "$PSScriptRoot/Invoke-MarkdownBlock.ps1", '-BlockPath', $blockPath, '-ResultPath', $resultPath
        ) -WorkingDirectory $folder -Environment @{
            PSModulePath = (Get-ModulePath) + [System.IO.Path]::PathSeparator + $env:PSModulePath
            # What an example does in a home, it does not do in that of whoever runs the tests.
            HOME         = $home_ = New-ScratchFolder 'home'
            USERPROFILE  = $home_
            # Nor in a folder that such a variable leads to.
            XDG_CONFIG_HOME = $null; CLAUDE_CONFIG_DIR = $null; CODEX_HOME = $null; GEMINI_CLI_HOME = $null; COPILOT_HOME = $null; OPENCODE_CONFIG_DIR = $null
        }
        if (-not (Test-Path $resultPath)) {
            throw "The session ended with exit code $($run.ExitCode) before its last block.`n$($run.Output)`n$($run.ErrorText)"
        }
        $results = ConvertFrom-Json -InputObject (Get-Content -Raw $resultPath) -NoEnumerate
        Remove-Item $blockPath, $resultPath
    }

    It '<Title>' -ForEach $Blocks {
        if ($block.NotRun) {
            Set-ItResult -Skipped -Because $block.NotRun
        }
        $errors = @($results[$index])
        if ($block.Fails) {
            $errors | Should -Not -BeNullOrEmpty -Because "it is said to fail with $($block.Fails)"
            $errors.Id | Should -Match "^$([regex]::Escape($block.Fails))(,|$)"
        }
        elseif ($errors.Id -like 'GitLibraryMissing,*') {
            Set-ItResult -Skipped -Because 'the library libgit2 is not installed'
        }
        else {
            $errors | ForEach-Object { "$($_.Id): $($_.Message)" } | Should -BeNullOrEmpty
        }
    }
}
