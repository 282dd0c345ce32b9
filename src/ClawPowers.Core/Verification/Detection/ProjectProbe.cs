using System.Text;
using ClawPowers.Core.Skills.Reading;

namespace ClawPowers.Core.Verification.Detection;

/// <summary>Looks at a project's folder, with bounds: at names, and at the text of small files. Runs nothing.</summary>
internal sealed class ProjectProbe
{
    private const int MostFiles = 20_000;
    private const int MaximumDepth = 8;
    private const int MaximumBytes = 1 << 20;

    private static readonly string[] NotLookedInto = ["node_modules", "bin", "obj", "target", "venv", "dist", "vendor", "artifacts", "__pycache__"];

    private readonly Lazy<IReadOnlyList<string>> _files;

    public ProjectProbe(string folder, ProgramSearch programs, string? modulePath)
    {
        Folder = folder;
        Programs = programs;
        ModulePath = modulePath;
        _files = new Lazy<IReadOnlyList<string>>(List);
    }

    public string Folder { get; }

    /// <summary>The programs on the PATH.</summary>
    public ProgramSearch Programs { get; }

    /// <summary>Where PowerShell looks for modules; null if that is not known.</summary>
    public string? ModulePath { get; }

    /// <summary>The files of the project, from its folder, with slashes, in ordinal order. What is hidden or generated is left out.</summary>
    public IReadOnlyList<string> Files => _files.Value;

    /// <summary>The names of the files that lie in the folder itself.</summary>
    public IEnumerable<string> TopFiles => Files.Where(static file => !file.Contains('/', StringComparison.Ordinal));

    public bool Has(string path) => File.Exists(Path.Combine(Folder, path));

    public bool HasFolder(string path) => Directory.Exists(Path.Combine(Folder, path));

    /// <summary>The text of a file; empty if it is not there, can't be read, or is large.</summary>
    public string Text(string path)
    {
        try
        {
            string file = Path.Combine(Folder, path);
            return File.Exists(file) && BoundedFile.Read(file, MaximumBytes, out _) is { } bytes ? new StreamReader(new MemoryStream(bytes), Encoding.UTF8).ReadToEnd() : string.Empty;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return string.Empty;
        }
    }

    /// <summary>Whether a file has a line that begins so.</summary>
    public bool HasLine(string path, string beginning) =>
        Text(path).Split('\n').Any(line => line.TrimStart().StartsWith(beginning, StringComparison.Ordinal));

    private List<string> List()
    {
        var options = new EnumerationOptions { AttributesToSkip = FileAttributes.Hidden | FileAttributes.System | FileAttributes.ReparsePoint, IgnoreInaccessible = true };
        List<string> files = [];
        Queue<(string Path, int Depth)> folders = new([(Folder, 0)]);
        while (folders.TryDequeue(out (string Path, int Depth) at) && files.Count < MostFiles)
        {
            try
            {
                foreach (string file in Directory.EnumerateFiles(at.Path, "*", options).Take(MostFiles - files.Count))
                {
                    files.Add(Path.GetRelativePath(Folder, file).Replace('\\', '/'));
                }

                foreach (string folder in at.Depth < MaximumDepth ? Directory.EnumerateDirectories(at.Path, "*", options) : [])
                {
                    string name = Path.GetFileName(folder);
                    if (!name.StartsWith('.') && !NotLookedInto.Contains(name, StringComparer.OrdinalIgnoreCase))
                    {
                        folders.Enqueue((folder, at.Depth + 1));
                    }
                }
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // What can't be looked into has nothing to say.
            }
        }

        files.Sort(StringComparer.Ordinal);
        return files;
    }
}
