using System.Xml.Linq;
using Xunit;
using static ClawPowers.HelpBuilder.Tests.PageText;

namespace ClawPowers.HelpBuilder.Tests;

public sealed class MamlTests
{
    private static readonly XElement Sample = ToMaml(PageText.Sample);

    [Fact]
    public void Details_hold_name_verb_noun_and_synopsis()
    {
        XElement details = Sample.Element(CommandName + "details")!;
        Assert.Equal("Get-Sample", details.Element(CommandName + "name")!.Value);
        Assert.Equal("Get", details.Element(CommandName + "verb")!.Value);
        Assert.Equal("Sample", details.Element(CommandName + "noun")!.Value);
        Assert.Equal(["Reads samples."], Paragraphs(details.Element(MamlName + "description")));
    }

    [Fact]
    public void Description_is_plain_text_and_keeps_web_addresses() =>
        Assert.Equal(
            ["Reads samples and nothing else; see the site (https://example.invalid/a) and Set-Sample.", "- one\n- two"],
            Paragraphs(Sample.Element(MamlName + "description")));

    [Fact]
    public void Each_parameter_set_has_a_syntax_with_its_own_required_and_positional_parameters()
    {
        List<string> syntaxes = [.. Sample.Descendants(CommandName + "syntaxItem").Select(static item => string.Join(
            ' ',
            item.Elements(CommandName + "parameter").Select(static parameter => $"{parameter.Element(MamlName + "name")!.Value}:{parameter.Attribute("required")!.Value}:{parameter.Attribute("position")!.Value}:{parameter.Element(CommandName + "parameterValue")?.Value}")))];
        Assert.Equal(
            [
                "Key:false:0:String[] AsOf:false:named:DateTimeOffset Force:false:named: WhatIf:false:named: Confirm:false:named:",
                "Key:true:0:String[] ValueOnly:true:named:",
            ],
            syntaxes);
    }

    [Fact]
    public void Parameters_carry_their_facts_and_the_common_ones_of_the_syntax()
    {
        Dictionary<string, XElement> parameters = Sample.Element(CommandName + "parameters")!.Elements(CommandName + "parameter")
            .ToDictionary(static parameter => parameter.Element(MamlName + "name")!.Value);
        Assert.Equal(["AsOf", "Confirm", "Force", "Key", "ValueOnly", "WhatIf"], parameters.Keys.Order(StringComparer.Ordinal));

        XElement key = parameters["Key"];
        Assert.Equal("Name, Id", key.Attribute("aliases")!.Value);
        Assert.Equal("True (ByValue, ByPropertyName)", key.Attribute("pipelineInput")!.Value);
        Assert.Equal("true", key.Attribute("globbing")!.Value);
        Assert.Equal("*", key.Element(DevName + "defaultValue")!.Value);
        Assert.Equal("none", parameters["Force"].Attribute("aliases")!.Value);
        Assert.Equal(["The moment.", "Accepted values: now, then."], Paragraphs(parameters["AsOf"].Element(MamlName + "description")));
        Assert.Equal("wi", parameters["WhatIf"].Attribute("aliases")!.Value);
    }

    [Fact]
    public void An_example_has_its_title_introduction_code_and_what_follows()
    {
        XElement example = Sample.Descendants(CommandName + "example").First();
        Assert.Equal("--- Example 1: One sample ---", example.Element(MamlName + "title")!.Value);
        Assert.Equal(["First this:"], Paragraphs(example.Element(MamlName + "introduction")));
        Assert.Equal("Get-Sample a |\n    Out-Null", example.Element(DevName + "code")!.Value);
        Assert.Equal(["Then that:", "a\n  b", ""], Paragraphs(example.Element(DevName + "remarks")));
    }

    [Fact]
    public void Types_notes_and_links_are_there()
    {
        Assert.Equal("System.String", Sample.Element(CommandName + "inputTypes")!.Descendants(MamlName + "name").Single().Value);
        Assert.Equal("Sample.Record", Sample.Element(CommandName + "returnValues")!.Descendants(MamlName + "name").Single().Value);
        Assert.Equal(["A & B < C."], Paragraphs(Sample.Descendants(MamlName + "alert").Single()));
        Assert.Equal(
            ["Set-Sample|", "Site|https://example.invalid/b"],
            Sample.Descendants(MamlName + "navigationLink").Select(static link => $"{link.Element(MamlName + "linkText")!.Value}|{link.Element(MamlName + "uri")!.Value}"));
    }

    private static IEnumerable<string> Paragraphs(XElement? element) => element!.Elements(MamlName + "para").Select(static para => para.Value);
}
