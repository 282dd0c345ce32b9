using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using ClawPowers.Core.Errors;
using Microsoft.Data.Sqlite;

namespace ClawPowers.Core.Storage;

/// <summary>
/// Does each kind of write once in memory before a process takes the lock for its first. What was never called must be
/// compiled, which takes ten times as long as the write itself, and everybody else would wait for that.
/// </summary>
internal static class Practice
{
    private const int Most = 100;
    private static readonly ConcurrentDictionary<Type, bool> Known = new();

    /// <summary>Does those kinds of write that this process has not done yet; none if the store is in nobody's use, who would have to wait.</summary>
    /// <param name="context">The store and who writes.</param>
    /// <param name="changes">What will be written.</param>
    /// <param name="kind">The kind of a change.</param>
    /// <param name="work">Does the like of a change in a store of its own, which is empty at first.</param>
    public static void Before<T>(ClawContext context, IReadOnlyList<T> changes, Func<T, Type> kind, Action<StoreTransaction, T> work)
    {
        List<T> fresh = [];
        for (int i = 0; i < Math.Min(changes.Count, Most); i++)
        {
            if (Known.TryAdd(kind(changes[i]), true))
            {
                fresh.Add(changes[i]);
            }
        }

        // The last one who closes a store removes its log.
        if (fresh.Count == 0 || !RuntimeFeature.IsDynamicCodeCompiled || !File.Exists(context.Store.LogFile))
        {
            return;
        }

        try
        {
            StoreTransaction.InMemory(context with { Time = TimeProvider.System }, transaction => fresh.ForEach(change => work(transaction, change)));
        }
        catch (Exception exception) when (exception is ClawException or SqliteException)
        {
            // The write itself will tell.
        }
    }
}
