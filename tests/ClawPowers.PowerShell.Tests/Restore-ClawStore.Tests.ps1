BeforeAll {
    Import-Module "$PSScriptRoot/TestHelpers.psm1" -Force
    Import-Module "$(Get-ModulePath)/ClawPowers"
    Push-Location (New-ScratchFolder)
}

AfterAll {
    Pop-Location
    Remove-Scratch
}

Describe 'Restore-ClawStore' {
    BeforeEach {
        $null = New-ScratchStore
        Set-ClawState a 'then'
        $backup = Backup-ClawStore
        Set-ClawState a 'now'
        Set-ClawState b 'new'
    }

    It 'brings back what was there then' {
        Restore-ClawStore $backup.Path -Force | Should -BeNullOrEmpty

        (Get-ClawState a).Value | Should -BeExactly 'then'
        Test-ClawState b | Should -BeFalse
        Test-ClawStore -Quiet | Should -BeTrue
    }

    It 'takes a backup or a file from the pipeline' {
        $backup | Restore-ClawStore -Force
        (Get-ClawState a).Value | Should -BeExactly 'then'

        Set-ClawState a 'now'
        Get-Item -LiteralPath $backup.Path | Restore-ClawStore -Force
        (Get-ClawState a).Value | Should -BeExactly 'then'
    }

    It 'backs up first what is there, so that it can be undone' {
        $backup | Restore-ClawStore -Force

        $before = Get-Item (Join-Path $env:CLAWPOWERS_DIR 'backups' 'before-restore-*.db')
        @($before).Count | Should -Be 1
        Restore-ClawStore $before.FullName -Force
        (Get-ClawState a).Value | Should -BeExactly 'now'
        (Get-ClawState b).Value | Should -BeExactly 'new'
    }

    It 'emits the status with -PassThru' {
        $status = Restore-ClawStore $backup.Path -Force -PassThru

        $status | Should -BeOfType 'ClawPowers.StoreStatus'
        $status.TotalEntries | Should -Be 1
        $status.StoreId | Should -BeExactly $backup.StoreId
    }

    It 'makes a store where there is none' {
        $env:CLAWPOWERS_DIR = New-ScratchFolder

        Restore-ClawStore $backup.Path -Force

        (Get-ClawState a).Value | Should -BeExactly 'then'
    }

    It 'is seen by another runspace that has the store open' {
        $module = Join-Path (Get-ModulePath) 'ClawPowers'
        $other = [powershell]::Create()
        try {
            $null = $other.AddScript("Import-Module '$module'; (Get-ClawState a).Value").Invoke()
            $other.Commands.Clear()
            $backup | Restore-ClawStore -Force
            $other.AddScript('(Get-ClawState a).Value').Invoke() | Should -BeExactly 'then'
        }
        finally {
            $other.Dispose()
        }
    }

    It 'refuses <Name> and leaves the store alone' -ForEach @(
        @{ Name = 'a file that is not there'; Make = { } }
        @{ Name = 'a file of another program'; Make = { param($path) Set-Content -LiteralPath $path -Value ('words ' * 1000) } }
        @{ Name = 'an empty file'; Make = { param($path) $null = New-Item -Path $path -ItemType File } }
        @{ Name = 'half a backup'; Make = { param($path, $backup) $bytes = [System.IO.File]::ReadAllBytes($backup); [System.IO.File]::WriteAllBytes($path, $bytes[0..($bytes.Length / 2)]) } }
        @{ Name = 'a folder'; Make = { param($path) $null = New-Item -Path $path -ItemType Directory } }
    ) {
        $path = Join-Path (New-ScratchFolder) 'bad.db'
        & $Make $path $backup.Path

        { Restore-ClawStore $path -Force -ErrorAction Stop } | Should -Throw -ErrorId 'BackupUnusable,ClawPowers.PowerShell.Commands.RestoreClawStoreCommand'
        (Get-ClawState a).Value | Should -BeExactly 'now'
        Test-ClawStore -Quiet | Should -BeTrue
    }
}
