namespace ClawPowers.Cli.Output;

/// <summary>Core's sentences advise in PowerShell's words; here the same advice in those of the command line.</summary>
internal static class ShellWording
{
    private static readonly (string PowerShell, string CommandLine)[] Advice =
    [
        ("The scope All finds it there.", "With --scope all it is found."),
        ("use -Scope Global", "use --scope global"),
        ("-AllowSecret insists", "--allow-secret insists"),
        ("Get-ClawStateHistory shows", "clawpowers store history shows"),
        ("Find-ClawState connection timeout", "clawpowers store find connection timeout"),
        ("Initialize-ClawStore (clawpowers init)", "clawpowers init"),
        ("a file that Export-ClawStore made", "a file that clawpowers export made"),
        ("or say -Force to replace that file", "or say --force to replace that file"),
        ("use Remove-ClawState", "use clawpowers store delete"),
        ("Get-ClawSkill lists", "clawpowers skill list shows"),
        ("-Content shows its text", "shows its text"),
        ("Get-ClawSkill ", "clawpowers skill show "),
        ("names all of it; -Force insists", "names all of it; --force insists"),
        ("Install-ClawSkill -Repository ./skills.git", "clawpowers skill install --repository ./skills.git"),
        ("Install-ClawSkill -Repository -Ref installs", "clawpowers skill install --repository --ref installs"),
        ("Install-ClawSkill -Path", "clawpowers skill install --path"),
        (" is named by -Path", " is named by --path"),
        ("With -Repository, -Path names", "With --repository, --path names"),
        ("Name one by -Ref", "Name one by --ref"),
        ("by -Ref, or a folder of the repository by -Path", "by --ref, or a folder of the repository by --path"),
        ("Add -Repository.", "Add --repository."),
        ("-Ref '", "--ref '"),
        ("Use: -Repository ", "Use: --repository "),
        ("Update-ClawSkill goes on", "clawpowers update goes on"),
        ("Uninstall-ClawSkill ", "clawpowers skill uninstall "),
        (" -Force -WhatIf, then -Force takes it", " --force --what-if, then --force takes it"),
        ("look at Update-ClawSkill ", "look at clawpowers update "),
        ("-Force installs it all the same", "--force installs it all the same"),
        ("Test-ClawSkill finds", "clawpowers skill test finds"),
        ("use -Scope User", "use --scope user"),
        ("use -Scope Project", "use --scope project"),
        ("Use -Scope User", "Use --scope user"),
        ("-WhatIf shows what belongs there", "--dry-run shows what belongs there"),
        ("-WhatIf of another agent", "--dry-run for another agent"),
        ("Without -Name, -Agent and -Scope, Update-ClawSkill -WhatIf names", "clawpowers skill update --dry-run names"),
        ("-Path installs from", "--path installs from"),
        ("from a folder of your own (-Path)", "from a folder of your own (--path)"),
        ("or another folder with -Path", "or another folder with --path"),
        (" -AllowCommands adds the narrowest rules; -WhatIf shows them", " --allow-commands adds the narrowest rules; --dry-run shows them"),
        ("Register-ClawHook -Agent ", "clawpowers hook register --agent "),
        ("Register-ClawHook", "clawpowers hook register"),
        (" -Scope Project", " --scope project"),
        ("Get-ClawStatus shows what", "clawpowers status shows what"),
        ("Invoke-ClawVerification -Trust", "clawpowers verify --trust"),
        ("Invoke-ClawVerification", "clawpowers verify"),
        ("Start-ClawTask with -Reopen", "clawpowers plan start --reopen"),
        ("with Start-ClawTask.", "with clawpowers plan start."),
        ("Start-ClawTask claims", "clawpowers plan start claims"),
        ("Take one that is ready (Get-ClawTask -Ready)", "Take one that is ready (clawpowers plan next)"),
        ("See how it stands (Get-ClawTask)", "See how it stands (clawpowers plan show)"),
        ("Get-ClawTask shows", "clawpowers plan show shows"),
        (" -Reopen takes it up", " clawpowers plan start --reopen takes it up"),
        ("(-Renew makes", "(--renew makes"),
        ("Import-ClawPlan reads", "clawpowers plan import reads"),
        ("Get-ClawPlan lists", "clawpowers plan list shows"),
        ("Test-ClawPlan -Path names", "clawpowers plan check names"),
        ("Find-ClawState and Get-ClawState plan:* show", "clawpowers store list plan: shows"),
        ("or insist with -Force", "or insist with --force"),
        ("; -Force removes it with", "; --force removes it with"),
        (". -Force removes it with", ". --force removes it with"),
        ("or use -Force.", "or use --force."),
        ("from under you with -Force", "from under you with --force"),
        ("remove the worktree with -Force", "remove the worktree with --force"),
        ("remove it again with -Force", "remove it again with --force"),
        ("name another with -Branch", "name another with --branch"),
        ("Name another with -Branch", "Name another with --branch"),
        ("at its commit with -Detach", "at its commit with --detach"),
        ("Leave -From out", "Leave --from out"),
        ("-Path takes another folder", "--path takes another folder"),
        ("Give another with -Path", "Give another with --path"),
        ("New-ClawWorktree makes", "clawpowers worktree new makes"),
        ("Remove-ClawWorktree removes", "clawpowers worktree remove removes"),
        ("Run Test-ClawStore", "Run Test-ClawStore (in PowerShell)"),
        ("run Restore-ClawStore", "run Restore-ClawStore (in PowerShell)"),
        ("Install-ClawSkill ", "clawpowers skill install "),
        (" -Agent ", " --agent "),
        (" -Path ", " --path "),
        (" -Ref ", " --ref "),
        (" -Repository ", " --repository "),
    ];

    /// <summary>The message as it reads in a shell. What only PowerShell can do is named as such.</summary>
    public static string Of(string message)
    {
        foreach ((string powerShell, string commandLine) in Advice)
        {
            message = message.Replace(powerShell, commandLine, StringComparison.Ordinal);
        }

        return message;
    }
}
