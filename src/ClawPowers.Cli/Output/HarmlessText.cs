namespace ClawPowers.Cli.Output;

/// <summary>Texts that others wrote, the names of their folders among them, so that none can steer a terminal.</summary>
internal static class HarmlessText
{
    /// <summary>A text whose lines are kept: control characters but line feeds and tabs are written out.</summary>
    public static string Of(string text) => text.Any(Steers)
        ? string.Concat(text.Select(static c => Steers(c) ? $"\\u{(int)c:x4}" : c.ToString()))
        : text;

    /// <summary>A name or a path, which has no lines.</summary>
    public static string OfName(string name) => Of(name).Replace("\n", "\\u000a", StringComparison.Ordinal);

    private static bool Steers(char c) => char.IsControl(c) && c is not ('\n' or '\t');
}
