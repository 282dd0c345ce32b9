using Xunit;
using static ClawPowers.HelpBuilder.Tests.PageText;

namespace ClawPowers.HelpBuilder.Tests;

/// <summary>A page that is wrong stops the build, and the message leads to the line.</summary>
public sealed class MalformedPageTests
{
    [Theory]
    [InlineData("# Get-Sample", "# Get-Samples", "# Get-Samples", "must begin with the title")]
    [InlineData("## SYNOPSIS\n", "## SUMMARY\n", "## SUMMARY", "\"SUMMARY\" is no section")]
    [InlineData("## INPUTS\n", "## OUTPUTS\n", "### Sample.Record", "comes twice")]
    [InlineData("Reads samples.\n", "Reads samples.\n\nAnd more.\n", "## SYNOPSIS", "one paragraph")]
    [InlineData("[-Force] [-WhatIf]", "[-Force [-WhatIf]", "Get-Sample [[-Key]", "can't be read from here: [-Force [-WhatIf]")]
    [InlineData("Get-Sample [-Key] <string[]> -ValueOnly [<CommonParameters>]", "Get-Sample [-Key] <string[]> -ValueOnly", "Get-Sample [-Key] <string[]> -ValueOnly", "must begin with")]
    [InlineData("[-Force]", "[-Insist]", "## SYNTAX", "SYNTAX shows -Insist")]
    [InlineData("[-Force] ", "", "## PARAMETERS", "PARAMETERS tells of -Force")]
    [InlineData("### Value\n", "", "## SYNTAX", "each block below a \"### Name\"")]
    [InlineData("Example 2: All", "Example 3: All", "### Example 3", "\"### Example 2: what it shows\"")]
    [InlineData("```powershell\nGet-Sample *", "```\nGet-Sample *", "### Example 2", "needs a ```powershell block")]
    [InlineData("### -Force", "### Force", "### Force", "\"### -Name\"")]
    [InlineData("Insists.\n", "", "### -Force", "must say what it does")]
    [InlineData("Position: 0", "Position: first", "Position: first", "Position of -Key is \"first\"")]
    [InlineData("Required: True", "Required: Yes", "Required: Yes", "must be True or False")]
    [InlineData("Default value: '*'", "Default value: *", "Default value: *", "no YAML")]
    [InlineData("Aliases: None\n", "", "### -Force", "lack \"Aliases\"")]
    [InlineData("Aliases: None", "Alias: None", "Alias: None", "\"Alias\" is no fact")]
    [InlineData("True (ByValue, ByPropertyName)", "True", "Accept pipeline input: True\n", "ByValue, ByPropertyName")]
    [InlineData("### System.String", "System.String", "## INPUTS", "INPUTS needs one")]
    [InlineData("[Set-Sample](Set-Sample.md)\n\n[`Site`](https://example.invalid/b)", "Set-Sample", "## RELATED LINKS", "needs links")]
    public void Something_wrong_is_said_with_its_line(string was, string becomes, string at, string problem)
    {
        string markdown = With(was, becomes);
        PageException error = Assert.Throws<PageException>(() => ToMaml(markdown));
        Assert.Contains(problem, error.Problem, StringComparison.Ordinal);
        int line = LineOf(markdown, at);
        Assert.InRange(error.Line, line - 4, line + 4);
        Assert.StartsWith($"docs/Get-Sample.md({error.Line}): error HELP001: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_section_is_named()
    {
        string markdown = PageText.Sample[..PageText.Sample.IndexOf("## OUTPUTS", StringComparison.Ordinal)];
        Assert.Contains("\"## OUTPUTS\" is missing", Assert.Throws<PageException>(() => Read(markdown)).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_section_in_the_wrong_place_is_named()
    {
        string markdown = PageText.Sample + "\n## SYNOPSIS_\n";
        Assert.Throws<PageException>(() => Read(markdown));
        markdown = With("## NOTES\n\nA & B < C.\n\n", "").Replace("## INPUTS", "## NOTES\n\nx\n\n## INPUTS", StringComparison.Ordinal);
        PageException error = Assert.Throws<PageException>(() => Read(markdown));
        Assert.Contains("wrong place", error.Problem, StringComparison.Ordinal);
        Assert.Equal(LineOf(markdown, "## INPUTS"), error.Line);
    }

    [Fact]
    public void The_line_of_a_wrong_fact_is_exact()
    {
        string markdown = With("Position: 0", "Position: first");
        Assert.Equal(LineOf(markdown, "Position: first"), Assert.Throws<PageException>(() => Read(markdown)).Line);
    }
}
