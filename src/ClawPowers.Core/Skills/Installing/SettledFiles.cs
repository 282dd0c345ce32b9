namespace ClawPowers.Core.Skills.Installing;

/// <summary>What the manifest says of a skill's files, made true where a crash, or a user who merged, has left it behind.</summary>
internal sealed class SettledFiles
{
    private readonly string _folder;

    public SettledFiles(string folder, ManifestSkill? skill)
    {
        _folder = folder;
        foreach ((string path, ManifestFile file) in skill?.Files ?? [])
        {
            FileLook look = FileLook.At(folder, path);
            Looks[path] = look;
            if (Settle(file, look) is { } settled)
            {
                Files[path] = settled;
            }

            if (file.Pending is not null && FileLook.At(folder, path + SkillDisk.Unfinished).Kind is FileKind.File)
            {
                Leftovers.Add(path);
            }
        }
    }

    /// <summary>The files, nothing of which is pending.</summary>
    public SortedDictionary<string, ManifestFile> Files { get; } = new(StringComparer.Ordinal);

    /// <summary>The paths that an unfinished file was meant for.</summary>
    public List<string> Leftovers { get; } = [];

    private Dictionary<string, FileLook> Looks { get; } = new(StringComparer.Ordinal);

    /// <summary>What is at a path now.</summary>
    public FileLook Look(string path)
    {
        if (!Looks.TryGetValue(path, out FileLook look))
        {
            look = FileLook.At(_folder, path);
            Looks[path] = look;
        }

        return look;
    }

    private static ManifestFile? Settle(ManifestFile file, FileLook look)
    {
        if (file.Pending is null)
        {
            // Whoever took the new version for the file they had changed has merged.
            return file.Hash is not null && look.Kind is FileKind.File && look.Has(file.Offered) ? file with { Hash = file.Offered, Offered = null } : file;
        }

        if (look.Kind is FileKind.File && look.Hash == file.Pending)
        {
            return file with { Hash = file.Pending, Pending = null, Offered = null };
        }

        // It was not written. Without a hash the path is not ours either.
        ManifestFile before = file with { Pending = null };
        return before.Hash is null && before.Offered is null ? null : before;
    }
}
