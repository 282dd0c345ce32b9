using System.Globalization;
using System.Text.RegularExpressions;
using ClawPowers.Core.Skills.Reading;
using ClawPowers.Core.Text;

namespace ClawPowers.Core.Verification.Configuration;

/// <summary>Reads the fields of a configuration. What is not as it must be becomes a flaw at its place.</summary>
/// <param name="flaws">What is wrong, in order.</param>
internal sealed class GateFields(List<DocumentFlaw> flaws)
{
    private static readonly string[] Systems = ["windows", "linux", "macos"];

    public void Flaw(FrontMatterNode at, string message) => flaws.Add(new DocumentFlaw(DocumentFlawKind.InvalidYaml, at.Line, at.Column, message));

    /// <summary>Refuses fields that nobody reads: a misspelt one would be lost in silence.</summary>
    public void OnlyKnown(FrontMatterNode map, string place, params string[] known)
    {
        foreach (FrontMatterField field in map.Fields)
        {
            if (!known.Contains(field.Name))
            {
                string? near = known.FirstOrDefault(name => name.StartsWith(field.Name, StringComparison.OrdinalIgnoreCase) || field.Name.StartsWith(name, StringComparison.OrdinalIgnoreCase));
                Flaw(field.Key, $"{place} has no field '{field.Name}'.{(near is null ? string.Empty : $" Is '{near}' meant?")} Allowed: {string.Join(", ", known)}.");
            }
        }
    }

    /// <summary>A text; null if there is none.</summary>
    public string? Text(FrontMatterNode? node, string name)
    {
        if (node is null)
        {
            return null;
        }

        if (node is { Kind: FrontMatterKind.Scalar, Text: { } text } && text.Trim().Length > 0)
        {
            return text.Trim();
        }

        Flaw(node, $"'{name}' must be a text.");
        return null;
    }

    /// <summary>A list of texts, or one text; null if there is none.</summary>
    public IReadOnlyList<string>? Texts(FrontMatterNode? node, string name)
    {
        if (node is null)
        {
            return null;
        }

        FrontMatterNode[] items = node.Kind == FrontMatterKind.Scalar ? [node] : [.. node.Items];
        if (node.Kind != FrontMatterKind.Map && Array.TrueForAll(items, static item => item is { Kind: FrontMatterKind.Scalar, Text.Length: > 0 }))
        {
            return [.. items.Select(static item => item.Text!.Trim())];
        }

        Flaw(node, $"'{name}' must be a list of texts, such as [{Example(name)}].");
        return null;
    }

    public TimeSpan? Limit(FrontMatterNode? node)
    {
        if (Text(node, "limit") is not { } text)
        {
            return null;
        }

        if (Duration.TryParse(text, out TimeSpan limit) && limit <= TimeSpan.FromDays(7))
        {
            return limit;
        }

        Flaw(node!, $"'{text}' is no limit. Write a number and a unit, such as 90s, 10m or 2h; at most 7d.");
        return null;
    }

    /// <summary>A program with its arguments as a list, or a line for the shell.</summary>
    public (IReadOnlyList<string>? Program, string? Line) Run(FrontMatterNode? node, FrontMatterField gate)
    {
        if (node is null)
        {
            Flaw(gate.Key, $"The gate '{gate.Name}' has no 'run'. Write what is to be run: a list such as [dotnet, test], or a line for the shell.");
            return (null, null);
        }

        if (node.Kind == FrontMatterKind.List)
        {
            // An argument may be empty, and blanks in it count; the program may not.
            if (node.Items.Count > 0 && node.Items.All(static item => item is { Kind: FrontMatterKind.Scalar, Text: not null }) && !string.IsNullOrWhiteSpace(node.Items[0].Text))
            {
                return ([.. node.Items.Select(static item => item.Text!)], null);
            }

            Flaw(node, $"The list 'run' of the gate '{gate.Name}' must name a program and its arguments, each a text.");
            return (null, null);
        }

        if (Text(node, "run") is not { } line)
        {
            return (null, null);
        }

        if (line.AsSpan().IndexOfAny('\n', '\r') < 0)
        {
            return (null, line);
        }

        Flaw(node, $"The text 'run' of the gate '{gate.Name}' has several lines, of which a shell would hide the failure of all but the last. Write one line, or run a script file.");
        return (null, null);
    }

    public string? Folder(FrontMatterNode? node)
    {
        if (Text(node, "folder") is not { } text)
        {
            return null;
        }

        if (!Path.IsPathRooted(text) && !text.Split('/', '\\').Contains("..") && !text.Contains('\0', StringComparison.Ordinal))
        {
            return text is "." ? string.Empty : text;
        }

        Flaw(node!, $"'{text}' is no folder of the project. Write a path below the project's folder, such as src/web.");
        return null;
    }

    public IReadOnlyList<KeyValuePair<string, string>> Environment(FrontMatterNode? node)
    {
        if (node is null)
        {
            return [];
        }

        if (node.Kind != FrontMatterKind.Map)
        {
            Flaw(node, "'environment' must be names with values, such as { CI: \"true\" }.");
            return [];
        }

        SortedDictionary<string, string> variables = new(StringComparer.Ordinal);
        foreach (FrontMatterField field in node.Fields)
        {
            if (field.Name.Length == 0 || field.Name.AsSpan().IndexOfAny("=\0") >= 0 || field.Value.Kind != FrontMatterKind.Scalar || field.Value.Text!.Contains('\0', StringComparison.Ordinal))
            {
                Flaw(field.Key, $"The variable '{field.Name}' must have a name without '=' and a text as its value.");
                continue;
            }

            variables[field.Name] = field.Value.Text!;
        }

        return [.. variables];
    }

    public IReadOnlyList<string>? On(FrontMatterNode? node)
    {
        if (Texts(node, "on") is not { } systems)
        {
            return null;
        }

        if (systems.FirstOrDefault(static system => !Systems.Contains(system, StringComparer.OrdinalIgnoreCase)) is { } unknown)
        {
            Flaw(node!, $"'{unknown}' is no system. Allowed: {string.Join(", ", Systems)}.");
            return null;
        }

        return [.. systems.Select(static system => system.ToLowerInvariant())];
    }

    public string? Findings(FrontMatterNode? node)
    {
        if (Text(node, "findings") is not { } pattern)
        {
            return null;
        }

        try
        {
            _ = new Regex(pattern, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
            return pattern;
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            Flaw(node!, string.Create(CultureInfo.InvariantCulture, $"'{pattern}' is no pattern that can be used for findings: {exception.Message.TrimEnd('.')}."));
            return null;
        }
    }

    private static string Example(string name) => name switch { "on" => "windows, linux", _ => "build" };
}
