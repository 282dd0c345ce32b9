namespace ClawPowers.Cli.Tests.Native;

/// <summary>Command lines that follow each other on one store.</summary>
/// <param name="Name">What they are about.</param>
/// <param name="Lines">The lines, each with what goes to standard input.</param>
public sealed record Play(string Name, params PlayLine[] Lines)
{
    /// <inheritdoc/>
    public override string ToString() => Name;
}

/// <summary>One command line.</summary>
/// <param name="Arguments">Its words; <c>{work}</c> in them stands for the current folder.</param>
/// <param name="Input">What goes to standard input.</param>
public sealed record PlayLine(string[] Arguments, string Input = "")
{
    /// <summary>Whether the store is damaged before it runs.</summary>
    public bool Damage { get; init; }

    /// <summary>Whether the current folder is made a Git repository before it runs.</summary>
    public bool MakesRepository { get; init; }
}
