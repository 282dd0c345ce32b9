using System.Management.Automation;
using System.Reflection;

namespace ClawPowers.PowerShell.Commands;

/// <summary>Passes on what a block emits, as it comes, and notes its first error.</summary>
/// <param name="command">The command that runs the block.</param>
internal sealed class BlockOutput(PSCmdlet command)
{
    // PowerShell keeps to itself how an error record is written a second time without losing where it comes from. Where a
    // version has no such thing, the error is shown at the command that runs the block, and nothing else is different.
    private static readonly PropertyInfo? KeepOrigin =
        typeof(ErrorRecord).GetProperty("PreserveInvocationInfoOnce", BindingFlags.Instance | BindingFlags.NonPublic);

    /// <summary>The message of the first error that was written and neither handled nor silenced; null if there was none.</summary>
    public string? FirstError { get; private set; }

    /// <summary>Takes an object out of the block's output, with its errors merged into it.</summary>
    /// <param name="item">The object.</param>
    public void Take(object? item)
    {
        if ((item is PSObject wrapped ? wrapped.BaseObject : item) is not ErrorRecord record)
        {
            command.WriteObject(item);
        }
        else if (record.FullyQualifiedErrorId.StartsWith("NativeCommandError", StringComparison.Ordinal))
        {
            // A line that a program wrote to stderr: progress, mostly. Its exit code tells whether it failed.
            command.Host.UI.WriteErrorLine(record.Exception.Message);
        }
        else
        {
            FirstError ??= record.Exception.Message;
            if (record.InvocationInfo is not null)
            {
                KeepOrigin?.SetValue(record, value: true);
            }

            command.WriteError(record);
        }
    }
}
