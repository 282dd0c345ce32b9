using System.Diagnostics.CodeAnalysis;
using ClawPowers.Core.Scope;

namespace ClawPowers.Core.Skills;

/// <summary>The folders that hold skills, as seen from a location: those of the project, of the user, and the program's own.</summary>
internal static class SkillFolders
{
    /// <summary>The folder of every agent that is read, within a project and within the user's folder; the shared one first.</summary>
    private static readonly string[] OfProject =
        [".agents/skills", ".claude/skills", ".cursor/skills", ".gemini/skills", ".opencode/skills", ".github/skills"];

    private static readonly string[] OfUser =
        [".agents/skills", ".claude/skills", ".cursor/skills", ".gemini/skills", ".codex/skills", ".config/opencode/skills", ".opencode/skills", ".copilot/skills"];

    /// <summary>The folders in the order in which they are looked into; not all of them exist.</summary>
    /// <param name="context">From where, and whose.</param>
    public static IEnumerable<string> Of(ClawContext context)
    {
        string project = ProjectIdentity.TopFolder(context.WorkingDirectory) ?? context.WorkingDirectory;
        IEnumerable<string> folders = OfProject.Select(folder => Path.GetFullPath(folder, project));
        if (context.HomeDirectory.Length > 0)
        {
            folders = folders.Concat(OfUser.Select(folder => Path.GetFullPath(folder, context.HomeDirectory)));
        }

        return folders.Append(Path.GetFullPath(context.BundledSkills, context.WorkingDirectory)).Distinct(StringComparer.Ordinal);
    }

    /// <summary>The folder <c>skills</c> beside the program: that of the module, whose libraries are in <c>lib</c>, or of the command line.</summary>
    [UnconditionalSuppressMessage("SingleFile", "IL3000", Justification = "Without a file of its own the assembly is part of the program.")]
    public static string BesideProgram()
    {
        string assembly = typeof(SkillFolders).Assembly.Location;
        string folder = Path.TrimEndingDirectorySeparator(assembly.Length == 0 ? AppContext.BaseDirectory : Path.GetDirectoryName(assembly)!);
        return Path.Combine(Path.GetFileName(folder) == "lib" ? Path.GetDirectoryName(folder)! : folder, "skills");
    }
}
