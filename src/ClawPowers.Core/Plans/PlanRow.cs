using System.Text.Json;
using ClawPowers.Core.Plans.Reading;
using ClawPowers.Core.Text;

namespace ClawPowers.Core.Plans;

/// <summary>A plan as it is stored, without its tasks.</summary>
/// <param name="Id">Its row.</param>
/// <param name="Project">The project; empty for global.</param>
/// <param name="Name">Its name.</param>
/// <param name="Goal">What it is for.</param>
/// <param name="File">Where it was read: with slashes from the project's root, or absolute.</param>
/// <param name="CreatedAt">When it was imported first, in UTC milliseconds.</param>
/// <param name="UpdatedAt">When it was imported last with something new in it.</param>
/// <param name="Document">What else the file says.</param>
internal sealed record PlanRow(long Id, string Project, string Name, string? Goal, string? File, long CreatedAt, long UpdatedAt, PlanDetail Document);

/// <summary>What a plan file says beside name, goal and tasks.</summary>
internal sealed record PlanDetail(IReadOnlyList<string> DoneWhen, IReadOnlyList<PlannedRequirement> Requirements)
{
    public string ToJson() => AsciiJson.Text(writer =>
    {
        writer.WriteStartObject();
        DetailJson.Write(writer, "done", DoneWhen);
        if (Requirements.Count > 0)
        {
            writer.WriteStartArray("requirements");
            foreach (PlannedRequirement requirement in Requirements)
            {
                writer.WriteStartObject();
                writer.WriteString("id", requirement.Id);
                writer.WriteString("text", requirement.Text);
                writer.WriteNumber("line", requirement.Line);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    });

    public static PlanDetail Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        JsonElement root = document.RootElement;
        return new PlanDetail(
            DetailJson.List(root, "done"),
            root.TryGetProperty("requirements", out JsonElement list)
                ? [.. list.EnumerateArray().Select(static item => new PlannedRequirement(DetailJson.Text(item, "id") ?? string.Empty, DetailJson.Text(item, "text") ?? string.Empty, DetailJson.Number(item, "line") ?? 0))]
                : []);
    }
}
