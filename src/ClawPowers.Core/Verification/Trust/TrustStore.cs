using ClawPowers.Core.Storage;
using Microsoft.Data.Sqlite;

namespace ClawPowers.Core.Verification.Trust;

/// <summary>Remembers which gates somebody has agreed to run. Clones and worktrees of a project share it; changed gates are others.</summary>
internal static class TrustStore
{
    /// <summary>The schema that brought the tables of verification.</summary>
    public const int Schema = 4;

    public static bool IsTrusted(ClawContext context, string key, string hash)
    {
        using SqliteConnection? connection = StoreConnections.OpenForReading(context.Store, Schema);
        return connection is not null && StoreGuard.Call(connection, context.Store, () => connection.ReadLong(
            "SELECT count(*) FROM verification_trust WHERE project = $project AND hash = $hash",
            ("$project", key),
            ("$hash", hash)) > 0);
    }

    public static void Trust(ClawContext context, string key, string hash, CancellationToken cancellation) => StoreTransaction.Run(
        context,
        commit: true,
        transaction => transaction.Connection.Execute(
            "INSERT INTO verification_trust (project, hash, trusted_at, session, agent) VALUES ($project, $hash, $now, $session, $agent) ON CONFLICT DO NOTHING",
            ("$project", key),
            ("$hash", hash),
            ("$now", transaction.Now),
            ("$session", transaction.Context.SessionId),
            ("$agent", transaction.Context.Agent)),
        cancellation);
}
