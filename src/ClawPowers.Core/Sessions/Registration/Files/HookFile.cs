namespace ClawPowers.Core.Sessions.Registration.Files;

/// <summary>A file in which something is registered: how it stands, and what it becomes. Reads and writes nothing itself.</summary>
/// <param name="path">Where it is, as the agent names it.</param>
internal abstract class HookFile(string path)
{
    /// <summary>Where it is, as the agent names it.</summary>
    public string Path => path;

    /// <summary>How it stands.</summary>
    /// <param name="bytes">What is in it; null if it is missing.</param>
    /// <exception cref="Errors.ClawException"><c>HookFileUnreadable</c>, <c>HookFileForeign</c>.</exception>
    public abstract FileLook Look(byte[]? bytes);

    /// <summary>What it becomes when the hook is registered.</summary>
    /// <param name="bytes">What is in it; null if it is missing.</param>
    /// <param name="note">Takes down what has to be known to undo it.</param>
    /// <param name="allowCommands">Whether the rules are wanted too by which the agent may call ClawPowers.</param>
    /// <exception cref="Errors.ClawException">It can't be registered there.</exception>
    public abstract byte[] Register(byte[]? bytes, FileNote note, bool allowCommands);

    /// <summary>What it becomes when the hook and the rules are removed; null if it is to be deleted.</summary>
    /// <param name="bytes">What is in it.</param>
    /// <param name="note">What was taken down; null if nothing is known.</param>
    /// <exception cref="Errors.ClawException"><c>HookFileUnreadable</c>.</exception>
    public abstract byte[]? Unregister(byte[] bytes, FileNote? note);

    /// <summary>Whether something of the user's would be lost if it were deleted.</summary>
    public virtual bool IsEdited(byte[] bytes, FileNote? note) => false;
}

/// <summary>How something registered stands in a file.</summary>
/// <param name="Hook">The hook.</param>
/// <param name="Rules">The rules by which the agent may call ClawPowers.</param>
/// <param name="Command">What is run; null if nothing is.</param>
/// <param name="Message">What the user should know; null for nothing.</param>
internal readonly record struct FileLook(HookState Hook, HookState Rules = HookState.Absent, string? Command = null, string? Message = null);
