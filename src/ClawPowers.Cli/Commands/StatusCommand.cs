using System.Globalization;
using ClawPowers.Cli.CommandLine;
using ClawPowers.Cli.Output;
using ClawPowers.Core.Storage;

namespace ClawPowers.Cli.Commands;

/// <summary><c>clawpowers status</c></summary>
internal sealed class StatusCommand() : CliCommand("status", "Show what the store is and holds, as seen from the current folder.")
{
    public override string Details => "Exits with 1 if there is no store.";

    public override int Run(Invocation invocation)
    {
        StoreStatus status = new StoreMaintenance(invocation.Context).Status();
        if (invocation.Json)
        {
            JsonOutput.WriteObject(invocation.Out, status, JsonOutput.Status);
        }
        else if (status.Exists)
        {
            Print(invocation.Out, status);
        }
        else
        {
            invocation.Shell.Error.WriteLine($"There is no store at {status.Path} yet. To make it, run: clawpowers init");
        }

        return status.Exists ? CommandHost.Success : CommandHost.Failure;
    }

    private static void Print(TextWriter output, StoreStatus status)
    {
        Row("store", $"{status.Path} ({Count((status.SizeBytes + 1023) / 1024)} KiB{(status.IsWritable ? string.Empty : ", read-only from here")})");
        Row("project", status.Project is null ? "none here" : $"{status.Project}: {Entries(status.ProjectEntries)}");
        Row("global", Entries(status.GlobalEntries));
        Row("in all", $"{Entries(status.TotalEntries)}, {Count(status.HistoryVersions)} superseded {(status.HistoryVersions == 1 ? "version" : "versions")}");
        Row("changed", status.LastChangedAt is { } last ? JsonOutput.Moment(last) : "never");
        Row("runs", $"{(status.Project is null ? string.Empty : Count(status.ProjectMetrics) + " in the project, ")}{Count(status.TotalMetrics)} in all{(status.LastMetricAt is { } run ? ", last " + JsonOutput.Moment(run) : string.Empty)}");
        Row("writes go", status.WriteScope == ClawScope.Project ? "to the project" : "to global");
        Row("session", status.SessionId is { } session ? $"{HarmlessText.OfName(session)} ({HowKnown(status.SessionSource)})" : "unknown (CLAWPOWERS_SESSION)");
        Row("agent", status.Agent ?? "unknown (CLAWPOWERS_AGENT)");
        foreach (HookFailure failure in status.HookFailures)
        {
            Row("hooks", $"failed {JsonOutput.Moment(failure.At)}, {failure.Agent}: {failure.Message}");
        }

        Row("version", $"{status.ProgramVersion} (schema {Count(status.SchemaVersion)}, SQLite {status.SqliteVersion})");

        void Row(string name, string text) => output.WriteLine($"{name,-11}{text}");
    }

    private static string HowKnown(SessionSource source) => source switch
    {
        SessionSource.AgentVariable => "by the agent's own variable",
        SessionSource.Ancestor => "registered by a hook",
        _ => "CLAWPOWERS_SESSION",
    };

    private static string Entries(long count) => Count(count) + (count == 1 ? " entry" : " entries");

    private static string Count(long count) => count.ToString(CultureInfo.InvariantCulture);
}
