using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ClawPowers.Core.Errors;
using ClawPowers.Core.Git;
using ClawPowers.Core.Scope;
using ClawPowers.Core.Skills.Installing;
using LibGit2Sharp;

namespace ClawPowers.Core.Verification.Running;

/// <summary>
/// What is there to be verified. Two checkouts have the same content if the same files in them say the same, whatever commit they are at:
/// to commit what was verified changes nothing. In a repository, files that Git ignores do not count.
/// </summary>
/// <param name="Hash">The hash of all; null if it can't be told.</param>
/// <param name="Files">The identity of each file's content by its path from the top; null if it can't be told.</param>
internal sealed record ContentFingerprint(string? Hash, IReadOnlyDictionary<string, string>? Files)
{
    private const int MostFiles = 20_000;
    private const long MostBytes = 1L << 30;
    private const int DeepestRepository = 3;

    private static readonly ContentFingerprint Unknown = new(null, null);

    // What tools make beside the sources; where Git can be asked, it knows better.
    private static readonly string[] Generated = [".git", "node_modules", "__pycache__", ".venv", "venv", ".pytest_cache", ".mypy_cache", ".ruff_cache", ".vs", ".idea"];

    /// <summary>Takes the fingerprint of the checkout that a folder is in; outside of any, or without libgit2, of the folder.</summary>
    public static ContentFingerprint Of(string folder, CancellationToken cancellation)
    {
        try
        {
            var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
            var budget = new Budget();
            if (ProjectIdentity.TopFolder(folder) is null || !TryRepository(folder, string.Empty, files, budget, depth: 0, cancellation))
            {
                files.Clear();
                List(folder, files, budget, cancellation);
            }

            var text = new StringBuilder();
            foreach ((string path, string identity) in files)
            {
                text.Append(path).Append('\0').Append(identity).Append('\n');
            }

            return new ContentFingerprint(FileLook.HashOf(Encoding.UTF8.GetBytes(text.ToString())), files);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or TooMuchException)
        {
            return Unknown;
        }
    }

    /// <summary>The files that differ, in order of their paths.</summary>
    public IReadOnlyList<string> Differences(ContentFingerprint other) => Files is null || other.Files is null
        ? []
        : [.. Files.Keys.Union(other.Files.Keys).Where(path => Files.GetValueOrDefault(path) != other.Files.GetValueOrDefault(path)).Order(StringComparer.Ordinal)];

    private static bool TryRepository(string folder, string prefix, SortedDictionary<string, string> files, Budget budget, int depth, CancellationToken cancellation)
    {
        try
        {
            using Repository repository = GitRepositories.Open(folder);
            if (repository.Info.WorkingDirectory is not { } top)
            {
                return false;
            }

            foreach (IndexEntry entry in repository.Index)
            {
                files[prefix + entry.Path] = string.Create(CultureInfo.InvariantCulture, $"{(entry.Mode == Mode.ExecutableFile ? "x" : string.Empty)}{entry.Id.Sha}");
            }

            cancellation.ThrowIfCancellationRequested();
            foreach (StatusEntry entry in repository.RetrieveStatus(new StatusOptions { IncludeIgnored = false, RecurseUntrackedDirs = true, DetectRenamesInIndex = false }))
            {
                cancellation.ThrowIfCancellationRequested();
                if ((entry.State & (FileStatus.NewInWorkdir | FileStatus.ModifiedInWorkdir | FileStatus.DeletedFromWorkdir | FileStatus.TypeChangeInWorkdir | FileStatus.RenamedInWorkdir | FileStatus.Unreadable | FileStatus.Conflicted)) != FileStatus.Unaltered)
                {
                    Look(top, entry.FilePath.TrimEnd('/'), prefix, files, budget, depth, cancellation);
                }
            }

            return true;
        }
        catch (Exception exception) when (exception is ClawException or LibGit2SharpException)
        {
            return depth > 0 ? throw new TooMuchException() : false;
        }
    }

    private static void Look(string top, string path, string prefix, SortedDictionary<string, string> files, Budget budget, int depth, CancellationToken cancellation)
    {
        string full = Path.Combine(top, path);
        if (Directory.Exists(full) && new DirectoryInfo(full).LinkTarget is null)
        {
            // A submodule, or a repository in the repository.
            if (depth >= DeepestRepository || GitFolder.Of(full) is null)
            {
                throw new TooMuchException();
            }

            TryRepository(full, $"{prefix}{path}/", files, budget, depth + 1, cancellation);
        }
        else if (Identity(full, budget) is { } identity)
        {
            files[prefix + path] = identity;
        }
        else
        {
            files.Remove(prefix + path);
        }
    }

    private static void List(string folder, SortedDictionary<string, string> files, Budget budget, CancellationToken cancellation)
    {
        Queue<string> folders = new([folder]);
        while (folders.TryDequeue(out string? at))
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (string path in Directory.EnumerateFileSystemEntries(at))
            {
                string name = Path.GetFileName(path);
                if (Directory.Exists(path) && new DirectoryInfo(path).LinkTarget is null)
                {
                    if (!Generated.Contains(name, StringComparer.OrdinalIgnoreCase) && !IsOutput(at, name))
                    {
                        folders.Enqueue(path);
                    }
                }
                else if (Identity(path, budget) is { } identity)
                {
                    files[Path.GetRelativePath(folder, path).Replace('\\', '/')] = identity;
                }
            }
        }
    }

    private static bool IsOutput(string parent, string name) => name switch
    {
        "bin" or "obj" => Directory.EnumerateFiles(parent, "*.??proj").Any(),
        "target" => File.Exists(Path.Combine(parent, "Cargo.toml")),
        _ => false,
    };

    // As Git names a content, so that to stage or commit a file changes nothing.
    private static string? Identity(string path, Budget budget)
    {
        var file = new FileInfo(path);
        if (file.LinkTarget is { } target)
        {
            return "l" + Named(Encoding.UTF8.GetBytes(target));
        }

        if (!file.Exists)
        {
            return null;
        }

        budget.Take(file.Length);
        const UnixFileMode any = UnixFileMode.UserExecute;
        string mode = !OperatingSystem.IsWindows() && (file.UnixFileMode & any) != UnixFileMode.None ? "x" : string.Empty;

        // What has no length may be a pipe or a device, which never ends.
        return mode + Named(file.Length == 0 ? [] : File.ReadAllBytes(path));
    }

    private static string Named(byte[] content)
    {
#pragma warning disable CA5350 // It is the name that Git gives, and protects nothing.
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA1);
#pragma warning restore CA5350
        hash.AppendData(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"blob {content.Length}\0")));
        hash.AppendData(content);
        return Convert.ToHexString(hash.GetHashAndReset()).ToLowerInvariant();
    }

    private sealed class Budget
    {
        private int _files;
        private long _bytes;

        public void Take(long bytes)
        {
            _bytes += bytes;
            if (++_files > MostFiles || _bytes > MostBytes || bytes > int.MaxValue)
            {
                throw new TooMuchException();
            }
        }
    }

    [System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1064:Exceptions should be public", Justification = "Never leaves this class.")]
    private sealed class TooMuchException : Exception;
}
