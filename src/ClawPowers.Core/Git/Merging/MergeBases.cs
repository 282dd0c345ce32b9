using ClawPowers.Core.Git.Objects;

namespace ClawPowers.Core.Git.Merging;

/// <summary>Tells whether two histories parted at one commit, or met and crossed since: then a merge is of more than three trees.</summary>
internal static class MergeBases
{
    [Flags]
    private enum Side
    {
        None = 0,
        One = 1,
        Other = 2,
        Both = One | Other,
        Older = 4, // an ancestor of a common commit
    }

    /// <summary>Whether there is one common commit that is the last. Where clocks were wrong it may say no for yes.</summary>
    public static bool AreOne(GitObjects objects, ObjectName one, ObjectName other)
    {
        Dictionary<ObjectName, Side> sides = [];
        HashSet<ObjectName> waiting = [];
        HashSet<ObjectName> common = [];
        var queue = new PriorityQueue<ObjectName, long>();
        int undecided = 0; // how many wait that are not known to be older than a common commit
        Mark(one, Side.One);
        Mark(other, Side.Other);
        while (undecided > 0 && queue.TryDequeue(out ObjectName name, out _))
        {
            waiting.Remove(name);
            Side side = sides[name];
            undecided -= IsOlder(side) ? 0 : 1;
            if ((side & Side.Both) == Side.Both && !IsOlder(side))
            {
                common.Add(name);
                side |= Side.Older;
            }

            foreach (ObjectName parent in objects.Commit(name).Parents)
            {
                Mark(parent, side);
            }
        }

        return common.Count(name => !IsOlder(sides[name])) == 1;

        void Mark(ObjectName name, Side side)
        {
            Side before = sides.GetValueOrDefault(name);
            Side after = before | side;
            if (after == before)
            {
                return;
            }

            sides[name] = after;
            if (waiting.Add(name))
            {
                queue.Enqueue(name, -objects.Commit(name).CommittedAt);
                undecided += IsOlder(after) ? 0 : 1;
            }
            else if (!IsOlder(before) && IsOlder(after))
            {
                undecided--;
            }
        }
    }

    private static bool IsOlder(Side side) => (side & Side.Older) == Side.Older;
}
