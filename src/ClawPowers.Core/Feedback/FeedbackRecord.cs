using ClawPowers.Core.Storage;
using Microsoft.Data.Sqlite;

namespace ClawPowers.Core.Feedback;

/// <summary>What an earlier call said about one skill, as far as it is compared with.</summary>
/// <param name="At">When the call was, in UTC milliseconds.</param>
/// <param name="Verdict">The verdict.</param>
/// <param name="Findings">What was found, by what it is about: the sentence.</param>
internal sealed record FeedbackRecord(long At, SkillVerdict Verdict, IReadOnlyDictionary<string, string> Findings)
{
    // How many calls are looked back for one that asked the same.
    private const int MostCalls = 200;

    /// <summary>For each skill what the last call in the same scope said that asked the same and was about it.</summary>
    /// <param name="connection">A connection to the store.</param>
    /// <param name="project">The project that feedback is booked to; empty for global.</param>
    /// <param name="question">What is asked.</param>
    /// <param name="skills">The skills.</param>
    public static IReadOnlyDictionary<string, FeedbackRecord> Last(SqliteConnection connection, string project, FeedbackQuestion question, IReadOnlyCollection<string> skills)
    {
        Dictionary<string, FeedbackRecord> found = new(StringComparer.Ordinal);
        using SqliteCommand command = connection.Command(
            "SELECT at, request, reports FROM feedback WHERE scope_id = (SELECT id FROM scope WHERE project = $project) ORDER BY id DESC LIMIT $most",
            ("$project", project),
            ("$most", MostCalls));
        using SqliteDataReader reader = command.ExecuteReader();
        while (found.Count < skills.Count && reader.Read())
        {
            if (question.IsSameAs(reader.GetString(1)))
            {
                foreach ((string skill, FeedbackRecord record) in FeedbackJson.ReadReports(reader.GetInt64(0), reader.GetString(2)))
                {
                    if (skills.Contains(skill))
                    {
                        found.TryAdd(skill, record);
                    }
                }
            }
        }

        return found;
    }

    /// <summary>Keeps what this call says.</summary>
    public static void Keep(StoreTransaction transaction, string project, FeedbackQuestion question, IReadOnlyList<(SkillReport Report, SkillAnalysis Analysis)> reports) =>
        transaction.Connection.Execute(
            "INSERT INTO feedback (scope_id, at, session, agent, request, reports) VALUES ($scope, $at, $session, $agent, $request, $reports)",
            ("$scope", transaction.ScopeId(project)),
            ("$at", transaction.Now),
            ("$session", transaction.Context.SessionId),
            ("$agent", transaction.Context.Agent),
            ("$request", question.ToJson()),
            ("$reports", FeedbackJson.WriteReports(reports)));
}
