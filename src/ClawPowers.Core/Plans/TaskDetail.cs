using System.Text.Json;
using ClawPowers.Core.Plans.Reading;
using ClawPowers.Core.Text;

namespace ClawPowers.Core.Plans;

/// <summary>What a plan file says of a task beside title, needs and estimate; kept as JSON beside the task.</summary>
internal sealed record TaskDetail
{
    /// <summary>Why a task was dropped that is no longer in the file.</summary>
    public const string LeftFile = "no longer in the plan file";

    public IReadOnlyList<string> Inputs { get; init; } = [];

    public IReadOnlyList<string> Outputs { get; init; } = [];

    public IReadOnlyList<string> DoneWhen { get; init; } = [];

    public IReadOnlyList<string> Covers { get; init; } = [];

    public TaskRisk? Risk { get; init; }

    public string? TripWire { get; init; }

    public int? Line { get; init; }

    /// <summary>How it stood before it left the file; null while it is in it.</summary>
    public TaskStatus? Left { get; init; }

    /// <summary>Why it was blocked or dropped before it left the file.</summary>
    public string? LeftReason { get; init; }

    public static TaskDetail Of(PlannedTask task) => new()
    {
        Inputs = task.Inputs,
        Outputs = task.Outputs,
        DoneWhen = task.DoneWhen,
        Covers = task.Covers,
        Risk = task.Risk,
        TripWire = task.TripWire,
        Line = task.Line > 0 ? task.Line : null,
    };

    public string ToJson() => AsciiJson.Text(writer =>
    {
        writer.WriteStartObject();
        DetailJson.Write(writer, "in", Inputs);
        DetailJson.Write(writer, "out", Outputs);
        DetailJson.Write(writer, "done", DoneWhen);
        DetailJson.Write(writer, "covers", Covers);
        DetailJson.Write(writer, "risk", (int?)Risk);
        DetailJson.Write(writer, "wire", TripWire);
        DetailJson.Write(writer, "line", Line);
        DetailJson.Write(writer, "left", (int?)Left);
        DetailJson.Write(writer, "left_reason", LeftReason);
        writer.WriteEndObject();
    });

    public static TaskDetail Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        JsonElement root = document.RootElement;
        return new TaskDetail
        {
            Inputs = DetailJson.List(root, "in"),
            Outputs = DetailJson.List(root, "out"),
            DoneWhen = DetailJson.List(root, "done"),
            Covers = DetailJson.List(root, "covers"),
            Risk = (TaskRisk?)DetailJson.Number(root, "risk"),
            TripWire = DetailJson.Text(root, "wire"),
            Line = DetailJson.Number(root, "line"),
            Left = (TaskStatus?)DetailJson.Number(root, "left"),
            LeftReason = DetailJson.Text(root, "left_reason"),
        };
    }
}

/// <summary>Members of the small JSON objects beside plans and tasks. What is empty is left out.</summary>
internal static class DetailJson
{
    public static void Write(Utf8JsonWriter writer, string name, IReadOnlyList<string> values)
    {
        if (values.Count > 0)
        {
            writer.WriteStartArray(name);
            foreach (string value in values)
            {
                writer.WriteStringValue(value);
            }

            writer.WriteEndArray();
        }
    }

    public static void Write(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }

    public static void Write(Utf8JsonWriter writer, string name, int? value)
    {
        if (value is { } number)
        {
            writer.WriteNumber(name, number);
        }
    }

    public static IReadOnlyList<string> List(JsonElement owner, string name) =>
        owner.TryGetProperty(name, out JsonElement list) ? list.EnumerateArray().Select(static item => item.GetString() ?? string.Empty).ToArray() : [];

    public static string? Text(JsonElement owner, string name) =>
        owner.TryGetProperty(name, out JsonElement value) ? value.GetString() : null;

    public static int? Number(JsonElement owner, string name) =>
        owner.TryGetProperty(name, out JsonElement value) ? value.GetInt32() : null;
}
