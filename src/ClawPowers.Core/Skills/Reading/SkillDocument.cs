namespace ClawPowers.Core.Skills.Reading;

/// <summary>
/// One <c>SKILL.md</c>, read once: its bytes, its text, its front matter and what its body is made of. Whatever the file holds,
/// reading it does not fail: what is wrong is in <see cref="Flaws"/>.
/// </summary>
public sealed class SkillDocument
{
    private readonly List<DocumentFlaw> _flaws = [];
    private readonly int _bodyStart;
    private readonly byte[] _bytes;
    private string? _text;
    private string? _hash;
    private string? _body;
    private SkillOutline? _outline;

    private SkillDocument(string path, byte[] bytes, DocumentFlaw? flaw)
    {
        Path = path;
        _bytes = bytes;
        Length = bytes.Length;
        if (flaw is not null)
        {
            _text = string.Empty;
            _flaws.Add(flaw);
            return;
        }

        // A catalogue asks for nothing below the front matter, and most files are plain.
        string? head = DocumentText.Head(bytes);
        DocumentText text = head is null ? DocumentText.Decode(bytes) : new DocumentText(head, HasByteOrderMark: false, IsUtf8: true, HasCarriageReturns: false, Flaw: null);
        _text = head is null ? text.Text : null;
        HasByteOrderMark = text.HasByteOrderMark;
        IsUtf8 = text.IsUtf8;
        HasCarriageReturns = text.HasCarriageReturns;
        if (text.Flaw is not null)
        {
            _flaws.Add(text.Flaw);
        }

        FrontMatterBlock? block = FrontMatterBlock.Find(text.Text, _flaws);
        if (block is { } found)
        {
            FirstLine = 1;
            LastLine = found.LastLine;
            BodyLine = found.LastLine + 1;
            _bodyStart = found.BodyStart;
            FrontMatter = FrontMatterRepair.Read(found.Yaml, _flaws);
        }
    }

    /// <summary>The file, as it was asked for.</summary>
    public string Path { get; }

    /// <summary>The name of the folder that it is in, which the standard has agree with the skill's name.</summary>
    public string Folder => System.IO.Path.GetFileName(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Path))) ?? string.Empty;

    /// <summary>The file as it is; empty if it was not read.</summary>
    internal ReadOnlyMemory<byte> Bytes => _bytes;

    /// <summary>How many bytes it has; 0 if it was not read.</summary>
    public long Length { get; }

    /// <summary>Whether it begins with a byte order mark.</summary>
    public bool HasByteOrderMark { get; }

    /// <summary>Whether its bytes are UTF-8.</summary>
    public bool IsUtf8 { get; } = true;

    /// <summary>Whether lines end in a carriage return, alone or before a line feed.</summary>
    public bool HasCarriageReturns { get; }

    /// <summary>The text without a byte order mark, every line ended by a line feed.</summary>
    public string Text => _text ??= System.Text.Encoding.UTF8.GetString(_bytes);

    /// <summary>As <see cref="SkillDefinition.Hash"/>.</summary>
    public string Hash => _hash ??= SkillFile.HashOf(_bytes);

    /// <summary>What the whole text costs an agent, about; see <see cref="SkillTokens"/>.</summary>
    public int Tokens => IsUtf8 ? SkillTokens.OfBytes((int)Length) : SkillTokens.Of(Text);

    /// <summary>The fields at the top; null if there are none that can be read.</summary>
    public FrontMatter? FrontMatter { get; }

    /// <summary>The line of the first <c>---</c>, 1; 0 without front matter.</summary>
    public int FirstLine { get; }

    /// <summary>The line of the <c>---</c> that ends the front matter; 0 without front matter.</summary>
    public int LastLine { get; }

    /// <summary>The text below the front matter; all of it where there is none.</summary>
    public string Body => _body ??= Text[_bodyStart..];

    /// <summary>The line of the file on which the body begins, from 1.</summary>
    public int BodyLine { get; } = 1;

    /// <summary>What is wrong with the file, in the order in which it was met.</summary>
    public IReadOnlyList<DocumentFlaw> Flaws => _flaws;

    /// <summary>What the body is made of; found when it is first asked for.</summary>
    public SkillOutline Outline => _outline ??= SkillOutline.Parse(Body, BodyLine);

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The document; null if the file is not there. One that can't be read is a document without text that says why.</returns>
    public static SkillDocument? Read(string path)
    {
        SkillFile? file = SkillFile.Read(path, out DocumentFlaw? flaw);
        return file is null && flaw is null ? null : new SkillDocument(path, file?.Bytes ?? [], flaw);
    }

    /// <summary>Reads bytes as if they were a file's.</summary>
    /// <param name="path">The file's path; it need not exist.</param>
    /// <param name="bytes">The bytes.</param>
    public static SkillDocument Parse(string path, ReadOnlySpan<byte> bytes) => new(path, bytes.ToArray(), flaw: null);

    /// <summary>Reads a text as if it were a file's.</summary>
    /// <param name="path">The file's path; it need not exist.</param>
    /// <param name="text">The text.</param>
    public static SkillDocument Parse(string path, string text) => new(path, System.Text.Encoding.UTF8.GetBytes(text), flaw: null);
}
