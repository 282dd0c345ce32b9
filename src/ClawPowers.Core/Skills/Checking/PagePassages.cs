using System.Text.RegularExpressions;
using ClawPowers.Core.Skills.Reading;

namespace ClawPowers.Core.Skills.Checking;

/// <summary>Takes a page apart into what it says, and where.</summary>
internal static partial class PagePassages
{
    // What is in such a block is shown and not run.
    private static readonly HashSet<string> Examples = new(StringComparer.OrdinalIgnoreCase) { "text", "txt", "output", "log", "diff", "patch", "markdown", "md" };

    /// <summary>The passages of a page, in their order.</summary>
    public static IReadOnlyList<Passage> Of(CheckedPage page)
    {
        List<Passage> passages = [];
        SkillDocument document = page.Document;
        if (document.FrontMatter is { } front)
        {
            AddFields(passages, page.Path, front.Root);
        }

        bool[] taken = new bool[page.Lines.Count + 2];
        Array.Fill(taken, true, 0, Math.Min(document.BodyLine, taken.Length));
        foreach (OutlineCode code in document.Outline.CodeBlocks)
        {
            int count = code.Text.AsSpan().Count('\n') + 1;
            (int line, int column) = page.PlaceIn(code, 1, 1);
            passages.Add(new Passage(Examples.Contains(code.Language) ? PassageKind.Example : PassageKind.Code, page.Path, code.Text, line, column));
            bool isFenced = code.Line > 1 && page.Lines[code.Line - 2].AsSpan().IndexOfAny('`', '~') >= 0;
            for (int i = isFenced ? code.Line - 1 : code.Line; i <= Math.Min(code.Line + count, taken.Length - 1); i++)
            {
                taken[i] = true;
            }
        }

        foreach (OutlineComment comment in document.Outline.HtmlComments)
        {
            passages.Add(new Passage(PassageKind.Comment, page.Path, comment.Text, comment.Line, comment.Column));
            for (int i = comment.Line; comment.Column == 1 && i <= Math.Min(comment.Line + comment.Text.AsSpan().Count('\n'), page.Lines.Count); i++)
            {
                taken[i] = true;
            }
        }

        AddParagraphs(passages, page, taken);
        return passages;
    }

    /// <summary>A script's file as one passage.</summary>
    public static Passage Of(CheckedFile file) => new(PassageKind.Code, file.Path, file.Text, 1, 1);

    private static void AddFields(List<Passage> passages, string path, FrontMatterNode map)
    {
        foreach (FrontMatterField field in map.Fields)
        {
            if (field.Value.Text is { Length: > 0 } text)
            {
                passages.Add(new Passage(PassageKind.Prose, path, text, field.Value.Line, field.Value.Column) { IsField = true });
            }

            AddFields(passages, path, field.Value);
        }
    }

    private static void AddParagraphs(List<Passage> passages, CheckedPage page, bool[] taken)
    {
        int start = 0;
        for (int line = page.Document.BodyLine; line <= page.Lines.Count; line++)
        {
            string text = page.Lines[line - 1];
            bool isText = !taken[line] && !string.IsNullOrWhiteSpace(text);
            bool isRow = isText && text.TrimStart().StartsWith('|');
            if (start > 0 && (!isText || isRow || Opens().IsMatch(text)))
            {
                Add(start, line - 1, PassageKind.Prose);
                start = 0;
            }

            if (isRow)
            {
                Add(line, line, PassageKind.Row);
            }
            else if (isText && start == 0)
            {
                start = line;
            }
        }

        if (start > 0)
        {
            Add(start, page.Lines.Count, PassageKind.Prose);
        }

        void Add(int first, int last, PassageKind kind) =>
            passages.Add(new Passage(kind, page.Path, string.Join('\n', page.Lines.Skip(first - 1).Take(last - first + 1)), first, 1));
    }

    // A heading or an item of a list.
    [GeneratedRegex(@"^\s*(?:#{1,6}\s|[-*+]\s|[0-9]{1,9}[.)]\s)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Opens();
}
