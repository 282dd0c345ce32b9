using System.Runtime.CompilerServices;
using ClawPowers.Core.Errors;
using LibGit2Sharp;

namespace ClawPowers.Core.Git;

/// <summary>
/// A folder of this process, with what an older libgit2 or a native program needs to find under a name of its own. Nobody else can write into it,
/// and it goes when the process ends.
/// </summary>
internal static class GitLibraryFolder
{
    /// <summary>Makes it for a library, and tells LibGit2Sharp.</summary>
    /// <exception cref="ClawException">It can't be made.</exception>
    public static void Make(SystemGitLibrary library)
    {
        DirectoryInfo folder;
        try
        {
            folder = Directory.CreateTempSubdirectory("clawpowers-git-");
            AppDomain.CurrentDomain.ProcessExit += (_, _) => Delete(folder);
            if (!RuntimeFeature.IsDynamicCodeSupported)
            {
                // A native program has no load context that could be asked; LibGit2Sharp takes the library from a folder, by one name only.
                string extension = OperatingSystem.IsMacOS() ? ".dylib" : ".so";
                File.CreateSymbolicLink(Path.Combine(folder.FullName, SystemGitLibrary.AskedName + extension), library.FindFile());
                GlobalSettings.NativeLibraryPath = folder.FullName;
            }

            File.WriteAllBytes(Path.Combine(folder.FullName, "config"), []);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw GitErrors.NoTemporaryFolder(exception);
        }

        if (library.NeedsProgramData)
        {
            GlobalSettings.SetConfigSearchPaths(ConfigurationLevel.ProgramData, folder.FullName);
        }
    }

    private static void Delete(DirectoryInfo folder)
    {
        try
        {
            folder.Delete(recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The process ends; what is left is an empty file in the folder for temporary ones.
        }
    }
}
