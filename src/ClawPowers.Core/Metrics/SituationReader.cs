using System.Text.Json;
using ClawPowers.Core.Scope;
using ClawPowers.Core.Storage;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ClawPowers.Core.Metrics;

/// <summary>A run and the situation that it was in.</summary>
/// <param name="Skill">The skill.</param>
/// <param name="Outcome">How the run ended.</param>
/// <param name="Text">The situation in plain words, or the run's note where none was recorded.</param>
/// <param name="IsNote">Whether it is the note.</param>
internal sealed record PastSituation(string Skill, SkillOutcome Outcome, string Text, bool IsNote);

/// <summary>Reads in what situations skills were used. How much it reads does not depend on how long the log is.</summary>
internal sealed class SituationReader(ClawContext context)
{
    /// <summary>The measure that names a run's situation.</summary>
    public const string Measure = "situation";

    /// <summary>How many runs are looked at in all.</summary>
    public const int Most = 4_000;

    /// <summary>How many of a skill's last runs are looked at, in each scope.</summary>
    public const int MostPerSkill = 100;

    // A note tells its story at the beginning.
    private const int MostCharacters = 200;

    /// <summary>The situations of the last runs of skills, as seen from the location: its project and the global scope.</summary>
    /// <param name="skills">Whose runs.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public List<PastSituation> Read(IEnumerable<string> skills, CancellationToken cancellation)
    {
        using SqliteConnection? connection = StoreConnections.OpenForReading(context.Store, MetricReader.Schema);
        if (connection is null)
        {
            return [];
        }

        using ReadSnapshot snapshot = ReadSnapshot.Begin(connection, context.Store, cancellation);
        long[] scopes = [.. snapshot.Scopes(new ScopeSelection(context).ForReading(scope: null, project: null)).Select(static scope => scope.Id)];
        return snapshot.Look(look =>
        {
            HashSet<string> wanted = skills.ToHashSet(StringComparer.Ordinal);
            (long Id, string Name)[] known = [.. SkillFilter.Names(look).Where(skill => wanted.Contains(skill.Value)).Select(static skill => (skill.Key, skill.Value))];
            int each = Math.Clamp(Most / Math.Max(1, known.Length * scopes.Length), 1, MostPerSkill);
            List<PastSituation> found = [];
            foreach ((long id, string name) in known.OrderBy(static skill => skill.Name, StringComparer.Ordinal).Take(Most))
            {
                cancellation.ThrowIfCancellationRequested();
                foreach (long scope in scopes)
                {
                    Add(found, look, scope, id, name, each);
                }
            }

            return found;
        });
    }

    private static void Add(List<PastSituation> found, SqliteConnection connection, long scope, long skill, string name, int most)
    {
        using SqliteCommand command = connection.Command(
            """
            SELECT outcome, measures, substr(notes, 1, $length) FROM metric
            WHERE scope_id = $scope AND skill_id = $skill
            ORDER BY at DESC, id DESC LIMIT $most
            """,
            ("$length", MostCharacters),
            ("$scope", scope),
            ("$skill", skill),
            ("$most", most));
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            string? situation = reader.IsDBNull(1) ? null : Situation(raw.sqlite3_column_blob(reader.Handle, 1));
            string? text = situation ?? reader.TextOrNull(2);
            if (!string.IsNullOrWhiteSpace(text))
            {
                found.Add(new PastSituation(name, (SkillOutcome)reader.GetInt32(0), text, IsNote: situation is null));
            }
        }
    }

    // A row that was damaged says nothing, and keeps no skill from being found.
    private static string? Situation(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.PropertyName)
                {
                    bool isMeant = reader.ValueTextEquals(Measure) || string.Equals(reader.GetString(), Measure, StringComparison.OrdinalIgnoreCase);
                    reader.Read();
                    if (isMeant)
                    {
                        return reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
                    }

                    reader.Skip();
                }
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
        }

        return null;
    }
}
