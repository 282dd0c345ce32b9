using System.CommandLine;
using ClawPowers.Cli.CommandLine;

namespace ClawPowers.Cli.Commands;

/// <summary>A command that does something: reads what was asked for, calls Core once, and prints.</summary>
internal abstract class CliCommand(string name, string description) : Command(name, description)
{
    /// <summary>What its own help says beyond the description.</summary>
    public virtual string? Details => null;

    /// <summary>The group that its name stands behind; null if it stands alone.</summary>
    public virtual string? Group => null;

    /// <summary>Whether it reads or writes a scope of the store, and so takes the options that say which.</summary>
    public virtual bool TakesScope => Group is not null;

    /// <summary>Does it.</summary>
    /// <returns>The exit code.</returns>
    public abstract int Run(Invocation invocation);
}
