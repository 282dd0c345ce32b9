Describe 'exits' { It 'ends the process' { [Environment]::Exit(7) } }
