BeforeAll {
    Import-Module "$PSScriptRoot/TestHelpers.psm1" -Force
    Import-Module "$(Get-ModulePath)/ClawPowers"
    Push-Location (New-ScratchFolder)
}

AfterAll {
    Pop-Location
    Remove-Scratch
}

Describe 'Backup-ClawStore' {
    BeforeEach {
        $null = New-ScratchStore
    }

    It 'copies the store into its folder for backups and says where' {
        'a', 'b' | Set-ClawState -Value 1

        $backup = Backup-ClawStore

        $backup | Should -BeOfType 'ClawPowers.StoreBackup'
        $backup.Path | Should -BeLike (Join-Path $env:CLAWPOWERS_DIR 'backups' 'clawpowers-*.db')
        $backup.Path | Should -Exist
        $backup.Entries | Should -Be 2
        $backup.StoreId | Should -BeExactly (Get-ClawStatus).StoreId
        $backup.SizeBytes | Should -Be (Get-Item -LiteralPath $backup.Path).Length
    }

    It 'copies to a path, also one relative to the location or to a drive of PowerShell' {
        Set-ClawState a 1
        $folder = New-ScratchFolder
        $null = New-PSDrive -Name Scratch -PSProvider FileSystem -Root $folder -Scope Local
        Push-Location $folder
        try {
            (Backup-ClawStore one.db).Path | Should -BeExactly (Join-Path $folder 'one.db')
            (Backup-ClawStore -LiteralPath './two[1].db').Path | Should -BeExactly (Join-Path $folder 'two[1].db')
            (Backup-ClawStore Scratch:/three.db).Path | Should -BeExactly (Join-Path $folder 'three.db')
        }
        finally {
            Pop-Location
        }
        (Get-ChildItem -LiteralPath $folder).Name | Sort-Object | Should -BeExactly 'one.db', 'three.db', 'two[1].db'
    }

    It 'is a store of its own' {
        Set-ClawState a 'in the copy'
        $copy = New-ScratchFolder
        $null = Backup-ClawStore (Join-Path $copy 'clawpowers.db')
        $env:CLAWPOWERS_DIR = $copy

        (Get-ClawState a).Value | Should -BeExactly 'in the copy'
    }

    It 'replaces a file only with -Force' {
        Set-ClawState a 1
        $path = Join-Path (New-ScratchFolder) 'copy.db'
        $null = Backup-ClawStore $path
        Set-ClawState b 1

        { Backup-ClawStore $path -ErrorAction Stop } | Should -Throw -ErrorId 'BackupExists,ClawPowers.PowerShell.Commands.BackupClawStoreCommand'
        (Backup-ClawStore $path -Force).Entries | Should -Be 2
    }

    It 'never replaces the store itself' {
        Set-ClawState a 1

        { Backup-ClawStore (Join-Path $env:CLAWPOWERS_DIR 'clawpowers.db') -Force -ErrorAction Stop } | Should -Throw -ErrorId 'BackupExists,*'
        (Get-ClawState a).Value | Should -Be 1
    }

    It 'fails where there is no store' {
        { Backup-ClawStore -ErrorAction Stop } | Should -Throw -ErrorId 'StoreNotFound,ClawPowers.PowerShell.Commands.BackupClawStoreCommand'
    }

    It 'fails where there is no folder' {
        Set-ClawState a 1

        { Backup-ClawStore (Join-Path $env:CLAWPOWERS_DIR 'no/such/folder/x.db') -ErrorAction Stop } | Should -Throw -ErrorId 'BackupFolderNotFound,*'
    }
}
