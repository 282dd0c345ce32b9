using System.Collections.Specialized;
using System.Text.Json;
using ClawPowers.Core.Metrics;
using ClawPowers.Core.Skills;
using ClawPowers.Core.Storage;
using Microsoft.Data.Sqlite;

namespace ClawPowers.Core.Verification.Running;

/// <summary>
/// The rows of one run: what was begun, and how each gate went as soon as it is known, so that a run that is stopped at any moment can be resumed.
/// A gate's row and its metric are one commit.
/// </summary>
internal sealed class RunLog
{
    /// <summary>The skill that gates are recorded of.</summary>
    public const string Skill = "verification-before-completion";

    // Later, what passed then says little about now: programs and services have changed.
    private static readonly TimeSpan Resumable = TimeSpan.FromHours(24);

    private readonly ClawContext _context;
    private readonly VerificationPlan _plan;
    private readonly string? _commit;
    private readonly SkillTexts _texts;

    private RunLog(ClawContext context, VerificationPlan plan, string? commit)
    {
        _context = context;
        _plan = plan;
        _commit = commit;
        _texts = new SkillTexts(context).Read([Skill]);
    }

    /// <summary>The number of the run.</summary>
    public long Id { get; private set; }

    /// <summary>The gates that passed before the run was stopped.</summary>
    public IReadOnlyDictionary<string, StoredGate> Known { get; private set; } = new Dictionary<string, StoredGate>();

    /// <summary>Begins a run, or goes on with the one that was stopped.</summary>
    public static RunLog Begin(ClawContext context, VerificationPlan plan, ContentFingerprint content, string? commit, CancellationToken cancellation)
    {
        var log = new RunLog(context, plan, commit);
        return StoreTransaction.Run(context, commit: true, transaction => log.Begin(transaction, content.Hash), cancellation);
    }

    /// <summary>Keeps how a gate went.</summary>
    public void Ended(GateResult result)
    {
        PlannedMetric? planned = Metric(result) is { } request ? new MetricLog(_context).Plan(request) : null;
        StoreTransaction.Run(_context, commit: true, transaction => Write(transaction, result, planned), CancellationToken.None);
    }

    /// <summary>Ends the run.</summary>
    public void End(bool passed) => StoreTransaction.Run(
        _context,
        commit: true,
        transaction => transaction.Connection.Execute(
            "UPDATE verification_run SET ended_at = $now, passed = $passed WHERE id = $id",
            ("$now", transaction.Now),
            ("$passed", passed ? 1L : 0L),
            ("$id", Id)),
        CancellationToken.None);

    private int Write(StoreTransaction transaction, GateResult result, PlannedMetric? planned)
    {
        long? metric = planned is null ? null : MetricWriter.Write(transaction, [planned], _texts, CancellationToken.None)[0].Metric?.Id;
        return transaction.Connection.Execute(
            """
            INSERT INTO verification_gate (run_id, gate, state, started_at, duration, exit_code, output, reason, metric_id)
            VALUES ($run, $gate, $state, $started, $duration, $exit, $output, $reason, $metric)
            ON CONFLICT (run_id, gate) DO UPDATE SET state = excluded.state, started_at = excluded.started_at, duration = excluded.duration,
                exit_code = excluded.exit_code, output = excluded.output, reason = excluded.reason, metric_id = excluded.metric_id
            """,
            ("$run", Id),
            ("$gate", result.Gate),
            ("$state", (long)result.State),
            ("$started", result.StartedAt?.ToUnixTimeMilliseconds()),
            ("$duration", result.Duration?.TotalSeconds),
            ("$exit", result.ExitCode is { } code ? (long)code : null),
            ("$output", result.OutputPath),
            ("$reason", result.Reason),
            ("$metric", metric));
    }

