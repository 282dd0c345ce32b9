BeforeDiscovery {
    Import-Module "$PSScriptRoot/TestHelpers.psm1" -Force
    Import-Module "$PSScriptRoot/MarkdownPages.psm1" -Force
    $exported = (Import-PowerShellDataFile "$(Get-ModulePath)/ClawPowers/ClawPowers.psd1").CmdletsToExport
    $pages = Get-ChildItem (Join-Path (Get-RepositoryRoot) 'docs/en-US/*-Claw*.md') | ForEach-Object { @{ Name = $_.BaseName; Page = Get-HelpPage $_.FullName } }
}

BeforeAll {
    Import-Module "$PSScriptRoot/TestHelpers.psm1" -Force
    Import-Module "$(Get-ModulePath)/ClawPowers"
    $docs = Join-Path (Get-RepositoryRoot) 'docs/en-US'
}

Describe 'docs/en-US' {
    It 'has a page for <_>' -ForEach $exported {
        Join-Path $docs "$_.md" | Should -Exist
    }

    It 'has no page without a cmdlet' {
        $names = (Get-ChildItem (Join-Path $docs '*.md')).BaseName
        $names | Where-Object { $_ -notlike 'about_*' -and -not (Get-Command $_ -Module ClawPowers -ErrorAction Ignore) } | Should -BeNullOrEmpty
    }

    It 'has about_ClawPowers, which Get-Help shows' {
        $text = Get-Help about_ClawPowers | Out-String
        $text | Should -Match '(?m)^SHORT DESCRIPTION'
        $text -split '\r?\n' | Where-Object Length -gt 110 | Should -BeNullOrEmpty
    }

    It 'lists every error id in about_ClawPowers' {
        $source = 'ClawPowers.Core', 'ClawPowers.PowerShell' | ForEach-Object { Join-Path (Get-RepositoryRoot) "src/$_" } | Get-ChildItem -Recurse -Filter *.cs | Get-Content -Raw
        $ids = ([regex] '"([A-Z]\w+)",\s+(?:ClawErrorKind|ErrorCategory)\.').Matches($source) | ForEach-Object { $_.Groups[1].Value } | Sort-Object -Unique
        $about = Get-Content -Raw (Join-Path $docs 'about_ClawPowers.md')

        $ids.Count | Should -BeGreaterThan 50
        $ids | Where-Object { $about -cnotmatch "``$_``" } | Should -BeNullOrEmpty
    }
}

Describe '<Name>.md' -ForEach $pages {
    BeforeAll {
        $command = Get-Command $Name -Module ClawPowers
        $common = [System.Management.Automation.Cmdlet]::CommonParameters + [System.Management.Automation.Cmdlet]::OptionalCommonParameters
        $own = $command.Parameters.Values | Where-Object Name -NotIn $common
        $help = Get-Help $Name -Full
    }

    It 'has the syntax of the cmdlet' {
        $page.Syntaxes | Should -BeExactly @($command.ParameterSets | ForEach-Object { "$Name $_" })
    }

    It 'tells of every parameter and no other' {
        $page.Parameters.Keys | Where-Object { $_ -notin 'WhatIf', 'Confirm' } | Sort-Object | Should -BeExactly @($own.Name | Sort-Object)
    }

    # A cmdlet without parameters has nothing to be told, and Pester refuses an empty list.
    foreach ($told in $page.Parameters.Keys) {
        It 'tells the truth about -<_>' -ForEach @($told) {
            $facts = $page.Parameters[$_]
            $parameter = $command.Parameters[$_]
            $sets = @($parameter.ParameterSets.Values)
            $type = [System.Nullable]::GetUnderlyingType($parameter.ParameterType) ?? $parameter.ParameterType
            $ways = @(
                if ($sets.Where({ $_.ValueFromPipeline })) { 'ByValue' }
                if ($sets.Where({ $_.ValueFromPipelineByPropertyName })) { 'ByPropertyName' }
            )
            $positions = @($sets.Position | ForEach-Object { $_ -lt 0 ? 'Named' : "$_" } | Select-Object -Unique)

            $facts['Type'] | Should -BeExactly $type.Name -Because 'that is its type'
            @($facts['Aliases'] -split '[,\s]+' | Where-Object { $_ -and $_ -ne 'None' } | Sort-Object) | Should -BeExactly @($parameter.Aliases | Sort-Object) -Because 'those are its aliases'
            $facts['Required'] | Should -BeExactly "$(-not $sets.Where({ -not $_.IsMandatory }))" -Because 'it is mandatory, or not, in its parameter sets'
            $facts['Position'] | Should -BeIn $positions -Because 'that is its position'
            $facts['Accept pipeline input'] | Should -BeExactly ($ways ? "True ($($ways -join ', '))" : 'False') -Because 'that is how it binds'
            $facts['Accept wildcard characters'] | Should -BeExactly "$($parameter.Attributes.TypeId.Name -contains 'SupportsWildcardsAttribute')" -Because 'the cmdlet says so'
        }
    }

    It 'names every type that the cmdlet emits' {
        $emitted = @($command.OutputType | ForEach-Object { $_.Type.FullName ?? $_.Name } | Where-Object { $_ -ne 'System.Void' } | Sort-Object -Unique)
        @($page.Outputs | Where-Object { $_ -ne 'None' } | Sort-Object -Unique) | Should -BeExactly $emitted
    }

    It 'has links that lead somewhere' {
        $page.Links | Where-Object { $_ -notmatch '^https?://|^#' } | ForEach-Object { Join-Path $docs $_ } | Should -Exist
    }

    It 'is what Get-Help shows' {
        $help.Synopsis | Should -BeExactly $page.Synopsis
        $help.parameters.parameter.name | Where-Object { $_ -notin 'WhatIf', 'Confirm' } | Sort-Object | Should -BeExactly @($own.Name | Sort-Object)
        @($help.examples.example).Count | Should -BeGreaterOrEqual 1
        @($help.syntax.syntaxItem).Count | Should -Be $command.ParameterSets.Count
    }
}
