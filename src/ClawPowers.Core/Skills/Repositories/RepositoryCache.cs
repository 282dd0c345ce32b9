using System.Text;
using ClawPowers.Core.Errors;
using ClawPowers.Core.Git;
using ClawPowers.Core.Storage;
using LibGit2Sharp;

namespace ClawPowers.Core.Skills.Repositories;

/// <summary>
/// What was fetched of one repository: a bare one of ours below the store's folder, for the owner only. Nothing is ever checked out of it. That it
/// is there says also that the user has once named this address; no lock file of a stranger's project can.
/// </summary>
internal sealed class RepositoryCache
{
    private const string FolderName = "repositories";
    private const string SourceName = "clawpowers-source";
    private const int WaitMilliseconds = 30_000;
    private const int Pause = 50;

    private readonly StoreLocation _store;
    private readonly RepositoryAddress _address;

    public RepositoryCache(ClawContext context, RepositoryAddress address)
    {
        _store = context.Store;
        _address = address;
        Folder = Path.Combine(_store.Directory, FolderName, address.Key);
    }

    /// <summary>Its folder.</summary>
    public string Folder { get; }

    /// <summary>Whether the user has named the address before, and it could be fetched then.</summary>
    public bool IsKnown
    {
        get
        {
            try
            {
                return File.ReadAllText(Path.Combine(Folder, SourceName)) == _address.Url;
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                return false;
            }
        }
    }

    /// <summary>Remembers that the user has named the address.</summary>
    public void MakeKnown() => Try(() => File.WriteAllText(Path.Combine(Folder, SourceName), _address.Url, new UTF8Encoding(false)));

    /// <summary>Opens it; null if nothing was fetched yet.</summary>
    public Repository? Open() => Directory.Exists(Path.Combine(Folder, "objects")) ? Try(() => GitRepositories.Open(Folder)) : null;

    /// <summary>Opens it to be fetched into, and makes it first if need be. The lock must be held.</summary>
    public Repository OpenOrMake() => Try(() =>
    {
        GitLibrary.Load();
        if (!Directory.Exists(Path.Combine(Folder, "objects")))
        {
            Repository.Init(Folder, isBare: true);
        }

        ClearLeftovers();
        return GitRepositories.Open(Folder);
    });

    /// <summary>Waits until nobody else fetches.</summary>
    /// <exception cref="ClawException"><c>RepositoryBusy</c>, <c>RepositoryCacheFailed</c>.</exception>
    public IDisposable Take(CancellationToken cancellation)
    {
        Try(() =>
        {
            StoreFolder.CreateFolder(_store.Directory);
            StoreFolder.CreateFolder(Path.GetDirectoryName(Folder)!);
            StoreFolder.CreateFolder(Folder);
        });
        string path = Folder + ".lock";
        long deadline = Environment.TickCount64 + WaitMilliseconds;
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                // Stays as an empty file: deleting it would let two in.
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (UnauthorizedAccessException exception)
            {
                throw RepositoryErrors.CacheFailed(Path.GetDirectoryName(Folder)!, exception);
            }
            catch (IOException)
            {
                if (Environment.TickCount64 > deadline)
                {
                    throw RepositoryErrors.Busy(_address.Url);
                }

                cancellation.WaitHandle.WaitOne(Pause);
            }
        }
    }

    private void Try(Action action) => Try(() =>
    {
        action();
        return true;
    });

    private T Try<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or LibGit2SharpException)
        {
            throw RepositoryErrors.CacheFailed(Path.GetDirectoryName(Folder)!, exception);
        }
    }

    // A fetch that was killed leaves its unfinished pack and locks of references; nobody else has any while we hold our own.
    private void ClearLeftovers()
    {
        string packs = Path.Combine(Folder, "objects", "pack");
        IEnumerable<string> unfinished = Directory.Exists(packs) ? Directory.EnumerateFiles(packs).Where(static file => !Path.GetFileName(file).StartsWith("pack-", StringComparison.Ordinal)) : [];
        IEnumerable<string> locks = Directory.EnumerateFiles(Folder, "*.lock", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 4, AttributesToSkip = FileAttributes.ReparsePoint });
        foreach (string file in unfinished.Concat(locks).ToArray())
        {
            File.Delete(file);
        }
    }
}
