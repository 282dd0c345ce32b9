Describe 'environment' {
    It 'has no <_>' -ForEach 'CLAWPOWERS_SESSION', 'CLAWPOWERS_AGENT', 'CLAWPOWERS_SCOPE', 'CODEX_THREAD_ID', 'NO_COLOR' {
        [Environment]::GetEnvironmentVariable($_) | Should -BeNullOrEmpty
    }
    It 'has the preferences of a fresh session' {
        $ErrorActionPreference | Should -Be 'Continue'
        $null.NoSuchProperty | Should -BeNullOrEmpty
    }
    It 'keeps its store in the scratch folder' { $env:CLAWPOWERS_DIR | Should -BeLike "$env:CLAWPOWERS_TEST_SCRATCH*" }
    It 'finds the module where it was staged' {
        (Get-Module ClawPowers -ListAvailable)[0].ModuleBase | Should -BeLike "$env:CLAWPOWERS_MODULE_PATH*"
    }
}
