namespace ClawPowers.Core.Git.Objects;

/// <summary>Somebody as commits name them.</summary>
/// <param name="Name">The name.</param>
/// <param name="Email">The address.</param>
internal readonly record struct GitPerson(string Name, string Email);
