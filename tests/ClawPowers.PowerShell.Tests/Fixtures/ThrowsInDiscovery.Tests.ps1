throw 'not today'
Describe 'x' { It 'y' { 1 } }
