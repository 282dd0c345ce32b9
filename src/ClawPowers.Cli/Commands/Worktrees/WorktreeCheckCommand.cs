using System.CommandLine;
using System.Text.Json;
using ClawPowers.Cli.CommandLine;
using ClawPowers.Cli.Output;
using ClawPowers.Core.Git.Merging;

namespace ClawPowers.Cli.Commands.Worktrees;

/// <summary><c>clawpowers worktree check</c></summary>
internal sealed class WorktreeCheckCommand : WorktreeCommand
{
    private readonly Argument<string[]> _branches = new("branch")
    {
        Arity = ArgumentArity.ZeroOrMore,
        Description = "Branches, tags or commits: two or more are compared with each other, one with the main branch and what worktrees have checked out. Those with each other if left out.",
    };

    public WorktreeCheckCommand()
        : base("check", "Say what merging branches would come to: files that both touch, and files in conflict.") => Arguments.Add(_branches);

    public override string Details => "Merges in memory and changes nothing. Ends with 1 if there are conflicts.";

    public override int Run(Invocation invocation)
    {
        IReadOnlyList<BranchForecast> forecasts = new BranchForecaster(invocation.Context).Compare(invocation.Words(_branches), invocation.Cancellation);
        if (invocation.Json)
        {
            JsonOutput.WriteArray(invocation.Out, forecasts, Forecast);
        }
        else
        {
            WriteText(invocation, forecasts);
        }

        return forecasts.All(static forecast => forecast.IsClean) ? CommandHost.Success : CommandHost.Failure;
    }

    // Pairs that have nothing to do with each other are counted only.
    private static void WriteText(Invocation invocation, IReadOnlyList<BranchForecast> forecasts)
    {
        var style = new Style(invocation.Shell.UsesColor);
        foreach (BranchForecast forecast in forecasts.Where(static forecast => !forecast.IsClean || forecast.SharedFiles.Count > 0))
        {
            string state = forecast.MergeBase is null ? style.Bad("no history in common")
                : forecast.IsClean ? style.Good("clean")
                : style.Bad(Figures.Count(forecast.Conflicts.Count, "conflict", "conflicts"));
            invocation.Out.WriteLine($"{style.Command(HarmlessText.OfName(forecast.Branch))} + {style.Command(HarmlessText.OfName(forecast.Other))}  {state}");
            foreach (MergeConflict conflict in forecast.Conflicts)
            {
                invocation.Out.WriteLine($"  {HarmlessText.OfName(conflict.Path)}  {style.Quiet(conflict.Kind.ToString())}");
            }

            string[] shared = [.. forecast.SharedFiles.Except(forecast.Conflicts.Select(static conflict => conflict.Path), StringComparer.Ordinal)];
            if (shared.Length > 0)
            {
                invocation.Out.WriteLine($"  both touch: {HarmlessText.OfName(string.Join(", ", shared))}");
            }
        }

        int conflicts = forecasts.Count(static forecast => !forecast.IsClean);
        int touching = forecasts.Count(static forecast => forecast.IsClean && forecast.SharedFiles.Count > 0);
        invocation.Shell.Error.WriteLine($"{Figures.Count(forecasts.Count, "pair", "pairs")} compared: {Figures.Count(conflicts)} in conflict, {Figures.Count(touching)} clean that touch the same files, {Figures.Count(forecasts.Count - conflicts - touching)} apart.");
    }

    private static void Forecast(Utf8JsonWriter writer, BranchForecast forecast)
    {
        writer.WriteStartObject();
        writer.WriteString("branch", forecast.Branch);
        writer.WriteString("other", forecast.Other);
        writer.WriteString("mergeBase", forecast.MergeBase);
        writer.WriteBoolean("isClean", forecast.IsClean);
        JsonOutput.Texts(writer, "sharedFiles", forecast.SharedFiles);
        writer.WriteStartArray("conflicts");
        foreach (MergeConflict conflict in forecast.Conflicts)
        {
            writer.WriteStartObject();
            writer.WriteString("path", conflict.Path);
            writer.WriteString("kind", JsonNamingPolicy.CamelCase.ConvertName(conflict.Kind.ToString()));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
