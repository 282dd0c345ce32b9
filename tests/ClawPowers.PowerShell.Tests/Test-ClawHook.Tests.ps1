BeforeAll {
    Import-Module "$PSScriptRoot/TestHelpers.psm1" -Force
    Import-Module "$(Get-ModulePath)/ClawPowers"
    Push-Location (New-ScratchFolder)
    $realHome, $realProfile, $realPath = $env:HOME, $env:USERPROFILE, $env:PSModulePath
    $env:PSModulePath = (Get-ModulePath) + [System.IO.Path]::PathSeparator + $env:PSModulePath
}

AfterAll {
    $env:HOME, $env:USERPROFILE, $env:PSModulePath = $realHome, $realProfile, $realPath
    Pop-Location
    Remove-Scratch
}

Describe 'Test-ClawHook' -Skip:([OperatingSystem]::IsWindows()) {
    # On Windows the system says where the home is, and the tests leave that of whoever runs them alone.
    BeforeEach {
        $null = New-ScratchStore
        $env:HOME = $env:USERPROFILE = New-ScratchFolder 'home of Zoë (x86)'
        $null = New-Item -ItemType Directory "$env:HOME/.codex"
    }

    It 'proves a hook that is registered, in the agent''s shell and with its input' {
        $null = Register-ClawHook Codex

        $test = Test-ClawHook

        @($test.Checks | Where-Object Passed -EQ $false | ForEach-Object { "$_" }) | Should -BeNullOrEmpty
        $test | Should -BeOfType ([ClawPowers.ClawHookTest])
        $test.Target, $test.Scope, $test.ExitCode | Should -Be 'Codex', 'User', 0
        $test.Passed | Should -BeTrue
        $test.Characters | Should -BeGreaterThan 0
        $test.Checks.Name | Should -Be 'Agent', 'Registered', 'Starts', 'ExitCode', 'Answer', 'Characters', 'Encoding', 'Time', 'StandardError', 'ReadPermission', 'WritePermission'
    }

    It 'registers no session and leaves the one that asks alone' {
        $null = Register-ClawHook Codex

        $null = Test-ClawHook Codex

        Set-ClawState a:b 1
        (Get-ClawState a:b).SessionId | Should -Not -BeLike 'clawpowers-proof-*'
    }

    It 'proves the profile in a fresh PowerShell' {
        $null = Register-ClawHook Profile

        $test = Test-ClawHook profile

        @($test.Checks | Where-Object Passed -EQ $false | ForEach-Object { "$_" }) | Should -BeNullOrEmpty
        ($test.Checks | Where-Object Name -EQ Session).Detail | Should -Match "^The terminal's session is '\S+'\.$"
    }

    It 'says what is broken and what to do' {
        $hook = Register-ClawHook Codex
        Remove-Item "$env:HOME/.clawpowers/hooks/session-start.ps1"

        $failed = (Test-ClawHook Codex).Checks | Where-Object Passed -EQ $false

        $failed.Name | Should -Contain 'Registered'
        ($failed | Where-Object Name -EQ Registered).Advice | Should -BeExactly 'Run: Register-ClawHook -Agent Codex'
        $hook.Path | Should -Exist
    }

    It 'says by a warning that nothing is registered' {
        $test = Test-ClawHook -WarningVariable warnings -WarningAction SilentlyContinue

        $test | Should -BeNullOrEmpty
        "$warnings" | Should -BeLike 'No session-start hook is registered there*Enable-ClawPowers*Register-ClawHook*'
        Test-ClawHook * -WarningAction SilentlyContinue | Should -BeNullOrEmpty
        Test-ClawHook -Quiet | Should -BeFalse
    }

    It 'fails what is asked for by name and not registered' {
        $test = Test-ClawHook gemini, open-code

        $test.Target | Should -Be 'Gemini', 'OpenCode'
        $test.Passed | Should -Be $false, $false
        { Test-ClawHook cloud -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidAgent,ClawPowers.PowerShell.Commands.TestClawHookCommand'
    }

    It 'takes what Get-ClawHook emits, and does nothing for an empty pipeline' {
        $test = Get-ClawHook Cursor | Test-ClawHook

        $test.Target | Should -Be 'Cursor'
        @() | Test-ClawHook | Should -BeNullOrEmpty
    }

    It 'has a view of checks that loses nothing when it is redirected' {
        $result = Invoke-Pwsh 'Test-ClawHook Codex' -Environment @{ HOME = $env:HOME; USERPROFILE = $env:HOME }

        $lines = $result.Output -split '\r?\n'
        $lines[0] | Should -BeExactly 'Codex  failed  (user)'
        $lines[1] | Should -BeLike '  passed  Agent            It is on this machine: *'
        $lines[2] | Should -BeLike '  failed  Registered       It is not registered in *hooks.json''.'
        $lines[3] | Should -BeExactly '                           > Run: Register-ClawHook -Agent Codex'
        $result.Output | Should -Not -Match '…|\x1b'
    }
}
