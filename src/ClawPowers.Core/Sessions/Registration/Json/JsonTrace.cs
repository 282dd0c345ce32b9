namespace ClawPowers.Core.Sessions.Registration.Json;

/// <summary>
/// What the bytes of a changed text do not tell: which objects and arrays were made for what was inserted, and what stood in those
/// that were empty. With it a text becomes again what it was, byte for byte, whatever else was changed in it meanwhile.
/// </summary>
internal sealed class JsonTrace
{
    /// <summary>The paths of what was made: names joined by <c>/</c>, empty for the root.</summary>
    public HashSet<string> Made { get; } = new(StringComparer.Ordinal);

    /// <summary>What stood between the brackets of what was empty, by path.</summary>
    public Dictionary<string, string> Empty { get; } = new(StringComparer.Ordinal);

    /// <summary>What was inserted, each as path, name and value.</summary>
    public HashSet<string> Inserted { get; } = new(StringComparer.Ordinal);

    /// <summary>The text of a file that held nothing but blanks; null if there was no file or a value in it.</summary>
    public string? Blank { get; set; }

    /// <summary>The name of a path.</summary>
    public static string NameOf(IEnumerable<string> path) => string.Join('/', path);
}
