namespace ClawPowers.Core.Skills.Checking;

/// <summary>PowerShell's own parser and the commands it knows, for those who have them. Core itself knows no PowerShell.</summary>
public interface IPowerShellSyntax
{
    /// <summary>Parses a piece of script; nothing of it runs.</summary>
    /// <param name="text">The script, lines ended by line feeds.</param>
    public PowerShellScript Parse(string text);

    /// <summary>Finds a command by its name or alias.</summary>
    /// <param name="name">The name.</param>
    /// <returns>What is known of it; null if there is no such command.</returns>
    public PowerShellCommand? Find(string name);

    /// <summary>The names of the module's own cmdlets.</summary>
    public IReadOnlyList<string> OwnCommands { get; }
}

/// <summary>What a piece of script is made of, as far as rules ask. Lines and columns count from 1 within it.</summary>
public sealed record PowerShellScript
{
    /// <summary>Where it can't be parsed, and why.</summary>
    public required IReadOnlyList<PowerShellPlace> Errors { get; init; }

    /// <summary>The commands that it calls by a fixed name.</summary>
    public required IReadOnlyList<PowerShellCall> Calls { get; init; }

    /// <summary>What keeps a line from being a plain command, such as <c>the variable $x</c>.</summary>
    public required IReadOnlyList<PowerShellPlace> Obstacles { get; init; }

    /// <summary>The functions and aliases that it defines.</summary>
    public required IReadOnlyList<string> Defined { get; init; }
}

/// <summary>A place in a script, and what is there.</summary>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column, from 1.</param>
/// <param name="Text">What is there, in words.</param>
public sealed record PowerShellPlace(int Line, int Column, string Text);

/// <summary>A call of a command.</summary>
/// <param name="Name">The command's name as it is written.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column, from 1.</param>
/// <param name="Arguments">What follows, in its order.</param>
public sealed record PowerShellCall(string Name, int Line, int Column, IReadOnlyList<PowerShellArgument> Arguments);

/// <summary>A parameter's name or a value after a command.</summary>
/// <param name="IsParameter">Whether it is a parameter's name.</param>
/// <param name="Text">The name without its dash, or the value; null for a value that is known only when the script runs.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column, from 1.</param>
public sealed record PowerShellArgument(bool IsParameter, string? Text, int Line, int Column);

/// <summary>A command that exists.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Parameters">The names and aliases of its parameters.</param>
public sealed record PowerShellCommand(string Name, IReadOnlyList<string> Parameters);
