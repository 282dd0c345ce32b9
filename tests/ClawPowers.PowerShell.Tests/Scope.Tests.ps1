BeforeAll {
    Import-Module "$PSScriptRoot/TestHelpers.psm1" -Force
    Import-Module "$(Get-ModulePath)/ClawPowers"
    Push-Location (New-ScratchFolder)
}

AfterAll {
    Pop-Location
    Remove-Scratch
}

Describe 'Scope' {
    BeforeEach {
        $null = New-ScratchStore
    }

    BeforeAll {
        function Invoke-Git {
            $result = Invoke-TestProcess 'git' $args
            if ($result.ExitCode -ne 0) {
                throw "git $args`: $($result.ErrorText)"
            }
        }
    }

    Context 'in real repositories' {
        BeforeAll {
            $home1 = New-ScratchRepository -Origin 'https://someone@example.com/Team/App.git'
            $twin = New-ScratchRepository -Origin 'git@example.com:team/app.git'
            $other = New-ScratchRepository -Origin 'https://example.com/team/other.git'
            $local = New-ScratchRepository
            $worktree = Join-Path (New-ScratchFolder) 'tree'
            Invoke-Git -C $home1 worktree add --quiet $worktree -b side
            $inside = (New-Item -ItemType Directory -Path (Join-Path $home1 'src/deep')).FullName
            $localClone = Join-Path (New-ScratchFolder) 'clone'
            Invoke-Git clone --quiet $local $localClone
            $localTree = Join-Path (New-ScratchFolder) 'tree'
            Invoke-Git -C $local worktree add --quiet $localTree -b side
            $nowhere = New-ScratchFolder
        }

        AfterEach {
            Set-Location $nowhere
        }

        It 'shares entries between two clones, a worktree and a folder inside' {
            Set-Location $home1
            $entry = Set-ClawState a:b 'shared' -PassThru
            $entry.Scope | Should -Be 'Project'
            $entry.Project | Should -BeExactly 'example.com/team/app'

            foreach ($place in $twin, $worktree, $inside) {
                Set-Location $place
                (Get-ClawState a:b -Scope Project).Value | Should -BeExactly 'shared'
            }

            Set-Location $worktree
            Set-ClawState a:b 'changed'
            Set-Location $home1
            (Get-ClawState a:b).Value | Should -BeExactly 'changed'
        }

        It 'shares entries between a repository without origin, its clone and its worktree' {
            Set-Location $local
            Set-ClawState a:b 'shared'

            foreach ($place in $localClone, $localTree) {
                Set-Location $place
                (Get-ClawState a:b -Scope Project).Value | Should -BeExactly 'shared'
            }
        }

        It 'keeps the same key of two repositories apart' {
            Set-Location $home1
            Set-ClawState a:b 'app'
            Set-Location $other
            Test-ClawState a:b | Should -BeFalse
            Set-ClawState a:b 'other'

            (Get-ClawState a:b).Value | Should -BeExactly 'other'
            Set-Location $home1
            (Get-ClawState a:b).Value | Should -BeExactly 'app'
        }

        It 'shows with -Scope All every project and the global scope' {
            Set-Location $home1
            Set-ClawState a:b 'app'
            Set-Location $other
            Set-ClawState a:b 'other'
            Set-Location $nowhere
            Set-ClawState a:b 'global'

            $entries = Get-ClawState a:b -Scope All
            $entries.Value | Sort-Object | Should -BeExactly 'app', 'global', 'other'
            (Get-ClawState a:* -Scope All).Project | Should -Contain 'example.com/team/other'
            @(Find-ClawState app -Scope All).Count | Should -Be 1
            @(Get-ClawStateHistory a:b -Scope All).Count | Should -Be 3
        }

        It 'reads the project before the global scope' {
            Set-Location $home1
            Set-ClawState a:b 'global' -Scope Global
            (Get-ClawState a:b).Value | Should -BeExactly 'global'

            Set-ClawState a:b 'project'

            (Get-ClawState a:b).Value | Should -BeExactly 'project'
            (Get-ClawState a:b -Scope Global).Value | Should -BeExactly 'global'
        }

        It 'shows both with a pattern, each with its scope, the project first' {
            Set-Location $home1
            Set-ClawState a:b 'global' -Scope Global
            Set-ClawState a:b 'project'

            $entries = Get-ClawState a:*
            $entries.Scope | Should -Be 'Project', 'Global'
            $entries.Value | Should -BeExactly 'project', 'global'
        }

        It 'writes to the project, also where the key is global' {
            Set-Location $home1
            Set-ClawState n:x 10 -Scope Global

            (Step-ClawState n:x).Value | Should -BeExactly 1L
            (Get-ClawState n:x -Scope Global).Value | Should -BeExactly 10L
        }

        It 'changes by pattern only where a write goes: <Command>' -ForEach @(
            @{ Command = { Remove-ClawState a:* }; Changed = { Test-ClawState a:b -Scope Project } }
            @{ Command = { Remove-ClawState a:* -Purge -Force }; Changed = { Test-ClawState a:b -Scope Project } }
            @{ Command = { Clear-ClawStateHistory a:* -Before (Get-Date).AddMinutes(1) }; Changed = { @(Get-ClawStateHistory a:b -Scope Project).Count -gt 1 } }
        ) {
            Set-Location $home1
            'first', 'second' | ForEach-Object { Set-ClawState a:b $_; Set-ClawState a:b $_ -Scope Global; Set-ClawState a:b $_ -Project example.com/team/other }

            & $Command

            & $Changed | Should -BeFalse
            foreach ($elsewhere in @{ Scope = 'Global' }, @{ Project = 'example.com/team/other' }) {
                (Get-ClawStateHistory a:b @elsewhere).Value | Should -BeExactly 'second', 'first'
            }
        }

        It 'reaches with a pattern and -Scope All every scope: <Name>' -ForEach @(
            @{ Name = 'Remove-ClawState'; Command = { Remove-ClawState a:* -Scope All } }
            @{ Name = 'Remove-ClawState -Purge'; Command = { Remove-ClawState a:* -Scope All -Purge -Force } }
            @{ Name = 'Clear-ClawStateHistory'; Command = { Clear-ClawStateHistory a:* -Before (Get-Date).AddMinutes(1) -Scope All } }
        ) {
            Set-Location $home1
            'first', 'second' | ForEach-Object { Set-ClawState a:b $_; Set-ClawState a:b $_ -Scope Global; Set-ClawState a:b $_ -Project example.com/team/other }

            & $Command

            $left = @(Get-ClawState a:b -Scope All -ErrorAction Ignore)
            $left.Count | Should -Be ($Name -like 'Clear*' ? 3 : 0)
            (Get-ClawStatus).HistoryVersions | Should -Be ($Name -eq 'Remove-ClawState' ? 6 : 0)
        }

        It 'clears without a key only where a write goes, and with -Scope All everywhere' {
            Set-Location $home1
            'first', 'second' | ForEach-Object { Set-ClawState a:b $_; Set-ClawState a:b $_ -Scope Global }

            Clear-ClawStateHistory -Before (Get-Date).AddMinutes(1)
            (Get-ClawStatus).HistoryVersions | Should -Be 1

            Clear-ClawStateHistory -Before (Get-Date).AddMinutes(1) -Scope All
            (Get-ClawStatus).HistoryVersions | Should -Be 0
        }

        It 'changes by pattern only where a write goes, whatever CLAWPOWERS_SCOPE lets reads see' {
            Set-Location $home1
            Set-ClawState a:b 1
            Set-ClawState a:b 1 -Scope Global
            $env:CLAWPOWERS_SCOPE = 'All'

            Remove-ClawState a:*

            (Get-ClawState a:b).Scope | Should -Be 'Global'
        }

        It 'removes by a pattern the entry of the scope that is named' {
            Set-Location $home1
            Set-ClawState a:b 1
            Set-ClawState a:b 1 -Scope Global
            Set-ClawState a:b 1 -Project example.com/team/other

            Remove-ClawState a:* -Scope Global
            (Get-ClawState a:b -Scope All).Project | Should -BeExactly 'example.com/team/app', 'example.com/team/other'
            Remove-ClawState a:* -Project example.com/team/other
            (Get-ClawState a:b -Scope All).Project | Should -BeExactly 'example.com/team/app'
        }

        It 'says where a key is that is only elsewhere' {
            Set-Location $other
            Set-ClawState a:b 1
            Set-Location $home1

            { Get-ClawState a:b -ErrorAction Stop } | Should -Throw '*in the project example.com/team/app or the global scope, but there is one in: the project example.com/team/other. The scope All finds it there.'
            Set-ClawState c:d 1 -Scope Global
            { Remove-ClawState c:d -ErrorAction Stop } | Should -Throw '*but there is one in: the global scope. The scope All finds it there.'
        }

        It 'reaches another project with -Project' {
            Set-Location $other
            Set-ClawState a:b 'other'
            Set-Location $home1

            (Get-ClawState a:b -Project example.com/team/other).Value | Should -BeExactly 'other'
            Set-ClawState a:b 'changed' -Project example.com/team/other
            Set-Location $other
            (Get-ClawState a:b).Value | Should -BeExactly 'changed'
        }
    }

    Context 'outside of a repository' {
        It 'writes to the global scope' {
            (Set-ClawState a:b 1 -PassThru).Scope | Should -Be 'Global'
        }

        It 'has no project: <Command>' -ForEach @(
            @{ Command = { Set-ClawState a:b 1 -Scope Project -ErrorAction Stop } }
            @{ Command = { Get-ClawState a:b -Scope Project -ErrorAction Stop } }
            @{ Command = { Get-ClawState a:* -Scope Project -ErrorAction Stop } }
            @{ Command = { Find-ClawState x -Scope Project -ErrorAction Stop } }
        ) {
            $Command | Should -Throw '*not inside a Git repository*-Scope Global*' -ErrorId 'NotInProject,*'
        }
    }

    Context 'CLAWPOWERS_SCOPE' {
        BeforeAll {
            $repository = New-ScratchRepository -Origin 'https://example.com/team/app.git'
            Push-Location $repository
        }

        AfterAll {
            Pop-Location
        }

        It 'decides where reads and writes go' {
            Set-ClawState a:b 'project'
            $env:CLAWPOWERS_SCOPE = 'Global'

            Test-ClawState a:b | Should -BeFalse
            (Set-ClawState a:b 'global' -PassThru).Scope | Should -Be 'Global'
            (Get-ClawState a:b -Scope Project).Value | Should -BeExactly 'project'

            $env:CLAWPOWERS_SCOPE = 'project'
            (Get-ClawState a:b).Value | Should -BeExactly 'project'
            @(Get-ClawState a:*).Count | Should -Be 1
        }

        It 'set to All, lets reads see everything and writes go where they would' {
            Set-ClawState a:b 'elsewhere' -Project example.com/team/other
            $env:CLAWPOWERS_SCOPE = 'All'

            @(Get-ClawState a:b).Value | Should -BeExactly 'elsewhere'
            (Set-ClawState c:d 1 -PassThru).Scope | Should -Be 'Project'
        }

        It 'gives way to -Scope' {
            $env:CLAWPOWERS_SCOPE = 'Global'

            (Set-ClawState a:b 1 -Scope Project -PassThru).Scope | Should -Be 'Project'
        }
    }

    It 'refuses All for a change' {
        { Set-ClawState a:b 1 -Scope All -ErrorAction Stop } | Should -Throw '*All is for reading*' -ErrorId 'InvalidScope,*'
        { Step-ClawState a:b -Scope All -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidScope,*'
        { Remove-ClawState a:b -Scope All -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidScope,*'
    }
}
