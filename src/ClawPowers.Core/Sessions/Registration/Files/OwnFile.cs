using System.Text;
using ClawPowers.Core.Errors;

namespace ClawPowers.Core.Sessions.Registration.Files;

/// <summary>A file that is wholly ours: a script, a plugin, rules of an agent.</summary>
/// <param name="path">Where it is.</param>
/// <param name="content">What belongs in it.</param>
/// <param name="isRules">Whether it holds the rules by which the agent may call ClawPowers, rather than the hook.</param>
/// <param name="command">What is run by it; null if nothing is.</param>
internal sealed class OwnFile(string path, Func<byte[]> content, bool isRules, string? command = null) : HookFile(path)
{
    private const string Name = "clawpowers";

    /// <inheritdoc/>
    public override FileLook Look(byte[]? bytes)
    {
        HookState state = bytes is null ? HookState.Absent
            : bytes.AsSpan().SequenceEqual(content()) ? HookState.Registered
            : IsOurs(bytes) ? HookState.Outdated
            : throw HookErrors.Foreign(Path);
        return isRules ? new FileLook(HookState.Absent, state) : new FileLook(state, Command: state is HookState.Absent ? null : command);
    }

    /// <inheritdoc/>
    public override byte[] Register(byte[]? bytes, FileNote note, bool allowCommands)
    {
        _ = Look(bytes);
        if (isRules && !allowCommands)
        {
            return bytes ?? [];
        }

        byte[] wanted = content();
        note.Hash = HashOf(wanted);
        return wanted;
    }

    /// <inheritdoc/>
    public override byte[]? Unregister(byte[] bytes, FileNote? note) => IsOurs(bytes) ? null : bytes;

    /// <inheritdoc/>
    public override bool IsEdited(byte[] bytes, FileNote? note) =>
        note?.Hash != HashOf(bytes) && !TryContent().AsSpan().SequenceEqual(bytes);

    private byte[] TryContent()
    {
        try
        {
            return content();
        }
        catch (ClawException)
        {
            return [];
        }
    }

    private static string HashOf(byte[] bytes) => Skills.Installing.FileLook.HashOf(bytes);

    private static bool IsOurs(byte[] bytes) => Encoding.UTF8.GetString(bytes).Contains(Name, StringComparison.OrdinalIgnoreCase);
}
