using System.CommandLine;
using ClawPowers.Cli.CommandLine;
using ClawPowers.Core.Sessions.Setup;

namespace ClawPowers.Cli.Commands.Setup;

/// <summary><c>clawpowers uninstall</c></summary>
internal sealed class UninstallCommand : SetupChangeCommand
{
    private readonly Option<bool> _purge = CommonOptions.LocalFlag("--purge", "Delete the store too, with its backups: all that is remembered.");

    public UninstallCommand()
        : base("uninstall", "Undo all that was set up, for you and for the project of the current folder.") => Options.Add(_purge);

    public override string Details =>
        "Hooks, permissions, skills and the profile's block go, and what was changed by others stays and is named. The program itself and the module stay too.";

    protected override string Nothing => "Nothing is set up here.";

    protected override SetupPlan Plan(Invocation invocation) =>
        new ClawSetup(invocation.Context).PlanDisable(new DisableRequest { Purge = invocation.Flag(_purge) }, invocation.Cancellation);
}
