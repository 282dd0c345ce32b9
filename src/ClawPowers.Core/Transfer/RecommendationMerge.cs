using System.Globalization;
using System.Text.Json;
using ClawPowers.Core.Storage;
using Microsoft.Data.Sqlite;

namespace ClawPowers.Core.Transfer;

/// <summary>
/// Brings recommendations and their lessons in. One is known in all stores by what it is about and when it was proposed.
/// </summary>
internal sealed class RecommendationMerge(StoreTransaction transaction, LineInserts inserts, ImportConflict rule, ImportReport report, bool isCopy)
{
    // Their ids and ours, and whether theirs was taken.
    private readonly Dictionary<long, (long Id, bool IsTaken)> _known = [];

    /// <summary>Takes a recommendation, or does not.</summary>
    /// <param name="theirs">The recommendation.</param>
    /// <param name="file">The file that it is in, for the report.</param>
    /// <param name="runOf">A run's id here for its id there.</param>
    public void Take(ExportLine theirs, string file, Func<long, long?> runOf)
    {
        long id = theirs.Long(LineShape.Recommendation.Id);
        if (!isCopy)
        {
            theirs[LineShape.Recommendation.Target] = theirs.LongOrNull(LineShape.Recommendation.Target) is { } target ? _known[target].Id : null;
            theirs[LineShape.Recommendation.Evidence] = WithRuns(theirs.Text(LineShape.Recommendation.Evidence)!, runOf);
            if (Find(theirs) is { } ours)
            {
                _known[id] = (ours.Long(LineShape.Recommendation.Id), Decide(ours, theirs, file));
                return;
            }

            theirs[LineShape.Recommendation.Id] = null; // The next that is free.
        }

        _known[id] = (inserts.Insert(theirs), IsTaken: true);
        report.Recommendations.Added++;
    }

    /// <summary>Takes a version of a lesson, if its recommendation was taken.</summary>
    public void TakeLesson(ExportLine lesson)
    {
        (long id, bool isTaken) = _known[lesson.Long(LineShape.Lesson.RecommendationId)];
        if (isTaken)
        {
            transaction.Connection.Execute(
                "DELETE FROM lesson WHERE recommendation_id = $id AND version = $version",
                ("$id", id),
                ("$version", lesson.Long(LineShape.Lesson.Version)));
            lesson[LineShape.Lesson.RecommendationId] = id;
            inserts.Insert(lesson);
        }
    }

    private bool Decide(ExportLine ours, ExportLine theirs, string file)
    {
        if (LineShape.Recommendation.Decision.All(field => Equals(ours[field], theirs[field])
            || (theirs.IsMasked && field.IsFreeText && ours[field] is string text && Equals(SecretMask.Of(field, text), theirs[field]))))
        {
            report.Recommendations.Unchanged++;
            return false;
        }

        bool wins = rule is ImportConflict.Replace || (rule is ImportConflict.Newest && Moment(theirs) > Moment(ours));
        long id = ours.Long(LineShape.Recommendation.Id);
        report.Note(
            ImportIssueKind.Conflict,
            file,
            theirs.Number,
            string.Create(CultureInfo.InvariantCulture, $"recommendation {id}"),
            $"the store has it as of {LineJson.Time(Moment(ours))}, the source as of {LineJson.Time(Moment(theirs))}",
            wins ? "took the source's decision" : "kept the store's");
        if (!wins)
        {
            report.Recommendations.Kept++;
            return false;
        }

        // What the source knows of its lessons follows; what it does not know of is in force no longer.
        transaction.Connection.Execute("UPDATE lesson SET retired_at = max($now, approved_at) WHERE recommendation_id = $id AND retired_at IS NULL", ("$id", id), ("$now", transaction.Now));
        transaction.Connection.Execute(
            $"UPDATE recommendation SET {string.Join(", ", LineShape.Recommendation.Decision.Select(static field => $"{field.Column} = ${field.Name}"))} WHERE id = $id",
            [("$id", id), .. LineShape.Recommendation.Decision.Select(field => ("$" + field.Name, theirs[field]))]);
        report.Recommendations.Replaced++;
        return true;
    }

    private static long Moment(ExportLine line) => line.LongOrNull(LineShape.Recommendation.Decided) ?? line.Long(LineShape.Recommendation.Proposed);

    // An open proposal about the same is the same, whenever it was made: nobody wants to decide twice.
    private ExportLine? Find(ExportLine theirs)
    {
        using SqliteCommand command = transaction.Connection.Command(
            $"""
            SELECT {LineShape.Recommendation.Shape.Columns} FROM recommendation t
            WHERE t.scope_id = $scope AND t.skill_id = $skill AND t.fingerprint = $fingerprint AND (t.proposed_at = $proposed OR (t.state = 0 AND $state = 0))
            ORDER BY t.proposed_at = $proposed DESC, t.id LIMIT 1
            """,
            ("$scope", inserts.Scope(theirs.Text(LineShape.Recommendation.Project)!)),
            ("$skill", inserts.Skill(theirs.Text(LineShape.Recommendation.Skill)!)),
            ("$fingerprint", theirs[LineShape.Recommendation.Fingerprint]),
            ("$proposed", theirs[LineShape.Recommendation.Proposed]),
            ("$state", theirs[LineShape.Recommendation.State]));
        using SqliteDataReader reader = command.ExecuteReader();
        return reader.Read() ? ExportLine.Read(LineShape.Recommendation.Shape, reader) : null;
    }

    // The evidence cites runs by their ids, which are others here. A run that is not here can't be cited.
    private static string WithRuns(string evidence, Func<long, long?> runOf)
    {
        using JsonDocument document = JsonDocument.Parse(evidence);
        return JsonText.Of(writer => Copy(document.RootElement, writer, runOf, areRuns: false));
    }

    private static void Copy(JsonElement element, Utf8JsonWriter writer, Func<long, long?> runOf, bool areRuns)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (JsonProperty member in element.EnumerateObject())
                {
                    writer.WritePropertyName(member.Name);
                    Copy(member.Value, writer, runOf, string.Equals(member.Name, "ids", StringComparison.OrdinalIgnoreCase) && member.Value.ValueKind is JsonValueKind.Array);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (JsonElement item in element.EnumerateArray())
                {
                    if (!areRuns || item.ValueKind is not JsonValueKind.Number || !item.TryGetInt64(out long id))
                    {
                        Copy(item, writer, runOf, areRuns: false);
                    }
                    else if (runOf(id) is { } run)
                    {
                        writer.WriteNumberValue(run);
                    }
                }

                writer.WriteEndArray();
                break;
            default:
                writer.WriteRawValue(element.GetRawText());
                break;
        }
    }
}
