using System.Diagnostics.CodeAnalysis;
using ClawPowers.Core.Scope;

namespace ClawPowers.Core.Skills;

/// <summary>The folders that hold skills, as seen from a location: those of the project, of the user, and the program's own.</summary>
internal static class SkillFolders
{
    /// <summary>The folder that agents share. It alone is looked for from the location up to the top of the repository.</summary>
    private const string Shared = ".agents/skills";

    /// <summary>The folders that agents have to themselves, within a project and within the user's folder.</summary>
    private static readonly string[] OfProject = [".claude/skills", ".cursor/skills", ".gemini/skills", ".opencode/skills", ".github/skills"];

    private static readonly string[] OfUser =
        [Shared, ".claude/skills", ".cursor/skills", ".gemini/skills", ".codex/skills", ".config/opencode/skills", ".opencode/skills", ".copilot/skills"];

    /// <summary>The folders in the order in which they are looked into; not all of them exist.</summary>
    /// <param name="context">From where, and whose.</param>
    public static IReadOnlyList<SkillRoot> Of(ClawContext context)
    {
        string here = Path.GetFullPath(context.WorkingDirectory);
        string top = ProjectIdentity.TopFolder(here) ?? here;
        List<SkillRoot> roots = [];
        HashSet<string> known = new(StringComparer.Ordinal);
        for (string? folder = here; folder is not null; folder = folder == top ? null : Path.GetDirectoryName(folder))
        {
            Add(Shared, folder, SkillSource.Project);
        }

        foreach (string folder in OfProject)
        {
            Add(folder, top, SkillSource.Project);
        }

        foreach (string folder in context.HomeDirectory.Length > 0 ? OfUser : [])
        {
            Add(folder, Path.GetFullPath(context.HomeDirectory, here), SkillSource.User);
        }

        Add(context.BundledSkills, here, SkillSource.Bundled);
        return roots;

        void Add(string folder, string above, SkillSource source)
        {
            string path = Path.GetFullPath(folder, above);

            // Who works in the home folder itself works in no project of that name.
            if (known.Add(path))
            {
                roots.Add(new SkillRoot(path, source));
            }
        }
    }

    /// <summary>The folder <c>skills</c> beside the program: that of the module, or of the command line.</summary>
    [UnconditionalSuppressMessage("SingleFile", "IL3000", Justification = "Without a file of its own the assembly is part of the program.")]
    public static string BesideProgram()
    {
        string assembly = typeof(SkillFolders).Assembly.Location;
        return Path.Combine(ProgramFolder(assembly.Length == 0 ? AppContext.BaseDirectory : Path.GetDirectoryName(assembly)!), "skills");
    }

    /// <summary>Where the program's own folders are: beside its file, unless that is in a module's <c>lib</c> or, being native, in <c>lib/runtimes/&lt;rid&gt;/native</c>.</summary>
    /// <param name="folder">The folder of the file that runs.</param>
    internal static string ProgramFolder(string folder)
    {
        folder = Path.TrimEndingDirectorySeparator(folder);
        string lib = Path.GetFileName(folder) == "native" && Up(folder, 2) is { } runtimes && Path.GetFileName(runtimes) == "runtimes" ? Up(runtimes, 1)! : folder;
        return Path.GetFileName(lib) == "lib" ? Up(lib, 1)! : folder;
    }

    private static string? Up(string folder, int levels) => levels == 0 ? folder : Path.GetDirectoryName(folder) is { } above ? Up(above, levels - 1) : null;
}
