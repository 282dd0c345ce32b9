using System.Text.RegularExpressions;
using ClawPowers.HelpBuilder.Text;
using Markdig.Syntax;

namespace ClawPowers.HelpBuilder.Pages;

/// <summary>Reads syntaxes as Get-Command writes them: <c>Get-X [-Key] &lt;string[]&gt; [-Force] [&lt;CommonParameters&gt;]</c>.</summary>
internal static partial class SyntaxReader
{
    private const string CommonParameters = "[<CommonParameters>]";

    /// <summary>Reads the fenced blocks of a SYNTAX section, one per parameter set.</summary>
    /// <param name="command">The cmdlet's name, with which each must begin.</param>
    /// <param name="section">The section.</param>
    /// <returns>The syntaxes in order.</returns>
    /// <exception cref="PageException">One can't be read.</exception>
    public static IReadOnlyList<SyntaxLine> Read(string command, PageSection section)
    {
        FencedCodeBlock[] blocks = [.. section.Body.OfType<FencedCodeBlock>()];
        int headings = section.Body.OfType<HeadingBlock>().Count();
        if (blocks.Length == 0 || (blocks.Length > 1 && headings != blocks.Length))
        {
            throw section.Error("SYNTAX needs one fenced block; where there are more parameter sets, each block below a \"### Name\" of its set.");
        }

        return [.. blocks.Select(block => ReadLine(command, block, section))];
    }

    private static SyntaxLine ReadLine(string command, FencedCodeBlock block, PageSection section)
    {
        string text = string.Join(' ', PlainText.Of(block).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (!text.StartsWith(command + " ", StringComparison.Ordinal) || !text.EndsWith(CommonParameters, StringComparison.Ordinal))
        {
            throw section.Error($"A syntax must begin with \"{command} \" and end with \"{CommonParameters}\".", block);
        }

        string rest = text[(command.Length + 1)..^CommonParameters.Length].Trim();
        List<SyntaxParameter> parameters = [];
        while (rest.Length > 0)
        {
            Match match = ParameterPattern().Match(rest);
            if (!match.Success)
            {
                throw section.Error($"The syntax can't be read from here: {rest}", block);
            }

            parameters.Add(ToParameter(match));
            rest = rest[match.Length..].TrimStart();
        }

        return new(parameters);
    }

    private static SyntaxParameter ToParameter(Match match)
    {
        string name = match.Groups.Values.First(static group => group is { Success: true, Name: "name" }).Value;
        string type = match.Groups["type"].Value;
        return new(
            name,
            type.Length > 0 ? type : null,
            IsRequired: !match.Groups["optional"].Success,
            IsPositional: match.Groups["positional"].Success);
    }

    // [[-Name] <type>]  [-Name] <type>  [-Name <type>]  -Name <type>  [-Name]  -Name
    [GeneratedRegex(
        @"^(?:(?<optional>\[)(?<positional>\[)-(?<name>\w+)\]\ <(?<type>[^>]+)>\] | (?<positional>\[)-(?<name>\w+)\]\ <(?<type>[^>]+)> | (?<optional>\[)-(?<name>\w+)(?:\ <(?<type>[^>]+)>)?\] | -(?<name>\w+)(?:\ <(?<type>[^>]+)>)?)(?=\ |$)",
        RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex ParameterPattern();
}
