using System.Text;
using ClawPowers.Core.Git.Objects;
using LibGit2Sharp;

namespace ClawPowers.Core.Git.Reviewing;

/// <summary>Which names and addresses are one person, as gitmailmap(5) writes it. (libgit2's own reader tells addresses apart by case, which Git does not.)</summary>
internal sealed class Mailmap
{
    private const string FileName = ".mailmap";
    private const int LargestFile = 4 << 20;

    private readonly Dictionary<string, Entry> _byEmail = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads all that counts for a repository: <c>.mailmap</c> at its top (of HEAD, if it is bare), then <c>mailmap.blob</c>, then <c>mailmap.file</c>.</summary>
    public static Mailmap Of(Repository repository)
    {
        var map = new Mailmap();
        if (!repository.Info.IsBare)
        {
            map.AddFile(Path.Combine(repository.Info.WorkingDirectory, FileName), followsLink: false);
        }

        string? blob = repository.Config.Get<string>("mailmap.blob")?.Value ?? (repository.Info.IsBare ? $"HEAD:{FileName}" : null);
        if (blob is not null && TryLookup(repository, blob) is { } found && found.Size <= LargestFile)
        {
            using Stream stream = found.GetContentStream();
            using var reader = new StreamReader(stream, Encoding.UTF8);
            map.Add(reader.ReadToEnd());
        }

        if (repository.Config.Get<string>("mailmap.file")?.Value is { Length: > 0 } file)
        {
            string path = file.StartsWith("~/", StringComparison.Ordinal)
                ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), file[2..])
                : file;
            map.AddFile(Path.GetFullPath(path, repository.Info.WorkingDirectory ?? repository.Info.Path), followsLink: true);
        }

        return map;
    }

    /// <summary>Adds lines; later ones win.</summary>
    public void Add(string text)
    {
        foreach (string line in text.Split('\n'))
        {
            if (line.StartsWith('#') || !TryTake(line, allowsEmpty: false, out string? name, out string? email, out string rest))
            {
                continue;
            }

            bool isPair = TryTake(rest, allowsEmpty: true, out string? oldName, out string? oldEmail, out _);
            Add(name, isPair ? email : null, isPair ? oldName : null, isPair ? oldEmail! : email!);
        }
    }

    /// <summary>The person as the map says.</summary>
    public GitPerson Resolve(GitPerson person)
    {
        if (!_byEmail.TryGetValue(person.Email, out Entry? entry))
        {
            return person;
        }

        Entry match = entry.ByName is { } byName && byName.TryGetValue(person.Name, out Entry? named) ? named : entry;
        return new GitPerson(match.Name ?? person.Name, match.Email ?? person.Email);
    }

    private static Blob? TryLookup(Repository repository, string name)
    {
        try
        {
            return repository.Lookup<Blob>(name);
        }
        catch (LibGit2SharpException)
        {
            return null; // No commit yet, or no such file: then there is no map.
        }
    }

    // "Name <address>"; what follows may be another pair.
    private static bool TryTake(string text, bool allowsEmpty, out string? name, out string? email, out string rest)
    {
        (name, email, rest) = (null, null, string.Empty);
        int start = text.IndexOf('<', StringComparison.Ordinal);
        int end = start < 0 ? -1 : text.IndexOf('>', start + 1);
        if (end < 0 || (!allowsEmpty && end == start + 1))
        {
            return false;
        }

        name = text[..start].Trim() is { Length: > 0 } given ? given : null;
        email = text[(start + 1)..end];
        rest = text[(end + 1)..];
        return true;
    }

    private void AddFile(string path, bool followsLink)
    {
        try
        {
            var file = new FileInfo(path);
            if (file.Exists && file.Length <= LargestFile && (followsLink || file.LinkTarget is null))
            {
                Add(File.ReadAllText(path));
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Git goes on without it too.
        }
    }

    private void Add(string? name, string? email, string? oldName, string oldEmail)
    {
        if (!_byEmail.TryGetValue(oldEmail, out Entry? entry))
        {
            entry = new Entry();
            _byEmail.Add(oldEmail, entry);
        }

        if (oldName is null)
        {
            entry.Name = name ?? entry.Name;
            entry.Email = email ?? entry.Email;
        }
        else
        {
            entry.ByName ??= new Dictionary<string, Entry>(StringComparer.OrdinalIgnoreCase);
            entry.ByName[oldName] = new Entry { Name = name, Email = email };
        }
    }

    private sealed class Entry
    {
        public string? Name { get; set; }

        public string? Email { get; set; }

        public Dictionary<string, Entry>? ByName { get; set; }
    }
}
