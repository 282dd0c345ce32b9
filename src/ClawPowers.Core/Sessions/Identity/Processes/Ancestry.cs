namespace ClawPowers.Core.Sessions.Identity.Processes;

/// <summary>The way from a process up through those that started it.</summary>
internal static class Ancestry
{
    /// <summary>How many processes are looked at; more than any real way has, fewer than a circle would.</summary>
    public const int MaximumDepth = 64;

    /// <summary>A process and those above it, the nearest first. Ends where one has vanished, or its number belongs to another by now.</summary>
    public static IEnumerable<ProcessInstance> From(IProcessTable processes, int id)
    {
        long startedBelow = long.MaxValue;
        for (int depth = 0; depth < MaximumDepth && id > 0; depth++)
        {
            // What started after its child is not the child's parent.
            if (processes.Find(id) is not { } process || process.Started > startedBelow || process.ParentId == id)
            {
                yield break;
            }

            yield return process;
            (id, startedBelow) = (process.ParentId, process.Started);
        }
    }
}
