BeforeAll {
    Import-Module "$PSScriptRoot/TestHelpers.psm1" -Force
    Import-Module "$(Get-ModulePath)/ClawPowers"
}

AfterAll {
    Remove-Scratch
}

Describe 'Invoke-ClawVerification' -Skip:([OperatingSystem]::IsWindows()) {
    # The gates are for sh.
    BeforeAll {
        function Write-Gate([string] $Yaml) {
            $null = New-Item -Force -Path .clawpowers/verification.yaml -Value $Yaml
        }
    }

    BeforeEach {
        $null = New-ScratchStore
        Push-Location (New-ScratchFolder)
        Write-Gate "gates:`n  build: { run: 'echo built' }`n  test: { run: 'echo out; exit 3', needs: [build] }`n  later: { run: 'true', needs: [test] }"
    }

    AfterEach {
        Pop-Location
    }

    It 'runs nothing before somebody has agreed, and says what would run' {
        { Invoke-ClawVerification } | Should -Throw -ErrorId 'VerificationNotTrusted,ClawPowers.PowerShell.Commands.InvokeClawVerificationCommand' -ExpectedMessage "*test   echo out; exit 3*Invoke-ClawVerification -Trust*"

        $env:CLAWPOWERS_DIR | Get-ChildItem | Should -BeNullOrEmpty
    }

    It 'emits one object for each gate and records each as a verified run' {
        $results = Invoke-ClawVerification -Trust -SessionId s1 -Agent tester

        $results | Should -BeOfType ([ClawPowers.GateResult])
        $results.Gate | Should -Be 'build', 'test', 'later'
        $results.State | Should -Be 'Passed', 'Failed', 'Skipped'
        $results[0].Output | Should -BeExactly 'built'
        $results[1].ExitCode, $results[1].Reason | Should -Be 3, 'Exit code 3.'
        $results[2].Reason | Should -BeExactly "It needs 'test', which failed."
        $runs = @(Get-ClawMetric verification-before-completion | Sort-Object Id)
        $runs.Source | Should -Be 'Verified', 'Verified', 'Verified'
        $runs.Outcome | Should -Be 'Success', 'Failure', 'Skipped'
        $runs.ForEach({ $_.Measures.gate }) | Should -Be 'build', 'test', 'later'
        $runs[0].SessionId, $runs[0].Agent | Should -Be 's1', 'tester'
    }

    It 'remembers the trust until the file is another one' {
        $null = Invoke-ClawVerification -Trust

        (Invoke-ClawVerification).Count | Should -Be 3
        Add-Content .clawpowers/verification.yaml '# changed'
        { Invoke-ClawVerification } | Should -Throw -ErrorId 'VerificationNotTrusted,*'
    }

    It 'takes gates by pattern and a folder by path' {
        $folder = Get-Location
        Push-Location (New-ScratchFolder)
        try {
            (Invoke-ClawVerification $folder t* -Trust).Gate | Should -Be 'build', 'test'
        }
        finally {
            Pop-Location
        }
        { Invoke-ClawVerification . none* } | Should -Throw -ErrorId 'GateNotFound,*'
        { Invoke-ClawVerification ./missing } | Should -Throw -ErrorId 'VerificationFolderNotFound,*'
        { Invoke-ClawVerification Env:/ } | Should -Throw -ErrorId 'NotAFilePath,*'
    }

    It 'says each mistake with its line and column' {
        Write-Gate "gates:`n  a: { run: x, limits: 5m }`n  b: { needs: [a] }"

        $found = { Invoke-ClawVerification -Trust } | Should -Throw -ErrorId 'VerificationNotValid,*' -PassThru

        "$found" | Should -Match "verification\.yaml:2:16: The gate 'a' has no field 'limits'\."
        "$found" | Should -Match "verification\.yaml:3:3: The gate 'b' has no 'run'\."
    }

    It 'shows the gates and runs none with -List and -WhatIf' {
        $gates = Invoke-ClawVerification -List
        $gates | Should -BeOfType ([ClawPowers.VerificationGate])
        $gates.Gate | Should -Be 'build', 'test', 'later'
        $gates.IsTrusted | Should -Be $false, $false, $false
        $gates[1].Needs | Should -Be 'build'

        Invoke-ClawVerification -Trust -WhatIf | Should -BeNullOrEmpty
        (Invoke-ClawVerification -List).IsTrusted | Should -Be $false, $false, $false
    }

    It 'writes the gates that were detected, once' {
        Remove-Item .clawpowers -Recurse -Force
        { Invoke-ClawVerification } | Should -Throw -ErrorId 'VerificationNotConfigured,*'
        Set-Content go.mod 'module x'

        Invoke-ClawVerification -Initialize -WhatIf
        '.clawpowers' | Should -Not -Exist
        (Invoke-ClawVerification -Initialize).Gate | Should -Be 'build', 'vet', 'test'

        '.clawpowers/verification.yaml' | Should -FileContentMatch '    run: \[go, vet, "\./\.\.\."\]'
        { Invoke-ClawVerification -Initialize } | Should -Throw -ErrorId 'VerificationExists,*'
    }

    It 'is stopped by Ctrl+C with all that runs, and goes on there' {
        $folder = "$(Get-Location)"
        Write-Gate "gates:`n  first: { run: 'true' }`n  long: { run: 'test -e ''$folder.go'' || { (setsid sleep 600 &); sleep 600; }' }"
        $shell = [powershell]::Create()
        try {
            $null = $shell.AddScript({
                    param($module, $folder)
                    Import-Module $module
                    Set-Location $folder
                    Invoke-ClawVerification -Trust
                }).AddArgument((Join-Path (Get-ModulePath) 'ClawPowers')).AddArgument($folder)
            $output = [System.Management.Automation.PSDataCollection[psobject]]::new()
            $running = $shell.BeginInvoke([System.Management.Automation.PSDataCollection[psobject]]::new(), $output)
            $clock = [System.Diagnostics.Stopwatch]::StartNew()
            while (-not $output.Count -and $clock.Elapsed.TotalSeconds -lt 120) { Start-Sleep -Milliseconds 50 }
            Start-Sleep -Milliseconds 500
            $shell.Stop()
            { $shell.EndInvoke($running) } | Should -Throw
            $output.Gate | Should -Be 'first'
        }
        finally {
            $shell.Dispose()
        }

        if ($IsLinux) {
            Get-ChildItem /proc -Directory | Where-Object Name -Match '^\d+$' | Where-Object { (Get-Item "/proc/$($_.Name)/cwd" -ErrorAction Ignore).LinkTarget -eq $folder -and $_.Name -ne $PID } | Should -BeNullOrEmpty
        }
        $null = New-Item "$folder.go"
        (Invoke-ClawVerification).State | Should -Be 'Reused', 'Passed'
        Remove-Item "$folder.go"
    }

    It 'goes on after a run that was cut short with what had not passed' {
        Write-Gate "gates:`n  first: { run: 'true' }`n  second: { run: 'true' }"
        $null = Invoke-ClawVerification -Trust | Select-Object -First 1

        (Invoke-ClawVerification).State | Should -Be 'Reused', 'Passed'
        $null = Invoke-ClawVerification | Select-Object -First 1
        (Invoke-ClawVerification -Restart).State | Should -Be 'Passed', 'Passed'
    }

    It 'completes the names of gates' {
        (TabExpansion2 'Invoke-ClawVerification -Gate la' 32).CompletionMatches.CompletionText | Should -Be 'later'
    }

    It 'shows a gate in one line, and what helps if it did not pass, without colours when redirected' {
        Write-Gate "gates:`n  build: { run: 'true' }`n  test: { run: 'printf ''\033[31mred\033[0m\n''; exit 127' }"

        $text = (Invoke-ClawVerification -Trust | Out-String -Width 80).TrimEnd() -split '\r?\n'

        $text[0] | Should -Match '^build\s+passed\s+\d'
        $text[1] | Should -Match '^test\s+failed\s+\d.*  Exit code 127\.$'
        $text | Should -Contain '    | red'
        ($text -join ' ') | Should -Match 'All of it: \S+test\.log\s+> Exit code 127 mostly means'
    }
}
