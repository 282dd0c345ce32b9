using System.Text;
using ClawPowers.Core.Skills.Installing;
using ClawPowers.Core.Skills.Repositories;
using ClawPowers.Core.Tests.Git;
using ClawPowers.Core.Tests.Skills.Installing;

namespace ClawPowers.Core.Tests.Skills.Repositories;

/// <summary>A home to install into, and a Git repository of skills beside it.</summary>
internal sealed class SkillRepositoryHome : IDisposable
{
    public InstallHome Home { get; } = new();

    public ScratchRepository Repository { get; } = new();

    public string Url => Repository.Folder;

    public string LockPath => Path.Combine(Path.GetDirectoryName(Home.ManifestOf())!, SkillLock.FileName);

    public string LockText => File.ReadAllText(LockPath);

    /// <summary>Commits skills whose text names a version.</summary>
    public string Commit(string version, params string[] skills)
    {
        foreach (string skill in skills)
        {
            InstallHome.Write(Path.Combine(Repository.Folder, "skills"), skill, version);
        }

        return Repository.Commit("Version " + version, author: "Ada Lovelace <ada@example.org>");
    }

    public InstallSkillRequest Request(string? reference = null, bool force = false, string? repository = null, params string[] names) => new()
    {
        Agents = [ClawAgent.Codex],
        Repository = repository ?? Url,
        Ref = reference,
        Force = force,
        Names = names.Length == 0 ? null : names,
    };

    public SkillOutcomes TryInstall(string? reference = null, bool force = false, params string[] names) => Home.TryInstall(Request(reference, force, names: names));

    public SkillInstallation Install(string? reference = null, bool force = false) => Assert.Single(All(TryInstall(reference, force)));

    public SkillInstallation Update(bool force = false) => Assert.Single(Home.Update(force));

    public static IReadOnlyList<SkillInstallation> All(SkillOutcomes outcomes)
    {
        Assert.Equal([], outcomes.Problems.Select(static problem => problem.Message));
        return outcomes.Installations;
    }

    /// <summary>Puts a raw tree into the repository: what no command of Git's would make.</summary>
    public string Tree(params (string Mode, string Name, string Id)[] entries)
    {
        using var bytes = new MemoryStream();
        foreach ((string mode, string name, string id) in entries)
        {
            bytes.Write(Encoding.UTF8.GetBytes($"{mode} {name}\0"));
            bytes.Write(Convert.FromHexString(id));
        }

        return Hash("tree", bytes.ToArray());
    }

    public string Blob(string text) => Hash("blob", Encoding.UTF8.GetBytes(text));

    public string Hash(string type, byte[] bytes)
    {
        string file = Repository.PathOf("object");
        File.WriteAllBytes(file, bytes);
        return Repository.Git("hash-object", "-t", type, "-w", "--literally", file);
    }

    /// <summary>Makes main a commit of a tree whose folder skills/evil has a SKILL.md and more.</summary>
    public void CommitEvil(params (string Mode, string Name, string Id)[] more)
    {
        string skill = Blob("---\nname: evil\ndescription: Looks harmless. Use when nobody looks.\n---\n# Evil\n");
        CommitTree(Tree(("40000", "skills", Tree(("40000", "evil", Tree([("100644", "SKILL.md", skill), .. more]))))));
    }

    public string CommitTree(string tree)
    {
        string commit = Repository.Git("commit-tree", tree, "-m", "evil");
        Repository.Git("update-ref", "refs/heads/main", commit);
        return commit;
    }

    public void Dispose()
    {
        Repository.Dispose();
        Home.Dispose();
    }
}
