using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace ClawPowers.Core.Skills.Reading;

/// <summary>
/// Makes nodes of the parser's events, with bounds on depth and number, so that no file can exhaust stack, memory or time;
/// nothing is bound to types by reflection.
/// </summary>
internal sealed class FrontMatterReader
{
    /// <summary>How deep nodes may be nested.</summary>
    public const int MaximumDepth = 16;

    /// <summary>How many values there may be, all aliases written out.</summary>
    public const int MaximumValues = 10_000;

    private readonly Parser _parser;
    private readonly int _lineBefore;
    private readonly List<DocumentFlaw> _flaws;
    private readonly Dictionary<string, FrontMatterNode> _anchors = new(StringComparer.Ordinal);
    private long _values;

    private readonly YamlSubject _subject;

    private FrontMatterReader(string yaml, int lineBefore, List<DocumentFlaw> flaws, YamlSubject subject)
    {
        _parser = new Parser(new StringReader(yaml));
        _lineBefore = lineBefore;
        _flaws = flaws;
        _subject = subject;
    }

    /// <summary>Reads YAML. Adds what is wrong to the flaws.</summary>
    /// <param name="yaml">The text between the two marks, lines ended by line feeds.</param>
    /// <param name="lineBefore">The number of the line above it.</param>
    /// <param name="flaws">What is wrong, in order.</param>
    /// <param name="subject">What is read, for the messages; front matter if left out.</param>
    /// <returns>The map at the top; null if it can't be read, or is none.</returns>
    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "Whatever a stranger's file does to the parser, the file is one that can't be read.")]
    public static FrontMatterNode? Read(string yaml, int lineBefore, List<DocumentFlaw> flaws, YamlSubject? subject = null)
    {
        subject ??= YamlSubject.FrontMatter;
        try
        {
            return new FrontMatterReader(yaml, lineBefore, flaws, subject).Document();
        }
        catch (BoundException bound)
        {
            flaws.Add(bound.Flaw);
        }
        catch (YamlException exception)
        {
            flaws.Add(new DocumentFlaw(
                DocumentFlawKind.InvalidYaml,
                lineBefore + Number(exception.Start.Line),
                Number(exception.Start.Column),
                $"{subject.Name} is no YAML: {exception.Message.Trim().TrimEnd('.')}."));
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            flaws.Add(new DocumentFlaw(DocumentFlawKind.InvalidYaml, lineBefore, 1, $"{subject.Name} is no YAML: the parser gave up ({exception.GetType().Name})."));
        }

        return null;
    }

    private FrontMatterNode? Document()
    {
        _parser.Consume<StreamStart>();
        if (!_parser.TryConsume<DocumentStart>(out _))
        {
            _flaws.Add(new DocumentFlaw(DocumentFlawKind.NotAMap, _lineBefore, 1, $"{_subject.Name} is empty. It needs {_subject.Needs}."));
            return null;
        }

        FrontMatterNode root = Node(depth: 0);
        _parser.Consume<DocumentEnd>();
        if (!_parser.Accept<StreamEnd>(out _))
        {
            ParsingEvent next = _parser.Current!;
            _flaws.Add(new DocumentFlaw(DocumentFlawKind.InvalidYaml, Line(next), Column(next), $"{_subject.Name} is no YAML: there is more after its end."));
            return null;
        }

        if (root.Kind == FrontMatterKind.Map)
        {
            return root;
        }

        _flaws.Add(new DocumentFlaw(DocumentFlawKind.NotAMap, root.Line, root.Column, $"{_subject.Name} has no fields. It needs lines such as {_subject.Example}."));
        return null;
    }

    private FrontMatterNode Node(int depth)
    {
        if (_parser.Accept<AnchorAlias>(out _))
        {
            AnchorAlias alias = _parser.Consume<AnchorAlias>();
            return Counted(Known(alias), alias);
        }

        NodeEvent start = _parser.Consume<NodeEvent>();
        if (depth > MaximumDepth)
        {
            throw new BoundException(new DocumentFlaw(DocumentFlawKind.TooDeep, Line(start), Column(start), string.Create(CultureInfo.InvariantCulture, $"{_subject.Name} is nested more than {MaximumDepth} levels deep, and is not read.")));
        }

        FrontMatterNode node = start switch
        {
            Scalar scalar => Counted(Text(scalar), start),
            SequenceStart => List(start, depth),
            _ => Map(start, depth),
        };
        if (!start.Anchor.IsEmpty)
        {
            _anchors[start.Anchor.Value] = node;
        }

        return node;
    }

    private FrontMatterNode Known(AnchorAlias alias)
    {
        if (_anchors.TryGetValue(alias.Value.Value, out FrontMatterNode? known))
        {
            return known;
        }

        _flaws.Add(new DocumentFlaw(DocumentFlawKind.UnknownAlias, Line(alias), Column(alias), $"No anchor '&{alias.Value.Value}' stands above the alias '*{alias.Value.Value}'. Write the value out."));
        return new FrontMatterNode { Kind = FrontMatterKind.Scalar, Line = Line(alias), Column = Column(alias), Text = string.Empty };
    }

    private FrontMatterNode List(NodeEvent start, int depth)
    {
        List<FrontMatterNode> items = [];
        while (!_parser.TryConsume<SequenceEnd>(out _))
        {
            items.Add(Node(depth + 1));
        }

        _values++;
        return new FrontMatterNode { Kind = FrontMatterKind.List, Line = Line(start), Column = Column(start), Tag = TagOf(start), Items = items, Size = 1 + items.Sum(static item => item.Size) };
    }

    private FrontMatterNode Map(NodeEvent start, int depth)
    {
        List<FrontMatterField> fields = [];
        HashSet<string> names = new(StringComparer.Ordinal);
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            FrontMatterNode key = Node(depth + 1);
            FrontMatterNode value = Node(depth + 1);
            fields.Add(new FrontMatterField(key.Text ?? string.Empty, key, value));
            if (key.Text is { } name && !names.Add(name))
            {
                _flaws.Add(new DocumentFlaw(DocumentFlawKind.DuplicateKey, key.Line, key.Column, $"The field '{name}' is there twice; the last one counts. Remove one."));
            }
        }

        _values++;
        return new FrontMatterNode { Kind = FrontMatterKind.Map, Line = Line(start), Column = Column(start), Tag = TagOf(start), Fields = fields, Size = 1 + fields.Sum(static field => field.Key.Size + field.Value.Size) };
    }

    // An alias costs nothing here, but whoever walks the tree meets all that it stands for.
    private FrontMatterNode Counted(FrontMatterNode node, ParsingEvent at)
    {
        _values += node.Size;
        return _values <= MaximumValues
            ? node
            : throw new BoundException(new DocumentFlaw(DocumentFlawKind.TooManyValues, Line(at), Column(at), string.Create(CultureInfo.InvariantCulture, $"{_subject.Name} has more than {MaximumValues} values with its aliases written out, and is not read.")));
    }

    private FrontMatterNode Text(Scalar scalar) => new()
    {
        Kind = FrontMatterKind.Scalar,
        Line = Line(scalar),
        Column = Column(scalar),
        Text = scalar.Value,
        Tag = TagOf(scalar),
        Style = scalar.Style switch
        {
            ScalarStyle.SingleQuoted => FrontMatterStyle.SingleQuoted,
            ScalarStyle.DoubleQuoted => FrontMatterStyle.DoubleQuoted,
            ScalarStyle.Literal => FrontMatterStyle.Literal,
            ScalarStyle.Folded => FrontMatterStyle.Folded,
            _ => FrontMatterStyle.Plain,
        },
    };

    private static string? TagOf(NodeEvent node) => node.Tag.IsEmpty || node.Tag.IsNonSpecific ? null : node.Tag.Value;

    private int Line(ParsingEvent at) => _lineBefore + Number(at.Start.Line);

    private static int Column(ParsingEvent at) => Number(at.Start.Column);

    private static int Number(long number) => (int)Math.Clamp(number, 1, int.MaxValue);

    [SuppressMessage("Design", "CA1064:Exceptions should be public", Justification = "Never leaves this class.")]
    private sealed class BoundException(DocumentFlaw flaw) : Exception
    {
        public DocumentFlaw Flaw => flaw;
    }
}

/// <summary>What a text of YAML is, for messages about it.</summary>
/// <param name="Name">Its name, as the beginning of a sentence.</param>
/// <param name="Needs">What it can't be without.</param>
/// <param name="Example">Lines that show how it is written.</param>
internal sealed record YamlSubject(string Name, string Needs, string Example)
{
    /// <summary>The front matter of a skill.</summary>
    public static YamlSubject FrontMatter { get; } = new("The front matter", "the fields name and description", "'name: my-skill' and 'description: Use when …'");
}
