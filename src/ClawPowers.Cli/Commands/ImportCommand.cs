using System.CommandLine;
using System.Globalization;
using ClawPowers.Cli.CommandLine;
using ClawPowers.Cli.Output;
using ClawPowers.Core.Transfer;

namespace ClawPowers.Cli.Commands;

/// <summary><c>clawpowers import</c></summary>
internal sealed class ImportCommand : CliCommand
{
    // Every namespaced key of 1.0.0 is ambiguous; a few show what is meant.
    private const int ShownOfMany = 3;

    private readonly Argument<string?> _source = new("home-or-file")
    {
        Description = "A home folder of clawpowers 1.0.0, or a file of an export. If left out, the home where the store is.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string> _conflict = new("--conflict")
    {
        HelpName = "keep|newest|replace",
        Description = "Where the store says something else: keep it (the default), let the newest win, or replace it.",
    };

    private readonly Option<bool> _dryRun = CommonOptions.LocalFlag("--dry-run", "Say what would be done, and keep nothing.");

    public ImportCommand()
        : base("import", "Bring a home of clawpowers 1.0.0, or an export, into the store.")
    {
        Arguments.Add(_source);
        Options.Add(_conflict);
        Options.Add(_dryRun);
        Options.Add(CommonOptions.Scope);
        Options.Add(CommonOptions.Project);
    }

    public override string Details =>
        "All of it comes in or nothing. A home goes into the global scope unless told otherwise, an export into the scopes that it comes from. Doing it twice changes nothing. With --json every issue is printed.";

    public override int Run(Invocation invocation)
    {
        if (invocation.Text(_source) == "-")
        {
            throw CommandLineErrors.Invalid("An import is read twice, so it can't come from standard input. Write it to a file first, and name that.");
        }

        StoreImport import = new StoreImporter(invocation.Context).Run(
            new ImportRequest
            {
                Path = invocation.Text(_source) is { } path ? Path.GetFullPath(path, invocation.Context.WorkingDirectory) : null,
                Conflict = invocation.Text(_conflict) is { } rule ? OptionText.Choice<ImportConflict>(rule, _conflict.Name) : ImportConflict.Keep,
                Scope = invocation.Scope,
                Project = invocation.Project,
                Commit = !invocation.Flag(_dryRun),
            },
            progress: null,
            invocation.Cancellation);
        if (invocation.Json)
        {
            JsonOutput.WriteObject(invocation.Out, import, TransferJson.Import);
        }
        else
        {
            Print(invocation.Out, import);
        }

        return CommandHost.Success;
    }

    private static void Print(TextWriter output, StoreImport import)
    {
        output.WriteLine(import.Path + (!import.IsCommitted ? " (only tried, nothing kept)" : import.IsCopy ? " (the store is now its copy)" : string.Empty));
        output.WriteLine(Invariant($"entries    {import.EntriesAdded} added, {import.EntriesReplaced} replaced, {import.EntriesKept} kept as the store has them, {import.EntriesUnchanged} unchanged"));
        output.WriteLine(Invariant($"runs       {import.MetricsAdded} added, {import.MetricsReplaced} replaced, {import.MetricsKept} kept as the store has them, {import.MetricsUnchanged} unchanged, {import.BadLines} bad {(import.BadLines == 1 ? "line" : "lines")}"));
        if (import.RecommendationsTaken + import.RecommendationsUnchanged + import.FeedbackAdded > 0)
        {
            output.WriteLine(Invariant($"feedback   {import.RecommendationsTaken} recommendations taken, {import.RecommendationsUnchanged} as before, {import.FeedbackAdded} calls added"));
        }

        foreach (IGrouping<ImportIssueKind, StoreImportIssue> kind in import.Issues.GroupBy(static issue => issue.Kind).OrderBy(static kind => kind.Key))
        {
            int count = kind.Count();
            int shown = kind.Key is ImportIssueKind.Ambiguous or ImportIssueKind.LeftOut ? ShownOfMany : count;
            output.WriteLine(Invariant($"{TransferJson.Word(kind.Key)}: {count}"));
            foreach (StoreImportIssue issue in kind.Take(shown))
            {
                output.WriteLine("  " + LineText.OfValue(issue.ToString()));
            }

            if (count > shown)
            {
                output.WriteLine(Invariant($"  and {count - shown} more; --json prints them all"));
            }
        }
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
