BeforeAll {
    Import-Module "$PSScriptRoot/TestHelpers.psm1" -Force
}

AfterAll {
    Remove-Scratch
}

Describe 'New-ScratchStore' {
    It 'points CLAWPOWERS_DIR at an empty folder and forgets session, agent and scope' {
        $env:CLAWPOWERS_SESSION = 'a'
        $env:CLAWPOWERS_AGENT = 'b'
        $env:CLAWPOWERS_SCOPE = 'Global'
        $env:CODEX_THREAD_ID = 'c'
        $folder = New-ScratchStore
        $env:CLAWPOWERS_DIR | Should -Be $folder
        Get-ChildItem -LiteralPath $folder -Force | Should -BeNullOrEmpty
        $env:CLAWPOWERS_SESSION, $env:CLAWPOWERS_AGENT, $env:CLAWPOWERS_SCOPE, $env:CODEX_THREAD_ID | Should -Be $null, $null, $null, $null
    }

    It 'makes another one each time' {
        New-ScratchStore | Should -Not -Be (New-ScratchStore)
    }
}

Describe 'New-ScratchRepository' {
    It 'makes a repository with a commit and an origin' -Skip:(-not (Get-Command git -ErrorAction Ignore)) {
        $folder = New-ScratchRepository -Origin 'https://example.invalid/owner/name.git'
        git -C $folder remote get-url origin | Should -Be 'https://example.invalid/owner/name.git'
        git -C $folder rev-list --count HEAD | Should -Be 1
    }
}

Describe 'Invoke-Pwsh' {
    It 'gives both streams as they are and the exit code' {
        $result = Invoke-Pwsh '[Console]::Out.Write("a`"b  Grüße 模式"); [Console]::Error.Write("no"); exit 5'
        $result.Output | Should -BeExactly "a`"b  Grüße 模式"
        $result.ErrorText | Should -BeExactly 'no'
        $result.ExitCode | Should -Be 5
    }

    It 'finds ClawPowers without an import' {
        (Invoke-Pwsh '(Get-Command Get-ClawState).Source').Output.Trim() | Should -Be 'ClawPowers'
    }

    It 'passes stdin, the location and the environment' {
        $folder = New-ScratchFolder
        $result = Invoke-Pwsh '"$input|$env:CLAW_X|$([Environment]::GetEnvironmentVariable("CLAW_Y"))|$(Split-Path $PWD -Leaf)"' -StandardInput 'in' -WorkingDirectory $folder -Environment @{ CLAW_X = 'x'; CLAW_Y = $null }
        $result.Output.Trim() | Should -Be "in|x||$(Split-Path $folder -Leaf)"
    }

    It 'kills what does not end' {
        { Invoke-Pwsh 'Start-Sleep 100' -TimeoutSeconds 1 } | Should -Throw '*did not end within 1 seconds*'
    }
}

Describe 'Invoke-ClawCli' {
    It 'runs the command line' {
        (Invoke-ClawCli help).ExitCode | Should -Be 0
    }
}
