Describe 'mixed' {
    It 'passes' { 1 | Should -Be 1 }
    It 'fails' { 1 | Should -Be 2 }
    It 'throws' { throw 'a plain error' }
    It 'is marked' -Skip { 1 }
    It 'skips itself' { Set-ItResult -Skipped -Because 'the moon is full' }
    It 'takes <_>' -ForEach 'a', 'b' { $_ | Should -BeIn 'a', 'b' }
    It 'prints and leaves a native exit code' {
        [Console]::Out.WriteLine('[{"name":"x"}]')
        & (Get-Process -Id $PID).Path -NoProfile -Command 'exit 3'
    }
    Context 'setup that throws' {
        BeforeAll { throw 'no setup' }
        It 'never runs' { 1 }
    }
    Context 'teardown that throws' {
        AfterAll { throw 'no teardown' }
        It 'runs' { 1 }
    }
}
