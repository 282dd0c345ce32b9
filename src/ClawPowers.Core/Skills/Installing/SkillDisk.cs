namespace ClawPowers.Core.Skills.Installing;

/// <summary>Every change to the file system that installing makes, one step each, so that a test can stop before any of them.</summary>
/// <param name="beforeStep">Told of each step before it is made; null for nobody.</param>
internal sealed class SkillDisk(Action<string>? beforeStep = null)
{
    /// <summary>What a file is called until it is whole.</summary>
    public const string Unfinished = ".clawpowers-tmp";

    private const int RenameTries = 10;

    private static readonly TimeSpan RenamePause = TimeSpan.FromMilliseconds(20);

    /// <summary>Makes one folder. Its parent must be there.</summary>
    public void MakeFolder(string path)
    {
        Step($"make {path}");
        Directory.CreateDirectory(path);
    }

    /// <summary>Removes a folder if it is empty. Gives whether it is gone.</summary>
    public bool RemoveEmptyFolder(string path)
    {
        var folder = new DirectoryInfo(path);
        if (!folder.Exists || folder.LinkTarget is not null)
        {
            return !folder.Exists;
        }

        if (folder.EnumerateFileSystemInfos().Any())
        {
            return false;
        }

        Step($"remove {path}");
        try
        {
            folder.Delete();
            return true;
        }
        catch (IOException) when (Directory.Exists(path))
        {
            return false; // Something was put there just now, or someone is in there.
        }
    }

    /// <summary>Writes a whole file beside the place where it is to go, replacing what was left there.</summary>
    public void WriteUnfinished(string path, byte[] bytes, bool executable)
    {
        Step($"write {path}{Unfinished}");
        string unfinished = path + Unfinished;
        File.Delete(unfinished);
        using (var stream = new FileStream(unfinished, FileMode.CreateNew, FileAccess.Write, FileShare.None))
        {
            stream.Write(bytes);
        }

        if (executable && !OperatingSystem.IsWindows())
        {
            // For whoever may read it, as the user's own mask allows.
            UnixFileMode mode = File.GetUnixFileMode(unfinished);
            File.SetUnixFileMode(unfinished, mode | (UnixFileMode)(((int)mode & 0b100_100_100) >> 2));
        }
    }

    /// <summary>Puts a file that was written beside its place into it.</summary>
    public void Finish(string path, bool replace)
    {
        Step($"rename {path}");
        for (int tries = 1; ; tries++)
        {
            try
            {
                File.Move(path + Unfinished, path, replace);
                return;
            }
            catch (Exception exception) when (OperatingSystem.IsWindows() && tries < RenameTries && exception is IOException or UnauthorizedAccessException)
            {
                Thread.Sleep(RenamePause); // A reader or a virus scanner has it open for a moment.
            }
        }
    }

    /// <summary>Deletes a file if it is there.</summary>
    public void Delete(string path)
    {
        if (File.Exists(path))
        {
            Step($"delete {path}");
            File.Delete(path);
        }
    }

    private void Step(string what) => beforeStep?.Invoke(what);
}
