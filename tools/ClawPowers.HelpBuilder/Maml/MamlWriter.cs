using System.Text;
using System.Xml;
using ClawPowers.HelpBuilder.Pages;

namespace ClawPowers.HelpBuilder.Maml;

/// <summary>Writes pages as MAML, the XML that Get-Help reads for compiled cmdlets.</summary>
internal sealed class MamlWriter : IDisposable
{
    private const string Help = "http://msh";
    private const string MamlNamespace = "http://schemas.microsoft.com/maml/2004/10";
    private const string CommandNamespace = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private const string DevNamespace = "http://schemas.microsoft.com/maml/dev/2004/10";

    private readonly XmlWriter _xml;

    private MamlWriter(Stream stream) => _xml = XmlWriter.Create(stream, new XmlWriterSettings
    {
        Indent = true,
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        NewLineChars = "\n",
    });

    /// <summary>Writes one help file.</summary>
    /// <param name="pages">The cmdlets' pages.</param>
    /// <param name="stream">Where to.</param>
    public static void Write(IEnumerable<CommandPage> pages, Stream stream)
    {
        using MamlWriter writer = new(stream);
        writer._xml.WriteStartElement("helpItems", Help);
        writer._xml.WriteAttributeString("schema", "maml");
        foreach (CommandPage page in pages)
        {
            writer.WriteCommand(page);
        }

        writer._xml.WriteEndElement();
    }

    /// <inheritdoc/>
    public void Dispose() => _xml.Dispose();

    private void WriteCommand(CommandPage page)
    {
        Dictionary<string, ParameterSection> parameters = page.Parameters.ToDictionary(static parameter => parameter.Name, StringComparer.Ordinal);
        foreach (string name in CommonParameter.Names.Where(name => page.Syntaxes.Any(syntax => syntax.Parameters.Any(parameter => string.Equals(parameter.Name, name, StringComparison.Ordinal)))))
        {
            parameters.TryAdd(name, CommonParameter.Section(name));
        }

        _xml.WriteStartElement("command", "command", CommandNamespace);
        _xml.WriteAttributeString("xmlns", "maml", null, MamlNamespace);
        _xml.WriteAttributeString("xmlns", "dev", null, DevNamespace);
        Command("details", () =>
        {
            string[] name = page.Name.Split('-', 2);
            CommandText("name", page.Name);
            CommandText("verb", name[0]);
            CommandText("noun", name[^1]);
            MamlParagraphs("description", [page.Synopsis]);
        });
        MamlParagraphs("description", page.Description);
        Command("syntax", () => Each(page.Syntaxes, syntax => Command("syntaxItem", () =>
        {
            MamlText("name", page.Name);
            Each(syntax.Parameters, parameter => WriteParameter(parameters[parameter.Name], parameter));
        })));
        Command("parameters", () => Each(parameters.Values, parameter => WriteParameter(parameter, shown: null)));
        Command("inputTypes", () => Each(page.Inputs, type => Command("inputType", () => WriteType(type))));
        Command("returnValues", () => Each(page.Outputs, type => Command("returnValue", () => WriteType(type))));
        if (page.Notes.Count > 0)
        {
            Element("maml", "alertSet", MamlNamespace, () => MamlParagraphs("alert", page.Notes));
        }

        Command("examples", () => Each(page.Examples, WriteExample));
        Command("relatedLinks", () => Each(page.Links, link => Element("maml", "navigationLink", MamlNamespace, () =>
        {
            MamlText("linkText", link.Text);
            MamlText("uri", link.Address);
        })));
        _xml.WriteEndElement();
    }

    // In a syntax the page's own words decide what is required and positional there; in the list of parameters its facts do.
    private void WriteParameter(ParameterSection parameter, SyntaxParameter? shown)
    {
        ParameterFacts facts = parameter.Facts;
        bool isRequired = shown?.IsRequired ?? facts.IsRequired;
        bool isSwitch = string.Equals(facts.Type, ParameterReader.SwitchType, StringComparison.Ordinal);
        string named = ParameterReader.Named.ToLowerInvariant();
        string position = string.Equals(facts.Position, ParameterReader.Named, StringComparison.Ordinal) ? named : facts.Position;
        if (shown is not null)
        {
            position = shown.IsPositional ? (string.Equals(position, named, StringComparison.Ordinal) ? "0" : position) : named;
        }

        _xml.WriteStartElement("command", "parameter", CommandNamespace);
        _xml.WriteAttributeString("required", Lower(isRequired));
        _xml.WriteAttributeString("variableLength", Lower(facts.Type.EndsWith("[]", StringComparison.Ordinal)));
        _xml.WriteAttributeString("globbing", Lower(facts.AcceptsWildcards));
        _xml.WriteAttributeString("pipelineInput", facts.PipelineInput);
        _xml.WriteAttributeString("position", position);
        _xml.WriteAttributeString("aliases", facts.Aliases.Count == 0 ? "none" : string.Join(", ", facts.Aliases));
        MamlText("name", parameter.Name);
        MamlParagraphs("description", facts.AcceptedValues.Length == 0 ? parameter.Description : parameter.Description.Append($"Accepted values: {facts.AcceptedValues}."));
        if (shown is null || !isSwitch)
        {
            _xml.WriteStartElement("command", "parameterValue", CommandNamespace);
            _xml.WriteAttributeString("required", Lower(!isSwitch));
            _xml.WriteAttributeString("variableLength", "false");
            _xml.WriteString(facts.Type);
            _xml.WriteEndElement();
        }

        Element("dev", "type", DevNamespace, () =>
        {
            MamlText("name", facts.Type);
            MamlText("uri", "");
        });
        DevText("defaultValue", facts.DefaultValue);
        _xml.WriteEndElement();
    }

    private void WriteType(TypeSection type)
    {
        Element("dev", "type", DevNamespace, () => MamlText("name", type.Name));
        MamlParagraphs("description", type.Description);
    }

    private void WriteExample(ExampleSection example) => Command("example", () =>
    {
        MamlText("title", $"--- {example.Title} ---");
        MamlParagraphs("introduction", example.Introduction);
        DevText("code", example.Code);
        // The empty paragraph parts an example from the next one.
        Element("dev", "remarks", DevNamespace, () => Each(example.Remarks.Append(""), text => MamlText("para", text)));
    });

    private void MamlParagraphs(string name, IEnumerable<string> paragraphs) =>
        Element("maml", name, MamlNamespace, () => Each(paragraphs, text => MamlText("para", text)));

    private void MamlText(string name, string text) => _xml.WriteElementString("maml", name, MamlNamespace, text);

    private void CommandText(string name, string text) => _xml.WriteElementString("command", name, CommandNamespace, text);

    private void DevText(string name, string text) => _xml.WriteElementString("dev", name, DevNamespace, text);

    private void Command(string name, Action body) => Element("command", name, CommandNamespace, body);

    private void Element(string prefix, string name, string space, Action body)
    {
        _xml.WriteStartElement(prefix, name, space);
        body();
        _xml.WriteEndElement();
    }

    private static void Each<T>(IEnumerable<T> items, Action<T> write)
    {
        foreach (T item in items)
        {
            write(item);
        }
    }

    private static string Lower(bool value) => value ? "true" : "false";
}
