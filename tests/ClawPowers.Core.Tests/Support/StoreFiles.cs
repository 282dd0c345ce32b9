using System.Security.Cryptography;
using ClawPowers.Core.State;

namespace ClawPowers.Core.Tests.Support;

/// <summary>The bytes of a store's files, to see that they were left alone.</summary>
internal static class StoreFiles
{
    /// <summary>A fingerprint of the store and its log, an empty log being none. Closes idle connections, which would merge the log if they could.</summary>
    public static string Fingerprint(Scratch scratch)
    {
        scratch.CloseAll();
        return string.Join(' ', new[] { scratch.Location.File, scratch.Location.LogFile }
            .Select(static file => new FileInfo(file) is { Exists: true, Length: > 0 } ? Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file))) : "-"));
    }

    /// <summary>A sound store of some pages, closed.</summary>
    public static void Fill(Scratch scratch)
    {
        StateStore state = scratch.State;
        state.Apply([.. Enumerable.Range(0, 100).SelectMany(i => new[]
        {
            state.Plan(new SetRequest { Key = $"n:{i:000}", Value = $"some text {i} {new string('x', 200)}" }),
            state.Plan(new AppendRequest { Key = $"n:{i % 10:000}", Line = "another line" }),
        })]);

        scratch.Find("text");
        scratch.CloseAll();
    }

    /// <summary>Everything that reads or writes a store, by name.</summary>
    public static IEnumerable<(string Name, Action Act)> EveryUse(Scratch scratch)
    {
        yield return ("read", () => scratch.List());
        yield return ("get", () => scratch.Get("n:050"));
        yield return ("history", () => scratch.History("n:005"));
        yield return ("find", () => scratch.Find("text"));
        yield return ("status", () => scratch.Maintenance.Status());
        yield return ("set", () => scratch.Set("n:050", "new"));
        yield return ("append", () => scratch.Append("new", "new"));
        yield return ("purge", () => scratch.Purge("n:050"));
        yield return ("initialize", () => scratch.Maintenance.Initialize());
        yield return ("backup", () => scratch.Maintenance.Backup(scratch.PathOf("never.db")));
        yield return ("clear", () => scratch.State.ClearHistory([new("n:001", ClawScope.Global, null, 1)], DateTimeOffset.MaxValue));
    }
}
