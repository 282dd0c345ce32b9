using System.CommandLine;
using ClawPowers.Cli.CommandLine;
using ClawPowers.Cli.Output;
using ClawPowers.Core.Plans;
using ClawPowers.Core.Plans.Importing;

namespace ClawPowers.Cli.Commands.Plans;

/// <summary><c>clawpowers plan import</c></summary>
internal sealed class PlanImportCommand : PlanCommand
{
    private readonly Argument<string?> _file = new("file") { Arity = ArgumentArity.ZeroOrOne, Description = "The plan file, in Markdown." };
    private readonly Option<string> _name = new("--name") { HelpName = "name", Description = "Keep it under this name; with --from-state, which plans, by name or pattern (quote it)." };
    private readonly Option<bool> _fromState = CommonOptions.LocalFlag("--from-state", "Make plans of the entries plan:* and execution:* instead, as 1.0.0 kept them. The entries stay.");
    private readonly Option<bool> _dryRun = CommonOptions.LocalFlag("--dry-run", "Say what would be done, and keep nothing.");

    public PlanImportCommand()
        : base("import", "Read a plan file and keep its tasks.")
    {
        Arguments.Add(_file);
        Options.Add(_name);
        Options.Add(_fromState);
        Options.Add(CommonOptions.AllowSecret);
        Options.Add(_dryRun);
        Options.Add(CommonOptions.SessionId);
        Options.Add(CommonOptions.Agent);
    }

    public override string Details => "Importing again brings in what changed in the file, and loses no progress: a task that left it is kept as dropped once it was begun.";

    public override int Run(Invocation invocation)
    {
        var store = new PlanStore(invocation.Context);
        bool fromState = invocation.Flag(_fromState);
        string? file = invocation.Text(_file);
        if (fromState == file is not null)
        {
            throw CommandLineErrors.Invalid(fromState ? "A file and --from-state contradict each other. Leave one of them out." : "plan import needs the plan's file, such as docs/plans/cart-discount.md, or --from-state.");
        }

        bool commit = !invocation.Flag(_dryRun);
        IReadOnlyList<PlanImport> imports = fromState
            ? store.ImportState(new ImportStateRequest { Names = invocation.Text(_name) is { } name ? [name] : null, Scope = invocation.Scope, Project = invocation.Project, Commit = commit }, invocation.Cancellation)
            : [store.Import(
                new ImportPlanRequest { Path = file!, Name = invocation.Text(_name), Scope = invocation.Scope, Project = invocation.Project, AllowSecret = invocation.Flag(CommonOptions.AllowSecret), Commit = commit },
                invocation.Cancellation)];
        if (invocation.Json)
        {
            if (fromState)
            {
                JsonOutput.WriteArray(invocation.Out, imports, PlanFileJson.Import);
            }
            else
            {
                JsonOutput.WriteObject(invocation.Out, imports[0], PlanFileJson.Import);
            }

            return CommandHost.Success;
        }

        foreach (PlanImport import in imports)
        {
            PlanLines.Write(invocation.Out, import);
        }

        if (imports.Count == 0)
        {
            invocation.Shell.Error.WriteLine("No entries plan:* or execution:* tell of a plan here.");
        }

        return CommandHost.Success;
    }
}
