using System.Diagnostics.CodeAnalysis;
using ClawPowers.Core.Skills.Checking.Rules.Links;
using ClawPowers.Core.Skills.Reading;

namespace ClawPowers.Core.Skills.Checking;

/// <summary>A skill as the rules see it: its <c>SKILL.md</c>, the pages and files beside it, and its pieces of PowerShell. What is asked for is read once.</summary>
internal sealed class CheckedSkill
{
    private readonly Lazy<SkillFiles> _files;
    private readonly Lazy<IReadOnlyList<CheckedPage>> _pages;
    private readonly Lazy<IReadOnlyList<CheckedScript>> _scripts;
    private readonly Lazy<IReadOnlyList<LocalLink>> _links;

    private readonly HashSet<string>? _paths;

    public CheckedSkill(SkillDocument document, IPowerShellSyntax? syntax, bool withFiles = true)
        : this(document, syntax, withFiles, files: null)
    {
    }

    private CheckedSkill(SkillDocument document, IPowerShellSyntax? syntax, bool withFiles, IReadOnlyDictionary<string, byte[]>? files)
    {
        Main = new CheckedPage(document);
        Syntax = syntax;
        Folder = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(document.Path))!;
        _files = new(() => files is not null ? SkillFiles.Of(files, Main.Path) : withFiles ? SkillFiles.Beside(Folder, Main.Path) : new SkillFiles([], []));
        _paths = files?.Keys.ToHashSet(StringComparer.Ordinal);
        _pages = new(() => [Main, .. _files.Value.Files.Where(static file => file.IsMarkdown).Select(static file => new CheckedPage(SkillDocument.Parse(file.Path, file.Text)))]);
        _links = new(() => [.. LocalLink.Of(this)]);
        _scripts = new(() => syntax is null ? [] : [.. Pages.SelectMany(page => page.PowerShell.Select(code => new CheckedScript(page, code, syntax.Parse(code.Text))))]);
    }

    /// <summary>A skill that is on no disk.</summary>
    /// <param name="folder">Where it would be, in full.</param>
    /// <param name="files">Its files by their paths in there, with <c>/</c>; one is <c>SKILL.md</c>.</param>
    public static CheckedSkill InMemory(string folder, IReadOnlyDictionary<string, byte[]> files)
    {
        var full = files.ToDictionary(file => System.IO.Path.GetFullPath(file.Key, folder), static file => file.Value, StringComparer.Ordinal);
        string main = System.IO.Path.Combine(folder, SkillFile.FileName);
        return new CheckedSkill(SkillDocument.Parse(main, full[main]), syntax: null, withFiles: true, full);
    }

    /// <summary>The <c>SKILL.md</c>.</summary>
    public CheckedPage Main { get; }

    public SkillDocument Document => Main.Document;

    public FrontMatter? FrontMatter => Document.FrontMatter;

    /// <summary>The name that the standard wants: that of the folder.</summary>
    public string Name => Document.Folder;

    /// <summary>The skill's folder, in full.</summary>
    public string Folder { get; }

    /// <summary>PowerShell's parser; null where there is none.</summary>
    public IPowerShellSyntax? Syntax { get; }

    /// <summary>The texts beside the <c>SKILL.md</c>, in order of path.</summary>
    public IReadOnlyList<CheckedFile> Files => _files.Value.Files;

    /// <summary>What is beside the <c>SKILL.md</c> and no rule sees, though an agent may.</summary>
    public IReadOnlyList<UnreadFile> Unread => _files.Value.Unread;

    /// <summary>The <c>SKILL.md</c> and then every other page of Markdown.</summary>
    public IReadOnlyList<CheckedPage> Pages => _pages.Value;

    /// <summary>The links of all pages to files.</summary>
    public IReadOnlyList<LocalLink> Links => _links.Value;

    /// <summary>The blocks of PowerShell on all pages; none without a parser.</summary>
    public IReadOnlyList<CheckedScript> Scripts => _scripts.Value;

    /// <summary>Whether the skill has a file.</summary>
    /// <param name="path">The file, in full.</param>
    public bool HasFile(string? path) => _paths is null ? File.Exists(path) : path is not null && _paths.Contains(path);

    /// <summary>Whether the skill has a folder.</summary>
    /// <param name="path">The folder, in full.</param>
    public bool HasFolder(string? path) => _paths is null
        ? Directory.Exists(path)
        : path is not null && _paths.Any(file => file.StartsWith(System.IO.Path.TrimEndingDirectorySeparator(path) + System.IO.Path.DirectorySeparatorChar, StringComparison.Ordinal));

    /// <summary>A text under <c>metadata</c>, and its node.</summary>
    public bool HasMetadata(string name, [NotNullWhen(true)] out FrontMatterNode? node, out string text)
    {
        node = FrontMatter?.Find("metadata", name);
        text = node?.Text ?? string.Empty;
        return node is { Kind: FrontMatterKind.Scalar };
    }

    /// <summary>A fault at a node of the front matter; at the top without one.</summary>
    public Fault At(FrontMatterNode? node, string message) => new(Main.Path, node?.Line ?? 1, node?.Column ?? 1, message);
}

/// <summary>A text beside the <c>SKILL.md</c>.</summary>
/// <param name="Path">The file, in full.</param>
/// <param name="Text">Its text, lines ended by line feeds, without a byte order mark.</param>
internal sealed record CheckedFile(string Path, string Text)
{
    public bool IsMarkdown => Path.EndsWith(".md", StringComparison.OrdinalIgnoreCase);
}
