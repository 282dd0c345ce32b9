using System.Collections.Concurrent;

namespace ClawPowers.Core.Skills.Reading;

/// <summary>Whether programs are on the PATH, each looked for once.</summary>
/// <param name="path">The PATH.</param>
/// <param name="extensions">What may follow a program's name, each with its point; none on Unix.</param>
internal sealed class ProgramSearch(string path, IReadOnlyList<string> extensions)
{
    private readonly string[] _folders =
        [.. path.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(static folder => folder.Trim('"')).Where(Path.IsPathFullyQualified).Distinct(StringComparer.Ordinal)];

    private readonly ConcurrentDictionary<string, string?> _known = new(StringComparer.Ordinal);

    /// <summary>The search that this process's environment asks for.</summary>
    public static ProgramSearch OfProcess()
    {
        const string usual = ".COM;.EXE;.BAT;.CMD";
        string[] extensions = OperatingSystem.IsWindows()
            ? (Environment.GetEnvironmentVariable("PATHEXT") is { Length: > 0 } set ? set : usual).Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            : [];
        return new ProgramSearch(Environment.GetEnvironmentVariable("PATH") ?? string.Empty, extensions);
    }

    /// <summary>Whether a program can be started by its name.</summary>
    /// <param name="program">The name. A path is none.</param>
    public bool IsThere(string program) => Find(program) is not null;

    /// <summary>The file that a program's name starts; null if there is none.</summary>
    /// <param name="program">The name. A path is none.</param>
    public string? Find(string program) => _known.GetOrAdd(program, Look);

    private string? Look(string program) => program.AsSpan().IndexOfAny("/\\:\0") < 0
        ? _folders.SelectMany(folder => Names(program).Select(name => Path.Combine(folder, name))).FirstOrDefault(CanRun)
        : null;

    // "git" is git.exe; "build.cmd" is itself.
    private IEnumerable<string> Names(string program) => extensions.Count == 0 || extensions.Contains(Path.GetExtension(program), StringComparer.OrdinalIgnoreCase)
        ? [program]
        : extensions.Select(extension => program + extension);

    private static bool CanRun(string file)
    {
        const UnixFileMode any = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        try
        {
            return File.Exists(file) && (OperatingSystem.IsWindows() || (File.GetUnixFileMode(file) & any) != UnixFileMode.None);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
