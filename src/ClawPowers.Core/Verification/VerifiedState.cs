using System.Globalization;
using ClawPowers.Core.Scope;
using ClawPowers.Core.Storage;
using ClawPowers.Core.Verification.Running;
using ClawPowers.Core.Verification.Trust;
using Microsoft.Data.Sqlite;

namespace ClawPowers.Core.Verification;

/// <summary>Tells whether what is in a folder was verified as a whole.</summary>
internal static class VerifiedState
{
    private const string Remedy = "Run Invoke-ClawVerification, and go on when all of its gates pass.";

    /// <summary>What the newest full verification is worth. Reads files, so it is to be asked before anyone waits for the store.</summary>
    /// <param name="context">The store.</param>
    /// <param name="folder">A folder of the checkout.</param>
    /// <param name="since">When it must have begun at the earliest.</param>
    /// <param name="cancellation">Ends the look.</param>
    public static VerificationStanding Of(ClawContext context, string folder, DateTimeOffset since, CancellationToken cancellation)
    {
        string project = ProjectFolder.Find(context with { WorkingDirectory = folder }, named: null).Folder;
        if (Newest(context, ProjectIdentity.Find(project) ?? ScopeSelection.Global, project) is not { } run || run.StartedAt < since)
        {
            return new(VerificationVerdict.None, $"No full verification of '{project}' has begun since {Moment(since)}. {Remedy}");
        }

        VerificationStanding standing = run switch
        {
            { HasEnded: false } => new(VerificationVerdict.Unfinished, $"The verification of {Moment(run.StartedAt)} has not come to its end. {Remedy} It goes on where it was stopped."),
            { Passed: false } => new(VerificationVerdict.Failed, $"In the verification of {Moment(run.StartedAt)} not all gates passed. Repair the cause. {Remedy}"),
            _ => OfContent(run, ContentFingerprint.Of(project, cancellation).Hash),
        };
        return standing with { RunId = run.Id, StartedAt = run.StartedAt };
    }

    private static VerificationStanding OfContent(Run run, string? now) => now is null || run.Content is null
        ? new(VerificationVerdict.Unknown, $"Whether the verification of {Moment(run.StartedAt)} was of what is there now can't be told: there are too many changed files, or some can't be read. Commit or remove what does not belong there. {Remedy}")
        : now == run.Content
            ? new(VerificationVerdict.Verified, $"All gates passed in the verification of {Moment(run.StartedAt)}, on what is there now.")
            : new(VerificationVerdict.Outdated, $"Files were changed since the verification of {Moment(run.StartedAt)} began. {Remedy}");

    private static Run? Newest(ClawContext context, string project, string folder)
    {
        using SqliteConnection? connection = StoreConnections.OpenForReading(context.Store, TrustStore.Schema);
        return connection is null ? null : StoreGuard.Call(connection, context.Store, () =>
        {
            using SqliteCommand command = connection.Command(
                """
                SELECT r.id, r.started_at, r.ended_at, r.passed, r.content FROM verification_run r JOIN scope s ON s.id = r.scope_id
                WHERE s.project = $project AND r.folder = $folder AND r.selected IS NULL
                ORDER BY r.started_at DESC, r.id DESC LIMIT 1
                """,
                ("$project", project),
                ("$folder", folder));
            using SqliteDataReader reader = command.ExecuteReader();
            return reader.Read()
                ? new Run(reader.GetInt64(0), DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(1)), !reader.IsDBNull(2), reader.LongOrNull(3) == 1, reader.TextOrNull(4))
                : null;
        });
    }

    private static string Moment(DateTimeOffset moment) => moment.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private sealed record Run(long Id, DateTimeOffset StartedAt, bool HasEnded, bool Passed, string? Content);
}
