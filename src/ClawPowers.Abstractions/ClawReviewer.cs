using System.Globalization;

namespace ClawPowers;

/// <summary>Somebody who knows the lines that a change touches, and how that is known.</summary>
public record ClawReviewer
{
    /// <summary>The name, as <c>.mailmap</c> says it.</summary>
    public required string Name { get; init; }

    /// <summary>The address, as <c>.mailmap</c> says it.</summary>
    public required string Email { get; init; }

    /// <summary>The share of what anybody but the authors knows of the change, 0 to 1; recent work counts more.</summary>
    public required double Score { get; init; }

    /// <summary>How many of the lines that are changed were last written by this person.</summary>
    public required int Lines { get; init; }

    /// <summary>How many commits of this person changed the files.</summary>
    public required int Commits { get; init; }

    /// <summary>When the last of them was written.</summary>
    public required DateTimeOffset LastChange { get; init; }

    /// <summary>The files that this person wrote in, the most lines first. A folder stands for files that are new in it.</summary>
    public required IReadOnlyList<string> Files { get; init => field = Indexable.Of(value); }

    /// <summary>For each of the files: which lines, how many commits, and when the last.</summary>
    public required IReadOnlyList<string> Evidence { get; init => field = Indexable.Of(value); }

    /// <summary>The person as commits write it.</summary>
    /// <returns><c>Name &lt;address&gt; score</c></returns>
    public sealed override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Name} <{Email}> {Score:0.00}");
}
