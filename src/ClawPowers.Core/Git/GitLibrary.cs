using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using ClawPowers.Core.Errors;
using LibGit2Sharp;

namespace ClawPowers.Core.Git;

/// <summary>
/// Makes the native libgit2 known to LibGit2Sharp before its first use: the one shipped beside Core, else the system's. Until then nothing of either
/// is loaded, and a failure is not remembered, so that the library can be installed while the process runs.
/// </summary>
internal static class GitLibrary
{
    private static readonly object Gate = new();
    private static volatile bool _isLoaded;

    /// <summary>The native library, for what LibGit2Sharp has no way to; 0 until it is loaded.</summary>
    public static nint Handle { get; private set; }

    /// <summary>Loads it, once in a process. Whatever uses LibGit2Sharp calls this before.</summary>
    /// <exception cref="ClawException"><c>GitLibraryMissing</c>: there is none that LibGit2Sharp can work with.</exception>
    public static void Load()
    {
        if (_isLoaded)
        {
            return;
        }

        lock (Gate)
        {
            if (!_isLoaded)
            {
                // LibGit2Sharp looks for what was shipped in the same way, and then needs no help.
                if (!NativeLibrary.TryLoad(SystemGitLibrary.AskedName, typeof(Repository).Assembly, searchPath: null, out nint handle))
                {
                    List<string> refused = [];
                    SystemGitLibrary library = SystemGitLibrary.Find(SystemGitLibrary.Places(), refused) ?? throw GitErrors.LibraryMissing(refused);
                    Hand(library);
                    handle = library.Handle;
                }

                Handle = handle;
                _isLoaded = true;
            }
        }
    }

    private static void Hand(SystemGitLibrary library)
    {
        if (RuntimeFeature.IsDynamicCodeSupported)
        {
            // LibGit2Sharp sets the resolver of its assembly itself, and there can be but one. The context is asked after it.
            AssemblyLoadContext.GetLoadContext(typeof(Repository).Assembly)!.ResolvingUnmanagedDll +=
                (_, name) => name == SystemGitLibrary.AskedName ? library.Handle : 0;
        }

        if (!RuntimeFeature.IsDynamicCodeSupported || library.NeedsProgramData)
        {
            GitLibraryFolder.Make(library);
        }
    }
}
