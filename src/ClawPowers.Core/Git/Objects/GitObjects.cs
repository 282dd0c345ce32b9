using ClawPowers.Core.Errors;
using ClawPowers.Core.Scope;
using LibGit2Sharp;

namespace ClawPowers.Core.Git.Objects;

/// <summary>
/// Reads commits, trees and files of a repository as bytes, for walks over the whole history, where LibGit2Sharp's objects cost several times as much.
/// For one thread.
/// </summary>
internal sealed class GitObjects : IDisposable
{
    private const int MostTexts = 16;
    private const int LargestText = 32 << 20;

    private readonly nint _database;
    private readonly HashSet<ObjectName> _cuts;
    private readonly Dictionary<ObjectName, GitCommit> _commits = [];
    private readonly Dictionary<ObjectName, byte[]> _texts = [];
    private readonly Queue<ObjectName> _textOrder = new();
    private readonly string _folder;

    private GitObjects(nint database, string folder, HashSet<ObjectName> cuts)
    {
        _database = database;
        _folder = folder;
        _cuts = cuts;
    }

    /// <summary>Opens the objects of a repository that is open.</summary>
    /// <exception cref="ClawException"><c>GitRepositoryDamaged</c>: they can't be read.</exception>
    public static GitObjects Open(Repository repository)
    {
        string common = GitFolder.CommonOf(Path.TrimEndingDirectorySeparator(repository.Info.Path));
        try
        {
            nint database = NativeGit.Open(Path.Combine(common, "objects"));
            return database == 0 ? throw GitErrors.ObjectMissing("its objects", common) : new GitObjects(database, common, Cuts(common));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or FormatException)
        {
            throw GitErrors.ObjectMissing("the list of commits at which it was cut off", common, exception);
        }
    }

    public GitCommit Commit(ObjectName name)
    {
        if (!_commits.TryGetValue(name, out GitCommit? commit))
        {
            nint handle = Read(name, out ReadOnlySpan<byte> bytes);
            try
            {
                commit = GitCommit.Parse(name, bytes, _cuts.Count > 0 && _cuts.Contains(name));
            }
            catch (FormatException exception)
            {
                throw GitErrors.ObjectMissing($"the commit {name}", _folder, exception);
            }
            finally
            {
                NativeGit.Release(handle);
            }

            _commits.Add(name, commit);
        }

        return commit;
    }

    /// <summary>A file's bytes. The last few are kept, since a history compares each with the one before.</summary>
    public byte[] Text(ObjectName name)
    {
        if (!_texts.TryGetValue(name, out byte[]? text))
        {
            text = Bytes(name);
            _texts.Add(name, text);
            _textOrder.Enqueue(name);
            if (_textOrder.Count > MostTexts)
            {
                _texts.Remove(_textOrder.Dequeue());
            }
        }

        return text;
    }

    /// <summary>Whether lines of a file mean something: it holds no zero byte near its start, which is Git's rule, and is not huge.</summary>
    public bool IsText(ObjectName name)
    {
        const int start = 8000;
        byte[] text = Text(name);
        return text.Length <= LargestText && text.AsSpan(0, Math.Min(start, text.Length)).IndexOf((byte)0) < 0;
    }

    /// <summary>What a folder holds, in Git's order.</summary>
    public List<KeyValuePair<GitPath, TreeEntry>> Entries(ObjectName tree)
    {
        List<KeyValuePair<GitPath, TreeEntry>> entries = [];
        Scan(tree, entries, static (entries, name, entry) => entries.Add(new(GitPath.Of(name), entry)));
        return entries;
    }

    /// <summary>Goes through what a folder holds.</summary>
    public void Scan<T>(ObjectName tree, T state, TreeVisitor<T> visit)
    {
        nint handle = Read(tree, out ReadOnlySpan<byte> bytes);
        try
        {
            while (bytes.Length > 0)
            {
                int blank = bytes.IndexOf((byte)' ');
                int end = bytes.IndexOf((byte)0);
                int mode = 0;
                foreach (byte digit in bytes[..blank])
                {
                    mode = (mode << 3) | (digit - '0');
                }

                visit(state, bytes[(blank + 1)..end], new TreeEntry(ObjectName.Of(bytes[(end + 1)..]), mode));
                bytes = bytes[(end + 1 + ObjectName.Size)..];
            }
        }
        catch (ArgumentOutOfRangeException exception)
        {
            throw GitErrors.ObjectMissing($"the folder {tree}", _folder, exception);
        }
        finally
        {
            NativeGit.Release(handle);
        }
    }

    public void Dispose() => NativeGit.Close(_database);

    // One name on a line; the file is there in shallow clones only.
    private static HashSet<ObjectName> Cuts(string common)
    {
        string file = Path.Combine(common, "shallow");
        return File.Exists(file) ? [.. File.ReadLines(file).Where(static line => line.Length > 0).Select(static line => ObjectName.Parse(line.Trim()))] : [];
    }

    private byte[] Bytes(ObjectName name)
    {
        nint handle = Read(name, out ReadOnlySpan<byte> bytes);
        try
        {
            return bytes.ToArray();
        }
        finally
        {
            NativeGit.Release(handle);
        }
    }

    private nint Read(ObjectName name, out ReadOnlySpan<byte> bytes)
    {
        nint handle = NativeGit.Read(_database, name, out bytes);
        return handle != 0 ? handle : throw GitErrors.ObjectMissing($"the object {name}", _folder);
    }
}

/// <summary>Takes one entry of a folder.</summary>
internal delegate void TreeVisitor<in T>(T state, ReadOnlySpan<byte> name, TreeEntry entry);
