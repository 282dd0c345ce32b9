namespace ClawPowers.Core.Tests.Support;

/// <summary>Tests that use every core, or that ask how soon something happens: they run when the others are done, one after the other.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneCollection
{
    public const string Name = "Alone";
}
