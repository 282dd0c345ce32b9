using ClawPowers.Core.Errors;
using ClawPowers.Core.Sessions.Registration.Files;

namespace ClawPowers.Core.Sessions.Registration;

/// <summary>Changes files as planned, and takes down what was done. Whoever uses it holds the lock.</summary>
internal sealed class HookWork
{
    private readonly ClawContext _context;
    private readonly string _notesPath;
    private byte[]? _written;

    public HookWork(ClawContext context)
    {
        _context = context;
        _notesPath = NotesPath(context);
        _written = HookDisk.Read(_notesPath);
        Notes = HookNotes.Read(_written);
    }

    /// <summary>What was taken down.</summary>
    public HookNotes Notes { get; }

    /// <summary>What was taken down, for a look that changes nothing.</summary>
    public static HookNotes ReadNotes(ClawContext context) => HookNotes.Read(HookDisk.Read(NotesPath(context)));

    /// <summary>Changes one file.</summary>
    /// <exception cref="ClawException">It could not be changed; it is as it was.</exception>
    public void Do(FileChange change)
    {
        if (change.IsNothing)
        {
            return;
        }

        FileNote? before = Notes.Of(change.Real);
        string backup = HookPlanner.BackupOf(_context, change.Real);
        if (change.Before is not null && (change.Copies is true || (change.After is not null && before is null && !File.Exists(backup))))
        {
            HookDisk.Write(backup, HookDisk.Read(backup), change.Before, ownerOnly: true);
        }

        // What is taken down first is known after a crash too.
        if (change.Note is not null)
        {
            Notes.Set(change.Real, change.Note);
            Save();
        }

        try
        {
            HookDisk.Write(change.Real, change.Before, change.After, ownerOnly: IsOurs(change.Real));
        }
        catch (ClawException)
        {
            Notes.Set(change.Real, before);
            Save();
            throw;
        }

        if (change.Note is null)
        {
            Notes.Set(change.Real, note: null);
            Save();
            Tidy(change, before, backup);
            Save();
        }
    }

    /// <summary>Forgets all files but one.</summary>
    public void ForgetAllBut(string path)
    {
        foreach (string file in Notes.Files.Where(file => file != path).ToArray())
        {
            Notes.Set(file, note: null);
        }

        Save();
    }

    /// <summary>Removes the folders of ours that nothing is in.</summary>
    public void RemoveEmptyFolders()
    {
        string folder = HookPlanner.Folder(_context);
        HookDisk.RemoveEmpty([folder, Path.Combine(folder, "backups")]);
    }

    private void Save()
    {
        byte[]? notes = Notes.Write();
        if (notes is null != _written is null || !notes.AsSpan().SequenceEqual(_written))
        {
            HookDisk.Write(_notesPath, _written, notes, ownerOnly: true);
            _written = notes;
        }
    }

    private bool IsOurs(string path) => path.StartsWith(HookPlanner.Folder(_context) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    // A file that is again what it was needs no copy, and a folder that was made for it goes with it.
    private void Tidy(FileChange change, FileNote? before, string backup)
    {
        if (HookDisk.Read(backup) is { } copy && change.Copies is not true && change.After is not null && copy.AsSpan().SequenceEqual(change.After))
        {
            HookDisk.Write(backup, copy, after: null);
            HookDisk.RemoveEmpty([Path.GetDirectoryName(backup)!]);
        }

        if (change.After is null)
        {
            HookDisk.RemoveEmpty(before?.Folders ?? []);
            PassOn(before?.Folders.Where(Directory.Exists) ?? []);
        }
    }

    // A folder that another file of ours is in goes with that one.
    private void PassOn(IEnumerable<string> folders)
    {
        foreach (string folder in folders.Reverse())
        {
            string? inside = Notes.Files.FirstOrDefault(file => file.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal));
            if (inside is not null && Notes.Of(inside) is { } note && !note.Folders.Contains(folder, StringComparer.Ordinal))
            {
                note.Folders.Insert(0, folder);
            }
        }
    }

    private static string NotesPath(ClawContext context) => Path.Combine(HookPlanner.Folder(context), "registered.json");
}
