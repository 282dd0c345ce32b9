using System.Text;
using ClawPowers.Core.Errors;
using ClawPowers.Core.Skills.Reading;

namespace ClawPowers.Core.Verification.Configuration;

/// <summary>Reads <c>.clawpowers/verification.yaml</c>.</summary>
internal static class ConfigurationReader
{
    private const int MaximumBytes = 1 << 18;
    private const int MostGates = 100;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly YamlSubject Subject = new("The configuration", "gates", "'gates:' and below it '  test: { run: make test }'");

    /// <summary>The bytes of a configuration, which are what is trusted.</summary>
    public static byte[] Load(string path)
    {
        try
        {
            return BoundedFile.Read(path, MaximumBytes, out long length) ?? throw VerificationErrors.NotReadable(path, $"it has {length} bytes, and at most {MaximumBytes} are read");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw VerificationErrors.NotReadable(path, exception.Message.TrimEnd('.'), exception);
        }
    }

    /// <summary>The gates in the order of the file.</summary>
    /// <exception cref="ClawException"><c>VerificationNotValid</c>, with every problem and its place.</exception>
    public static IReadOnlyList<GateSpec> Read(string path, byte[] content)
    {
        string text;
        try
        {
            text = Strict.GetString(content).TrimStart('\uFEFF').ReplaceLineEndings("\n");
        }
        catch (DecoderFallbackException exception)
        {
            throw VerificationErrors.NotReadable(path, $"it is not UTF-8 (byte {exception.Index + 1})", exception);
        }

        List<DocumentFlaw> flaws = [];
        List<GateSpec> gates = FrontMatterReader.Read(text, lineBefore: 0, flaws, Subject) is { } root ? Gates(root, flaws) : [];
        return flaws.Count == 0 ? gates : throw VerificationErrors.NotValid(path, flaws);
    }

    private static List<GateSpec> Gates(FrontMatterNode root, List<DocumentFlaw> flaws)
    {
        var fields = new GateFields(flaws);
        fields.OnlyKnown(root, "The configuration", "gates", "limit", "environment");
        TimeSpan limit = fields.Limit(root["limit"]) ?? GateSpec.UsualLimit;
        IReadOnlyList<KeyValuePair<string, string>> environment = fields.Environment(root["environment"]);
        FrontMatterNode? all = root["gates"];
        if (all is not { Kind: FrontMatterKind.Map, Fields.Count: > 0 })
        {
            fields.Flaw(all ?? root, "There are no gates. Write 'gates:' and below it a name for each with its 'run', such as '  test: { run: make test }'.");
            return [];
        }

        if (all.Fields.Count > MostGates)
        {
            fields.Flaw(all, $"There are {all.Fields.Count} gates, and at most {MostGates} are possible.");
            return [];
        }

        List<GateSpec> gates = [.. all.Fields.Select(gate => Gate(fields, gate, limit, environment)).OfType<GateSpec>()];
        if (flaws.Count == 0)
        {
            CheckNeeds(fields, all, gates);
        }

        return gates;
    }

    private static GateSpec? Gate(GateFields fields, FrontMatterField field, TimeSpan limit, IReadOnlyList<KeyValuePair<string, string>> environment)
    {
        if (!IsName(field.Name))
        {
            fields.Flaw(field.Key, $"'{field.Name}' is no name for a gate. Use letters, digits, '.', '_' and '-', beginning with a letter or digit, at most 64.");
            return null;
        }

        if (field.Value.Kind != FrontMatterKind.Map)
        {
            fields.Flaw(field.Value, $"The gate '{field.Name}' must have fields, at least 'run'.");
            return null;
        }

        FrontMatterNode node = field.Value;
        fields.OnlyKnown(node, $"The gate '{field.Name}'", "run", "limit", "needs", "group", "folder", "environment", "on", "findings");
        (IReadOnlyList<string>? program, string? line) = fields.Run(node["run"], field);
        SortedDictionary<string, string> variables = new(StringComparer.Ordinal);
        foreach ((string name, string value) in environment.Concat(fields.Environment(node["environment"])))
        {
            variables[name] = value;
        }

        return new GateSpec
        {
            Name = field.Name,
            Program = program,
            Line = line,
            Limit = fields.Limit(node["limit"]) ?? limit,
            Needs = fields.Texts(node["needs"], "needs") is { } needs ? [.. needs.Distinct(StringComparer.Ordinal)] : [],
            Group = fields.Text(node["group"], "group"),
            Folder = fields.Folder(node["folder"]) ?? string.Empty,
            Environment = [.. variables],
            Systems = fields.On(node["on"]),
            Findings = fields.Findings(node["findings"]),
        };
    }

    private static void CheckNeeds(GateFields fields, FrontMatterNode all, List<GateSpec> gates)
    {
        HashSet<string> names = [.. gates.Select(static gate => gate.Name)];
        foreach (GateSpec gate in gates)
        {
            foreach (string need in gate.Needs.Where(need => !names.Contains(need)))
            {
                fields.Flaw(all[gate.Name]!["needs"]!, $"The gate '{gate.Name}' needs '{need}', which is no gate. There are: {string.Join(", ", names)}.");
            }
        }

        if (GateOrder.Cycle(gates) is { } cycle)
        {
            fields.Flaw(all[cycle[0]]!["needs"]!, $"Gates wait for each other in a circle: {string.Join(" needs ", cycle.Append(cycle[0]))}. Take one of these needs away.");
        }
    }

    /// <summary>Whether a text can be the name of a gate: it becomes the name of a file, and a measure.</summary>
    public static bool IsName(string name) =>
        name.Length is > 0 and <= 64 && char.IsAsciiLetterOrDigit(name[0]) && name.All(static c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-') && name[^1] != '.';
}
