BeforeAll {
    Import-Module "$PSScriptRoot/TestHelpers.psm1" -Force
    Import-Module "$(Get-ModulePath)/ClawPowers"

    # Opens the repository in REPOSITORY in the module's own load context, and says what came of it.
    $script:Open = '
        Import-Module ClawPowers
        Set-ClawState a:b stored
        $loaded = { [AppDomain]::CurrentDomain.GetAssemblies().GetName().Name -contains "LibGit2Sharp" }
        "before: $(& $loaded) $([bool] ([System.Diagnostics.Process]::GetCurrentProcess().Modules.ModuleName -match "git2"))"
        $core = [AppDomain]::CurrentDomain.GetAssemblies().Where{ $_.GetName().Name -eq "ClawPowers.Core" }[0]
        try {
            $repository = $core.GetType("ClawPowers.Core.Git.GitRepositories").GetMethod("Open").Invoke($null, @($env:REPOSITORY))
            "opened: $($repository.Head.FriendlyName) $([System.Runtime.Loader.AssemblyLoadContext]::GetLoadContext($repository.GetType().Assembly).Name)"
            $repository.Dispose()
        }
        catch {
            "failed: $($_.Exception.InnerException.ErrorId)"
            $_.Exception.InnerException.Message
        }
        "after: $(Get-ClawState a:b -ValueOnly)"'
    Push-Location (New-ScratchFolder)
}

AfterAll {
    Pop-Location
    Remove-Scratch
}

Describe 'the library for Git' {
    BeforeEach {
        $null = New-ScratchStore
        $script:Repository = New-ScratchRepository
    }

    It 'is loaded when it is needed and not before, in the context of Core' {
        $result = Invoke-Pwsh -Environment @{ REPOSITORY = $Repository } $Open
        $lines = $result.Output.Trim() -split '\r?\n'
        if ($lines[1] -eq 'failed: GitLibraryMissing') {
            Set-ItResult -Skipped -Because $lines[2]
        }

        $branch = git -C $Repository symbolic-ref --short HEAD
        $result.ErrorText | Should -BeNullOrEmpty
        $lines | Should -BeExactly 'before: False False', "opened: $branch ClawPowers", 'after: stored'
    }

    It 'is missed with a sentence that says what to install, and everything else works' -Skip:(-not $IsLinux) {
        # The loader looks here first, and what it finds is not what the name says: no library at all, or another one.
        $folder = New-ScratchFolder
        Set-Content (Join-Path $folder 'libgit2.so.1.7') 'no library'
        $other = Join-Path ([System.Runtime.InteropServices.RuntimeEnvironment]::GetRuntimeDirectory()) 'libSystem.Native.so'
        'libgit2.so.1.6', 'libgit2.so.1.5' | ForEach-Object { Copy-Item $other (Join-Path $folder $_) }

        $result = Invoke-Pwsh -Environment @{ REPOSITORY = $Repository; LD_LIBRARY_PATH = $folder } $Open

        $result.ErrorText | Should -BeNullOrEmpty
        $lines = $result.Output.Trim() -split '\r?\n'
        if ($lines[1] -like 'opened: *' -and (Get-ChildItem (Join-Path (Get-ModulePath) 'ClawPowers/lib/runtimes/*/native/*git2-*'))) {
            Set-ItResult -Skipped -Because 'this build has the library bundled'
        }

        $lines[0, 1, 3] | Should -BeExactly 'before: False False', 'failed: GitLibraryMissing', 'after: stored'
        $lines[2] | Should -BeLike '*needs the library libgit2*which is no libgit2*Install it in version 1.7, 1.6, 1.5: apt-get install libgit2-1.5*Everything else works without it.'
    }
}
