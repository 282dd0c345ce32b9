BeforeDiscovery {
    Import-Module "$PSScriptRoot/TestHelpers.psm1" -Force
    $root = Get-RepositoryRoot
    # Outputs, hidden folders and the file that is broken on purpose are left out.
    $scripts = Get-ChildItem $root -Recurse -File -Include *.ps1, *.psm1, *.psd1 |
        ForEach-Object { [System.IO.Path]::GetRelativePath($root, $_.FullName).Replace('\', '/') } |
        Where-Object { $_ -notmatch '^(artifacts|out|packages)/|(^|/)(\.|bin/|obj/)' -and $_ -notlike '*/Fixtures/Unparsable.Tests.ps1' } |
        Sort-Object
}

BeforeAll {
    Import-Module "$PSScriptRoot/TestHelpers.psm1" -Force
    $root = Get-RepositoryRoot
}

Describe 'PSScriptAnalyzer' {
    It 'finds nothing in <_>' -ForEach $scripts {
        if (-not (Get-Module PSScriptAnalyzer -ListAvailable)) {
            Set-ItResult -Skipped -Because 'PSScriptAnalyzer is not installed. Run: Install-PSResource PSScriptAnalyzer'
        }
        # Pester shares variables between blocks, and hands parameters to script blocks that a rule for functions takes for unused.
        $excluded = $_ -like '*.Tests.ps1' ? @('PSUseDeclaredVarsMoreThanAssignments', 'PSReviewUnusedParameter') : @()
        Invoke-ScriptAnalyzer (Join-Path $root $_) -Settings (Join-Path $root 'PSScriptAnalyzerSettings.psd1') |
            Where-Object RuleName -NotIn $excluded |
            ForEach-Object { "$($_.ScriptName):$($_.Line): $($_.RuleName): $($_.Message)" } |
            Should -BeNullOrEmpty
    }
}