    private RunLog Begin(StoreTransaction transaction, string? content)
    {
        SqliteConnection connection = transaction.Connection;
        long scope = transaction.ScopeId(_plan.Project);
        string? selected = _plan.IsPartial ? Selected() : null;
        if (!_plan.Restart && content is not null && Stopped(connection, scope, content, selected, transaction.Now) is { } stopped)
        {
            Id = stopped;
            Known = Passed(connection, stopped);
            return this;
        }

        connection.Execute(
            """
            INSERT INTO verification_run (scope_id, folder, hash, content, commit_id, selected, started_at, session, agent)
            VALUES ($scope, $folder, $hash, $content, $commit, $selected, $now, $session, $agent)
            """,
            ("$scope", scope),
            ("$folder", _plan.Folder),
            ("$hash", _plan.Hash),
            ("$content", content),
            ("$commit", _commit),
            ("$selected", selected),
            ("$now", transaction.Now),
            ("$session", transaction.Context.SessionId),
            ("$agent", transaction.Context.Agent));
        Id = connection.ReadLong("SELECT last_insert_rowid()");
        return this;
    }

    // Only the newest run of the checkout can be the one that was stopped; what came after it has the last word.
    private long? Stopped(SqliteConnection connection, long scope, string content, string? selected, long now) => connection.ReadValue(
        """
        SELECT id FROM (
            SELECT * FROM verification_run
            WHERE scope_id = $scope AND folder = $folder AND selected IS $selected
            ORDER BY started_at DESC, id DESC LIMIT 1)
        WHERE ended_at IS NULL AND hash = $hash AND content = $content AND started_at >= $since
        """,
        ("$scope", scope),
        ("$folder", _plan.Folder),
        ("$selected", selected),
        ("$hash", _plan.Hash),
        ("$content", content),
        ("$since", now - (long)Resumable.TotalMilliseconds)) as long?;

    private static Dictionary<string, StoredGate> Passed(SqliteConnection connection, long run)
    {
        using SqliteCommand command = connection.Command(
            "SELECT gate, started_at, duration, exit_code, output FROM verification_gate WHERE run_id = $run AND state = $passed",
            ("$run", run),
            ("$passed", (long)GateState.Passed));
        using SqliteDataReader reader = command.ExecuteReader();
        Dictionary<string, StoredGate> known = new(StringComparer.Ordinal);
        while (reader.Read())
        {
            known[reader.GetString(0)] = new StoredGate(
                reader.LongOrNull(1) is { } started ? DateTimeOffset.FromUnixTimeMilliseconds(started) : null,
                reader.IsDBNull(2) ? null : TimeSpan.FromSeconds(reader.GetDouble(2)),
                (int?)reader.LongOrNull(3),
                reader.TextOrNull(4));
        }

        return known;
    }

    private string Selected()
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartArray();
            foreach (GateSpec gate in _plan.Chosen)
            {
                writer.WriteStringValue(gate.Name);
            }

            writer.WriteEndArray();
        }

        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }

    // What is not for this system, was stopped, or is known from before, says nothing about the work.
    private AddMetricRequest? Metric(GateResult result)
    {
        if (result.State is GateState.Stopped or GateState.Reused || (result.State == GateState.Skipped && result.Passed))
        {
            return null;
        }

        var measures = new OrderedDictionary { ["gate"] = result.Gate };
        if (result.State != GateState.Skipped)
        {
            measures["passed"] = result.Passed;
        }

        if (result.Findings is { } findings)
        {
            measures["findings"] = (long)findings;
        }

        if (result.Duration is { } duration)
        {
            measures["seconds"] = Math.Round(duration.TotalSeconds, 3);
        }

        return new AddMetricRequest
        {
            Skill = Skill,
            Outcome = result.State switch { GateState.Passed => SkillOutcome.Success, GateState.Skipped => SkillOutcome.Skipped, _ => SkillOutcome.Failure },
            Source = MetricSource.Verified,
            Duration = result.Duration,
            Notes = result.Passed ? null : Notes(result),
            Measures = measures,
            Commit = _commit,
            Scope = _plan.Project.Length == 0 ? ClawScope.Global : ClawScope.Project,
            Project = _plan.Project.Length == 0 ? null : _plan.Project,
            AllowSecret = true, // what is known for one is masked already
        };
    }

    private static string? Notes(GateResult result) => FailureNotes.Of(
    [
        new FailedPart(Name: null, result.Reason),
        .. result.Output.Split('\n').TakeLast(5).Where(static line => !string.IsNullOrWhiteSpace(line)).Select(static line => new FailedPart(Name: null, line)),
    ]);
}

/// <summary>A gate that passed before the run was stopped.</summary>
internal sealed record StoredGate(DateTimeOffset? StartedAt, TimeSpan? Duration, int? ExitCode, string? Output);
