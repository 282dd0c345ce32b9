using ClawPowers.Core.Git;
using ClawPowers.Core.Tests.Support;
using LibGit2Sharp;

namespace ClawPowers.Core.Tests.Git;

/// <summary>
/// A repository of its own for one test, built by the real Git: nobody's configuration, one identity, and a clock that moves a minute with each commit,
/// so that the same steps give the same names of commits. Gone afterwards, with everything beside it in <see cref="Root"/>.
/// </summary>
internal sealed class ScratchRepository : IDisposable
{
    private DateTimeOffset _now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Makes an empty repository on the branch main; the test is skipped where there is no libgit2 or no Git.</summary>
    /// <param name="options">Further options of <c>git init</c>, such as <c>--bare</c>.</param>
    public ScratchRepository(params string[] options)
    {
        RequiresGit.Library();
        Root = Directory.CreateTempSubdirectory("claw-git-").FullName;
        Folder = PathOf("repo");
        GitRepository.Run(Root, ["init", "--quiet", "--initial-branch=main", .. options, Folder]);
    }

    /// <summary>The folder that goes with the test: the repository and what stands beside it, such as worktrees and clones.</summary>
    public string Root { get; }

    /// <summary>The repository's top folder.</summary>
    public string Folder { get; }

    /// <summary>A path beside the repository.</summary>
    public string PathOf(params string[] names) => Path.Combine([Root, .. names]);

    /// <summary>Runs Git in the repository and gives its output without the last line's end; fails where Git does.</summary>
    public string Git(params string[] arguments) => GitIn(Folder, arguments);

    /// <summary>Runs Git in another folder, such as a worktree.</summary>
    public string GitIn(string folder, params string[] arguments)
    {
        (int exitCode, string output, string errors) = GitRepository.TryRun(folder, Environment(_now, author: null), arguments);
        Assert.True(exitCode == 0, $"git {string.Join(' ', arguments)}: {errors}");
        return output;
    }

    /// <summary>Writes a file into the repository, or into another folder such as a worktree.</summary>
    public string Write(string path, string text, string? folder = null)
    {
        string file = Path.Combine(folder ?? Folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
        return file;
    }

    /// <summary>Commits everything that is in the folder, a minute after the last commit.</summary>
    /// <param name="message">The message.</param>
    /// <param name="file">A file to write before, if any.</param>
    /// <param name="text">What to write into it.</param>
    /// <param name="author">Another author than the tester: <c>Name &lt;address&gt;</c>.</param>
    /// <param name="at">Another time.</param>
    /// <param name="folder">Another folder than the repository's, such as a worktree.</param>
    /// <returns>The commit's full name.</returns>
    public string Commit(string message, string? file = null, string? text = null, string? author = null, DateTimeOffset? at = null, string? folder = null)
    {
        folder ??= Folder;
        if (file is not null)
        {
            Write(file, text ?? message, folder);
        }

        _now = at ?? _now.AddMinutes(1);
        GitIn(folder, "add", "--all");
        (int exitCode, _, string errors) = GitRepository.TryRun(folder, Environment(_now, author), ["commit", "--quiet", "--allow-empty", "-m", message]);
        Assert.True(exitCode == 0, $"git commit: {errors}");
        return GitIn(folder, "rev-parse", "HEAD");
    }

    /// <summary>Adds a worktree beside the repository, on a new branch of its name.</summary>
    /// <returns>Its folder.</returns>
    public string AddWorktree(string name, string? from = null)
    {
        string folder = PathOf(name);
        Git(["worktree", "add", "--quiet", "-b", name, folder, .. from is null ? Array.Empty<string>() : [from]]);
        return folder;
    }

    /// <summary>Takes in a history that is written as <c>git fast-import</c> reads it.</summary>
    public void Import(byte[] stream)
    {
        (int exitCode, _, string errors) = GitRepository.TryRun(Folder, environment: null, ["fast-import", "--quiet", "--force"], stream);
        Assert.True(exitCode == 0, $"git fast-import: {errors}");
    }

    /// <summary>Opens it as the program does.</summary>
    public Repository Open() => GitRepositories.Open(Folder);

    public void Dispose()
    {
        // Git's objects are read-only, which on Windows keeps them from being deleted.
        if (OperatingSystem.IsWindows())
        {
            foreach (string file in Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories))
            {
                File.SetAttributes(file, FileAttributes.Normal);
            }
        }

        Directory.Delete(Root, recursive: true);
    }

    private static Dictionary<string, string> Environment(DateTimeOffset now, string? author)
    {
        string date = $"{now.ToUnixTimeSeconds()} {(now.Offset < TimeSpan.Zero ? '-' : '+')}{now.Offset:hhmm}";
        Dictionary<string, string> environment = new() { ["GIT_AUTHOR_DATE"] = date, ["GIT_COMMITTER_DATE"] = date };
        if (author is not null)
        {
            environment["GIT_AUTHOR_NAME"] = author[..author.IndexOf('<', StringComparison.Ordinal)].TrimEnd();
            environment["GIT_AUTHOR_EMAIL"] = author[(author.IndexOf('<', StringComparison.Ordinal) + 1)..].TrimEnd('>');
        }

        return environment;
    }
}
