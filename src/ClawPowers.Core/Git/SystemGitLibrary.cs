using System.Diagnostics;
using System.Runtime.InteropServices;

namespace ClawPowers.Core.Git;

/// <summary>A libgit2 of the system that LibGit2Sharp can work with.</summary>
/// <param name="Handle">Its handle, which is never given back.</param>
/// <param name="Version">What it says of itself.</param>
internal sealed record SystemGitLibrary(nint Handle, Version Version)
{
    /// <summary>The name that LibGit2Sharp 0.29 asks for: that of libgit2 1.7.1 as it is packed for it.</summary>
    public const string AskedName = "git2-a2bde63";

    private const string VersionFunction = "git_libgit2_version";

    /// <summary>
    /// The versions in which every structure that LibGit2Sharp 0.29 passes has the layout it expects, the newest first. libgit2 changes them with
    /// any minor version; what stands here was compared, and what does not is never used.
    /// </summary>
    public static IReadOnlyList<string> Versions { get; } = ["1.7", "1.6", "1.5"];

    /// <summary>Reading the configuration fails in versions before 1.6.4 where the machine has no program data, which is everywhere but on Windows.</summary>
    public bool NeedsProgramData => Version < new Version(1, 6, 4);

    /// <summary>Where it may be. Never a mere name where the system would look for it in the current folder, which may be anyone's.</summary>
    public static IEnumerable<string> Places()
    {
        if (OperatingSystem.IsWindows())
        {
            return [];
        }

        string[] folders = OperatingSystem.IsMacOS() ? ["/opt/homebrew", "/usr/local", "/opt/local"] : [];
        return OperatingSystem.IsMacOS()
            ? Versions.SelectMany(version => folders.SelectMany(folder => new[] { $"{folder}/lib/libgit2.{version}.dylib", $"{folder}/opt/libgit2@{version}/lib/libgit2.{version}.dylib" }))
            : Versions.Select(version => $"libgit2.so.{version}");
    }

    /// <summary>The first that can be loaded and is of a version that is known.</summary>
    /// <param name="places">Where to look.</param>
    /// <param name="refused">Takes what was found and can't be used.</param>
    public static SystemGitLibrary? Find(IEnumerable<string> places, List<string> refused)
    {
        foreach (string place in places)
        {
            if (!NativeLibrary.TryLoad(place, out nint handle))
            {
                continue;
            }

            Version? version = VersionOf(handle);
            if (version is not null && Versions.Contains(version.ToString(2)))
            {
                return new SystemGitLibrary(handle, version);
            }

            refused.Add($"{place} ({(version is null ? "which is no libgit2" : $"version {version}")})");
            NativeLibrary.Free(handle);
        }

        return null;
    }

    /// <summary>The file that was loaded, which the system may have found anywhere.</summary>
    public string FindFile()
    {
        nint inside = NativeLibrary.GetExport(Handle, VersionFunction);
        using var process = Process.GetCurrentProcess();
        return process.Modules.Cast<ProcessModule>().First(module => inside >= module.BaseAddress && inside - module.BaseAddress < module.ModuleMemorySize).FileName;
    }

    private static unsafe Version? VersionOf(nint handle)
    {
        if (!NativeLibrary.TryGetExport(handle, VersionFunction, out nint address))
        {
            return null;
        }

        int major, minor, revision;
        _ = ((delegate* unmanaged[Cdecl]<int*, int*, int*, int>)address)(&major, &minor, &revision);
        return new Version(major, minor, revision);
    }
}
