using System.Text;
using ClawPowers.Core.Tests.Support;

namespace ClawPowers.Core.Tests.Skills;

/// <summary>Writes skills for tests.</summary>
internal static class SkillFolder
{
    /// <summary>Writes a skill and gives the path of its file.</summary>
    /// <param name="root">A folder of skills.</param>
    /// <param name="name">The skill's folder in it; may be a path.</param>
    /// <param name="frontMatter">The front matter; with a description if null.</param>
    /// <param name="body">The text below.</param>
    public static string Write(string root, string name, string? frontMatter = null, string body = "# Steps\n")
    {
        string folder = Directory.CreateDirectory(Path.Combine(root, name)).FullName;
        string path = Path.Combine(folder, "SKILL.md");
        File.WriteAllText(path, $"---\n{frontMatter ?? $"name: {Path.GetFileName(name)}\ndescription: What it is for."}\n---\n{body}", new UTF8Encoding(false));
        return path;
    }

    /// <summary>The folder of the program's own skills.</summary>
    public static string Bundled(this Scratch scratch) => scratch.Context.BundledSkills;
}
