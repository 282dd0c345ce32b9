namespace ClawPowers.Core.Sessions.Identity.Processes;

/// <summary>The processes of a system.</summary>
internal interface IProcessTable
{
    /// <summary>Names where and since when numbers of processes mean what they mean here: another boot or container has another name.</summary>
    public string Host { get; }

    /// <summary>The number of this process.</summary>
    public int OwnId { get; }

    /// <summary>Looks at a process.</summary>
    /// <param name="id">Its number.</param>
    /// <returns>Null if there is none that runs, or it can't be seen.</returns>
    public ProcessInstance? Find(int id);

    /// <summary>How long a process has been running.</summary>
    /// <param name="process">The process.</param>
    /// <returns>Null if that can't be told here.</returns>
    public TimeSpan? AgeOf(ProcessInstance process) => null;
}
