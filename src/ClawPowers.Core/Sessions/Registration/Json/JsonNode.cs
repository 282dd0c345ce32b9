using System.Text.Json;

namespace ClawPowers.Core.Sessions.Registration.Json;

/// <summary>A value in a JSON text, by where it stands.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">Its first byte.</param>
internal sealed record JsonNode(JsonValueKind Kind, int Start)
{
    /// <summary>The byte after its last.</summary>
    public int End { get; set; }

    /// <summary>What an object or array holds, in order.</summary>
    public List<JsonItem> Items { get; } = [];

    /// <summary>The text of a string; null for anything else.</summary>
    public string? Text { get; init; }

    /// <summary>A member by its name; of several the last, as every agent reads it.</summary>
    public JsonItem? Member(string name) => Kind is JsonValueKind.Object ? Items.FindLast(item => item.Name == name) : null;
}

/// <summary>A member of an object or an element of an array.</summary>
/// <param name="Name">The member's name; null for an element.</param>
/// <param name="Start">The first byte of the name or the element.</param>
/// <param name="NameEnd">The byte after the name.</param>
/// <param name="Value">Its value.</param>
internal sealed record JsonItem(string? Name, int Start, int NameEnd, JsonNode Value)
{
    /// <summary>The comma after it; -1 for none.</summary>
    public int Comma { get; set; } = -1;
}
