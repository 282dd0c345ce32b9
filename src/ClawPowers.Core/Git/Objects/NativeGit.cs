using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace ClawPowers.Core.Git.Objects;

/// <summary>
/// The few functions of libgit2 that LibGit2Sharp does not offer, or offers at several times the cost: an object's bytes, and the lines in which two texts
/// differ. Plain pointers, so that a native program can use them too. <see cref="GitLibrary.Load"/> comes first.
/// </summary>
internal static unsafe class NativeGit
{
    private const int DiffOptionsSize = 256; // more than any version needs
    private const int FlagsOffset = 4;
    private const uint IndentHeuristic = 1u << 18; // what Git does since 2.14
    private const uint ForceText = 1u << 20;

    private static readonly delegate* unmanaged[Cdecl]<nint*, byte*, int> DatabaseOpen = (delegate* unmanaged[Cdecl]<nint*, byte*, int>)Export("git_odb_open");
    private static readonly delegate* unmanaged[Cdecl]<nint, void> DatabaseFree = (delegate* unmanaged[Cdecl]<nint, void>)Export("git_odb_free");
    private static readonly delegate* unmanaged[Cdecl]<nint*, nint, ObjectName*, int> ObjectRead = (delegate* unmanaged[Cdecl]<nint*, nint, ObjectName*, int>)Export("git_odb_read");
    private static readonly delegate* unmanaged[Cdecl]<nint, byte*> ObjectData = (delegate* unmanaged[Cdecl]<nint, byte*>)Export("git_odb_object_data");
    private static readonly delegate* unmanaged[Cdecl]<nint, nuint> ObjectSize = (delegate* unmanaged[Cdecl]<nint, nuint>)Export("git_odb_object_size");
    private static readonly delegate* unmanaged[Cdecl]<nint, void> ObjectFree = (delegate* unmanaged[Cdecl]<nint, void>)Export("git_odb_object_free");
    private static readonly delegate* unmanaged[Cdecl]<byte*, uint, int> DiffOptionsInit = (delegate* unmanaged[Cdecl]<byte*, uint, int>)Export("git_diff_options_init");

    private static readonly delegate* unmanaged[Cdecl]<byte*, nuint, nint, byte*, nuint, nint, byte*, nint, nint, delegate* unmanaged[Cdecl]<nint, int*, nint, int>, nint, nint, int> DiffBuffers =
        (delegate* unmanaged[Cdecl]<byte*, nuint, nint, byte*, nuint, nint, byte*, nint, nint, delegate* unmanaged[Cdecl]<nint, int*, nint, int>, nint, nint, int>)Export("git_diff_buffers");

    // The pathspec and the callbacks before it are pointers.
    private static int ContextOffset => 16 + (5 * nint.Size);

    /// <summary>Opens the objects of a repository, with those it borrows from others.</summary>
    /// <returns>A handle for <see cref="Close"/>; 0 if they can't be opened.</returns>
    public static nint Open(string folder)
    {
        nint database;
        fixed (byte* path = Encoding.UTF8.GetBytes(folder + "\0"))
        {
            return DatabaseOpen(&database, path) == 0 ? database : 0;
        }
    }

    public static void Close(nint database) => DatabaseFree(database);

    /// <summary>Reads an object.</summary>
    /// <returns>A handle for <see cref="Release"/>, which keeps the bytes in place; 0 if it is missing or damaged.</returns>
    public static nint Read(nint database, ObjectName name, out ReadOnlySpan<byte> bytes)
    {
        nint handle;
        if (ObjectRead(&handle, database, &name) != 0)
        {
            bytes = default;
            return 0;
        }

        bytes = new ReadOnlySpan<byte>(ObjectData(handle), checked((int)ObjectSize(handle)));
        return handle;
    }

    public static void Release(nint handle) => ObjectFree(handle);

    /// <summary>The stretches in which two texts differ, as libgit2's copy of Git's own algorithm finds them.</summary>
    public static List<LineHunk> Compare(ReadOnlySpan<byte> old, ReadOnlySpan<byte> present)
    {
        List<LineHunk> hunks = [];
        byte* options = stackalloc byte[DiffOptionsSize];
        _ = DiffOptionsInit(options, 1);
        *(uint*)(options + FlagsOffset) |= IndentHeuristic | ForceText;
        *(uint*)(options + ContextOffset) = 0;
        *(uint*)(options + ContextOffset + sizeof(uint)) = 0;
        var payload = GCHandle.Alloc(hunks);
        try
        {
            fixed (byte* a = old, b = present)
            {
                byte none = 0; // libgit2 takes a null pointer for a file that is not there
                _ = DiffBuffers(a is null ? &none : a, (nuint)old.Length, 0, b is null ? &none : b, (nuint)present.Length, 0, options, 0, 0, &Collect, 0, GCHandle.ToIntPtr(payload));
            }
        }
        finally
        {
            payload.Free();
        }

        return hunks;
    }

    // A hunk begins with: old start, old lines, new start, new lines. Starts count from 1; of an empty stretch it is the line before.
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Collect(nint delta, int* hunk, nint payload)
    {
        var hunks = (List<LineHunk>)GCHandle.FromIntPtr(payload).Target!;
        hunks.Add(new LineHunk(hunk[1] == 0 ? hunk[0] : hunk[0] - 1, hunk[1], hunk[3] == 0 ? hunk[2] : hunk[2] - 1, hunk[3]));
        return 0;
    }

    private static nint Export(string name) => NativeLibrary.GetExport(GitLibrary.Handle, name);
}
