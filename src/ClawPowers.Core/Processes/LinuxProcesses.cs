using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace ClawPowers.Core.Processes;

/// <summary>Ends a family of processes on Linux, as /proc tells who belongs to it.</summary>
internal static partial class LinuxProcesses
{
    private const int Kill = 9;
    private const int Stop = 19;
    private const int MostRounds = 50;

    /// <summary>Ends a process, those that come from it, those of their sessions and groups, and those that carry the marker.</summary>
    /// <param name="root">The process; null if it has ended.</param>
    /// <param name="marker">A text in the environment that nothing else has; null for none.</param>
    public static void End(int? root, string? marker)
    {
        byte[]? mark = marker is null ? null : Encoding.UTF8.GetBytes(marker);

        // First all are stopped, until no new one is found: who is stopped starts nothing any more.
        HashSet<(int, long)> stopped = [];
        for (int round = 0; round < MostRounds; round++)
        {
            Entry[] fresh = [.. Family(root, mark).Where(entry => stopped.Add((entry.Id, entry.Start)))];
            if (fresh.Length == 0)
            {
                break;
            }

            Send(fresh, Stop);
        }

        for (int round = 0; round < MostRounds; round++)
        {
            Entry[] family = [.. Family(root, mark).Where(entry => !entry.IsZombie)];
            if (family.Length == 0)
            {
                return;
            }

            Send(family, Kill);
            Thread.Sleep(round);
        }
    }

    private static void Send(Entry[] entries, int signal)
    {
        foreach (Entry entry in entries)
        {
            // A number may meanwhile be somebody else's.
            if (Read(entry.Id) is { } now && now.Start == entry.Start)
            {
                _ = SendSignal(entry.Id, signal);
            }
        }
    }

    private static List<Entry> Family(int? root, byte[]? mark)
    {
        List<Entry> all = List();
        int self = Environment.ProcessId;
        long since = root is { } id && all.Find(entry => entry.Id == id) is { Id: not 0 } first ? first.Start : 0;
        HashSet<int> members = root is { } known && since != 0 ? [known] : [];
        List<Entry> family = [.. all.Where(entry => members.Contains(entry.Id))];
        all.RemoveAll(entry => entry.Id <= 1 || entry.Id == self || entry.Start < since || members.Contains(entry.Id));
        if (mark is not null)
        {
            Move(all, family, members, entry => IsMarked(entry.Id, mark));
        }

        while (Move(all, family, members, entry => members.Contains(entry.Parent) || members.Contains(entry.Session) || members.Contains(entry.Group)))
        {
        }

        return family;
    }

    private static bool Move(List<Entry> all, List<Entry> family, HashSet<int> members, Func<Entry, bool> belongs)
    {
        List<Entry> found = all.FindAll(entry => belongs(entry));
        foreach (Entry entry in found)
        {
            family.Add(entry);
            members.Add(entry.Id);
            all.Remove(entry);
        }

        return found.Count > 0;
    }

    private static bool IsMarked(int id, byte[] mark)
    {
        try
        {
            return File.ReadAllBytes(string.Create(CultureInfo.InvariantCulture, $"/proc/{id}/environ")).AsSpan().IndexOf(mark) >= 0;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false; // It has ended, or is another user's.
        }
    }

    private static List<Entry> List()
    {
        List<Entry> all = [];
        try
        {
            foreach (string folder in Directory.EnumerateDirectories("/proc"))
            {
                if (int.TryParse(Path.GetFileName(folder.AsSpan()), NumberStyles.None, CultureInfo.InvariantCulture, out int id) && Read(id) is { } entry)
                {
                    all.Add(entry);
                }
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // What was read is what is known.
        }

        return all;
    }

    // The name, in parentheses, may hold anything; what follows it are the fields from the third on.
    private static Entry? Read(int id)
    {
        try
        {
            string text = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{id}/stat"));
            string[] fields = text[(text.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            return fields.Length < 20 ? null : new Entry(id, Number(fields[1]), Number(fields[2]), Number(fields[3]), long.Parse(fields[19], CultureInfo.InvariantCulture), fields[0] is "Z" or "X");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or FormatException)
        {
            return null;
        }
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendSignal(int process, int signal);

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Entry(int Id, int Parent, int Group, int Session, long Start, bool IsZombie);
}
