using System.Globalization;
using System.Text.RegularExpressions;
using ClawPowers.HelpBuilder.Text;
using Markdig.Syntax;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace ClawPowers.HelpBuilder.Pages;

/// <summary>Reads the PARAMETERS section: of each parameter a text and a block of facts.</summary>
internal static partial class ParameterReader
{
    /// <summary>The type of a parameter without a value.</summary>
    public const string SwitchType = "SwitchParameter";

    /// <summary>The position of a parameter that has none.</summary>
    public const string Named = "Named";

    // Get-Help adds this section by itself.
    private const string CommonParameters = "CommonParameters";

    private const string AcceptedValues = "Accepted values";

    private static readonly string[] Keys =
        ["Type", "Aliases", "Required", "Position", "Default value", "Accept pipeline input", "Accept wildcard characters"];

    // Which sets a parameter belongs to is shown by the syntaxes.
    private static readonly string[] OptionalKeys = ["Parameter Sets", AcceptedValues];

    /// <summary>Reads a section.</summary>
    /// <param name="section">The section.</param>
    /// <returns>The parameters in order.</returns>
    /// <exception cref="PageException">It is malformed.</exception>
    public static IReadOnlyList<ParameterSection> Read(PageSection section) =>
        [.. section.Children.Where(static child => !string.Equals(child.Title, CommonParameters, StringComparison.Ordinal)).Select(ReadParameter)];

    private static ParameterSection ReadParameter(PageSection section)
    {
        if (!section.Title.StartsWith('-') || section.Title.Length < 2)
        {
            throw section.Error($"The heading of a parameter must be \"### -Name\", not \"{section.Title}\".");
        }

        if (section.Body is not [.., FencedCodeBlock { Info: "yaml" } facts])
        {
            throw section.Error($"{section.Title} must end with a ```yaml block of its facts.");
        }

        IReadOnlyList<string> description = PlainText.Paragraphs(section.Body.SkipLast(1));
        return description.Count > 0
            ? new(section.Title[1..], description, ReadFacts(section, facts))
            : throw section.Error($"{section.Title} must say what it does, above its yaml block.");
    }

    private static ParameterFacts ReadFacts(PageSection section, FencedCodeBlock block)
    {
        Dictionary<string, (string Text, int Line)> facts = ReadYaml(section, block);
        string Text(string key) => facts[key].Text;
        PageException Wrong(string key, string allowed) => new(section.Path, facts[key].Line, $"{key} of {section.Title} is \"{Text(key)}\"; it must be {allowed}.");
        bool Boolean(string key) => bool.TryParse(Text(key), out bool value) ? value : throw Wrong(key, "True or False");

        if (Text("Type").Length == 0)
        {
            throw Wrong("Type", "the short name of a type, such as String[]");
        }

        if (!string.Equals(Text("Position"), Named, StringComparison.Ordinal) && !int.TryParse(Text("Position"), NumberStyles.None, CultureInfo.InvariantCulture, out _))
        {
            throw Wrong("Position", "a number from 0, or Named");
        }

        if (!PipelinePattern().IsMatch(Text("Accept pipeline input")))
        {
            throw Wrong("Accept pipeline input", "False, True (ByValue), True (ByPropertyName) or True (ByValue, ByPropertyName)");
        }

        return new()
        {
            Type = Text("Type"),
            Aliases = Text("Aliases").Split([',', ' '], StringSplitOptions.RemoveEmptyEntries) is var aliases and not ["None"] ? aliases : [],
            IsRequired = Boolean("Required"),
            Position = Text("Position"),
            AcceptedValues = facts.TryGetValue(AcceptedValues, out (string Text, int Line) accepted) ? accepted.Text : "",
            DefaultValue = Text("Default value"),
            PipelineInput = Text("Accept pipeline input"),
            AcceptsWildcards = Boolean("Accept wildcard characters"),
        };
    }

    private static Dictionary<string, (string Text, int Line)> ReadYaml(PageSection section, FencedCodeBlock block)
    {
        int firstLine = block.Line + 1;
        YamlStream yaml = [];
        try
        {
            yaml.Load(new StringReader(PlainText.Of(block)));
        }
        catch (YamlException exception)
        {
            throw new PageException(section.Path, firstLine + (int)exception.Start.Line, $"The facts of {section.Title} are no YAML: {exception.Message}");
        }

        if (yaml.Documents is not [{ RootNode: YamlMappingNode map }])
        {
            throw section.Error($"The facts of {section.Title} must be lines of \"Key: value\".", block);
        }

        Dictionary<string, (string Text, int Line)> facts = new(StringComparer.Ordinal);
        foreach ((YamlNode key, YamlNode value) in map)
        {
            int line = firstLine + (int)key.Start.Line;
            if (key is not YamlScalarNode { Value: { } name } || !Keys.Concat(OptionalKeys).Contains(name, StringComparer.Ordinal))
            {
                throw new PageException(section.Path, line, $"\"{key}\" is no fact about a parameter. The facts are {string.Join(", ", Keys.Concat(OptionalKeys))}.");
            }

            facts[name] = value is YamlScalarNode { Value: var text }
                ? (text ?? "", line)
                : throw new PageException(section.Path, line, $"{name} of {section.Title} must be one line of text.");
        }

        return Keys.FirstOrDefault(key => !facts.ContainsKey(key)) is { } missing
            ? throw section.Error($"The facts of {section.Title} lack \"{missing}\".", block)
            : facts;
    }

    [GeneratedRegex(@"^(False|True \((ByValue|ByPropertyName|ByValue, ByPropertyName)\))$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PipelinePattern();
}
