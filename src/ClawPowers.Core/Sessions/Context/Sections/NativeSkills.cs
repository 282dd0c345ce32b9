using ClawPowers.Core.Skills;

namespace ClawPowers.Core.Sessions.Context.Sections;

/// <summary>The skills that are there, and which of them the agent has in a folder that it reads itself.</summary>
internal sealed class NativeSkills
{
    private const int MostOfFolder = 200;

    private readonly Dictionary<string, string> _folders = new(StringComparer.Ordinal);
    private readonly HashSet<string> _native = new(StringComparer.Ordinal);

    /// <summary>The names of all skills.</summary>
    public IReadOnlyCollection<string> Names => _folders.Keys;

    /// <summary>Looks through the folders of skills; opens no skill.</summary>
    public static NativeSkills Scan(ContextSubject subject)
    {
        var found = new NativeSkills();
        foreach (SkillRoot root in new SkillCatalogue(subject.Context).Roots)
        {
            bool isNative = subject.Agent is { } agent && root.Source is not SkillSource.Bundled && IsReadBy(agent, root);
            foreach (string folder in SkillScan.Folders(root.Folder, issues: null, subject.Cancellation).Take(MostOfFolder))
            {
                string name = Path.GetFileName(folder);
                _ = found._folders.TryAdd(name, folder);
                if (isNative)
                {
                    found._native.Add(name);
                }
            }
        }

        return found;
    }

    /// <summary>Whether the agent has it.</summary>
    public bool IsNative(string name) => _native.Contains(name);

    /// <summary>The folder that counts for a name.</summary>
    public string FolderOf(string name) => _folders[name];

    private static bool IsReadBy(ClawAgent agent, SkillRoot root)
    {
        string folder = root.Folder.Replace('\\', '/');
        string[] read = agent switch
        {
            ClawAgent.ClaudeCode => ["/.claude/skills"],
            ClawAgent.Codex => root.Source is SkillSource.User ? ["/.agents/skills", "/.codex/skills"] : ["/.agents/skills"],
            ClawAgent.Gemini => ["/.agents/skills", "/.gemini/skills"],
            ClawAgent.Cursor => ["/.cursor/skills", "/.agents/skills"],
            ClawAgent.Copilot => root.Source is SkillSource.User ? ["/.copilot/skills", "/.agents/skills"] : ["/.github/skills", "/.claude/skills", "/.agents/skills"],
            _ => root.Source is SkillSource.User ? ["/.config/opencode/skills", "/.claude/skills", "/.agents/skills"] : ["/.opencode/skills", "/.claude/skills", "/.agents/skills"],
        };
        return Array.Exists(read, name => folder.EndsWith(name, StringComparison.Ordinal));
    }
}
