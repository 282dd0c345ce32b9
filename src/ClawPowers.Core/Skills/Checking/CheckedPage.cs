using ClawPowers.Core.Skills.Reading;

namespace ClawPowers.Core.Skills.Checking;

/// <summary>A page of Markdown of a skill, and the ways in which rules look at it.</summary>
internal sealed class CheckedPage
{
    private readonly Lazy<string[]> _lines;
    private readonly Lazy<IReadOnlyList<Passage>> _passages;
    private (OutlineCode? Code, string[] Lines) _split;

    public CheckedPage(SkillDocument document)
    {
        Document = document;
        Path = System.IO.Path.GetFullPath(document.Path);
        _lines = new(() => Document.Text.Split('\n'));
        _passages = new(() => PagePassages.Of(this));
    }

    public SkillDocument Document { get; }

    /// <summary>The file, in full.</summary>
    public string Path { get; }

    public IReadOnlyList<string> Lines => _lines.Value;

    /// <summary>What the page says, part by part: its fields, paragraphs, rows of tables, code and comments.</summary>
    public IReadOnlyList<Passage> Passages => _passages.Value;

    /// <summary>The blocks of PowerShell.</summary>
    public IEnumerable<OutlineCode> PowerShell => Document.Outline.CodeBlocks.Where(static code => code.Language.ToUpperInvariant() is "POWERSHELL" or "PWSH" or "PS1");

    /// <summary>A place in a block of code as a place in the file: the block may be indented.</summary>
    public (int Line, int Column) PlaceIn(OutlineCode code, int line, int column)
    {
        int fileLine = code.Line + line - 1;
        if (fileLine > Lines.Count)
        {
            return (Lines.Count, 1);
        }

        // Many places in a row are in the same block.
        if (!ReferenceEquals(_split.Code, code))
        {
            _split = (code, code.Text.Split('\n'));
        }

        string[] text = _split.Lines;
        int indent = line <= text.Length ? Lines[fileLine - 1].IndexOf(text[line - 1], StringComparison.Ordinal) : 0;
        return (fileLine, Math.Max(indent, 0) + column);
    }

    public Fault At(int line, int column, string message) => new(Path, line, column, message);
}

/// <summary>A block of PowerShell, parsed.</summary>
internal sealed record CheckedScript(CheckedPage Page, OutlineCode Code, PowerShellScript Script)
{
    /// <summary>Whether it is made of commands that an agent types, and no piece of a script's file.</summary>
    public bool IsTyped => string.Equals(Code.Info, Code.Language, StringComparison.Ordinal);

    public Fault At(int line, int column, string message)
    {
        (int fileLine, int fileColumn) = Page.PlaceIn(Code, line, column);
        return Page.At(fileLine, fileColumn, message);
    }
}
