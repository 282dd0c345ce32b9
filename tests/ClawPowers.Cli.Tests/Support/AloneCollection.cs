namespace ClawPowers.Cli.Tests.Support;

/// <summary>Tests that start many processes at once: they run when the others are done, one after the other.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneCollection
{
    public const string Name = "Alone";
}
