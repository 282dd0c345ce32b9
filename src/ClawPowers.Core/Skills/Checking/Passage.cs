using System.Text.RegularExpressions;

namespace ClawPowers.Core.Skills.Checking;

/// <summary>What a passage is to the agent that reads it.</summary>
internal enum PassageKind
{
    /// <summary>A field of the front matter, or a paragraph: it says what to do.</summary>
    Prose,

    /// <summary>A row of a table: it names things, also those not to be done.</summary>
    Row,

    /// <summary>Code that is meant to be run, or a script's file.</summary>
    Code,

    /// <summary>An example of output, or of a text.</summary>
    Example,

    /// <summary>An HTML comment.</summary>
    Comment,
}

/// <summary>
/// A part of a page. Rules about dangers ask it what is said and what is only talked about: what stands in quotes or in a code
/// span is quoted, and what follows a "never" or a "text that says" in its sentence is not asked for.
/// </summary>
internal sealed partial class Passage
{
    // A sentence that goes on for longer is none; what is looked at for each place is bounded.
    private const int LongestSentence = 600;

    private readonly Lazy<List<(int Start, int End)>> _quotes;
    private readonly Lazy<List<int>> _lineStarts;

    public Passage(PassageKind kind, string path, string text, int line, int column)
    {
        Kind = kind;
        Path = path;
        Raw = text;
        Line = line;
        Column = column;
        Text = kind is PassageKind.Prose or PassageKind.Row ? Flat(text) : kind is PassageKind.Code ? Joined(text) : text;
        _quotes = new(() => Quotations.In(Text));
        _lineStarts = new(() => LineStarts(Raw));
    }

    public PassageKind Kind { get; }

    public string Path { get; }

    /// <summary>The text to search: prose on one line and without marks of emphasis, code with its continued lines joined. Of the same length as it was.</summary>
    public string Text { get; }

    /// <summary>Whether its places in the file are known only as far as its first line: the text of a field.</summary>
    public bool IsField { get; init; }

    private string Raw { get; }

    private int Line { get; }

    private int Column { get; }

    /// <summary>A fault at a place in it.</summary>
    public Fault At(int index, string message)
    {
        if (IsField)
        {
            return new Fault(Path, Line, Column, message);
        }

        int found = _lineStarts.Value.BinarySearch(index);
        int lines = found >= 0 ? found : ~found - 1;
        return new Fault(Path, Line + lines, (lines == 0 ? Column : 1) + index - _lineStarts.Value[lines], message);
    }

    /// <summary>Whether a place is inside of quotation marks or of a code span.</summary>
    public bool IsQuoted(int index)
    {
        int found = _quotes.Value.BinarySearch((index, 0), Comparer<(int Start, int End)>.Create(static (one, other) => one.Start.CompareTo(other.Start)));
        int before = (found >= 0 ? found : ~found) - 1;
        return before >= 0 && index < _quotes.Value[before].End;
    }

    /// <summary>Whether what begins there is spoken of as something that is not to be done, or that others say.</summary>
    public bool IsDistanced(int index) => Distance().IsMatch(Sentence(index));

    /// <summary>Whether the reader is told to do what begins there.</summary>
    public bool IsDemanded(int index) => Kind switch
    {
        PassageKind.Code => !(InCodeComment(index) && IsDistanced(index)),
        PassageKind.Comment => true,
        PassageKind.Prose => Demand().IsMatch(Sentence(index)) && !IsDistanced(index),
        _ => false,
    };

    // What was said before in the same sentence; in code, on the same line.
    private string Sentence(int index)
    {
        return Text[SentenceStart(index)..index];
    }

    private int SentenceStart(int index)
    {
        int least = Math.Max(0, index - LongestSentence);
        int start = index;
        while (start > least && !Ends(start))
        {
            start--;
        }

        return start;
    }

    private bool Ends(int start) => Text[start - 1] == '\n'
        || (Kind is not PassageKind.Code && start < Text.Length && char.IsWhiteSpace(Text[start]) && Text[start - 1] is '.' or '!' or '?' or ';');

    private bool InCodeComment(int index) => SentenceStart(index) is var start && (start == 0 || Ends(start)) && Text.AsSpan(start, index - start).TrimStart() is ['#', ..] or ['/', '/', ..];

    private static List<int> LineStarts(string text)
    {
        List<int> starts = [0];
        for (int end = text.IndexOf('\n', StringComparison.Ordinal); end >= 0; end = text.IndexOf('\n', end + 1))
        {
            starts.Add(end + 1);
        }

        return starts;
    }

    private static string Flat(string text) => string.Create(text.Length, text, static (flat, source) =>
    {
        for (int i = 0; i < source.Length; i++)
        {
            flat[i] = source[i] is '\n' or '\t' or '*' or '>' ? ' ' : source[i];
        }
    });

    private static string Joined(string text) => text
        .Replace("\\\n", "  ", StringComparison.Ordinal)
        .Replace("`\n", "  ", StringComparison.Ordinal)
        .Replace("|\n", "| ", StringComparison.Ordinal);

    [GeneratedRegex(
        @"\b(?:never(?!\s+(?:mind|forget|fail|hesitate|worry))|not(?!\s+(?:optional|hesitate|forget|fail|worry|only))|cannot|no(?!\s+(?:matter|longer|exceptions?|doubt|problem))|without(?!\s+(?:exceptions?|fail|hesitation|delay))|avoid|refuse|reject|stop|instead\s+of|rather\s+than|nobody|detect|flag|(?:text|content|anything|whatever|someone|something|page|file|comment|prompt|data|input|attempts?)\s+(?:that|which|who|to)|(?:says?|asks?|tells?|claims?|tries|orders?)\s+(?:you\s+|the\s+agent\s+)?to)\b|n['’]t\b(?!\s+(?:hesitate|forget|fail|worry|mind))",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Distance();

    [GeneratedRegex(
        @"\b(?:run|execute|paste|use|type|enter|call|invoke|start|launch|install|try|issue|perform|do)\b(?:\s+[\w'’-]+){0,4}[\s:,]*[`""'(]*$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Demand();
}
