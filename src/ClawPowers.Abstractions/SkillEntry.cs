using System.Collections;
using System.Collections.Specialized;

namespace ClawPowers;

/// <summary>A skill: what it is for, where it is, and whether it can be used here.</summary>
public record SkillEntry
{
    /// <summary>The skill's name: that of its folder, which the standard has agree with the one in the front matter.</summary>
    public required string Name { get; init; }

    /// <summary>What it is for, and when to use it.</summary>
    public required string Description { get; init; }

    /// <summary>Its version; null if it names none.</summary>
    public string? Version { get; init; }

    /// <summary>Its license; null if it names none.</summary>
    public string? License { get; init; }

    /// <summary>What it says that it needs, in words; null if it says nothing.</summary>
    public string? Compatibility { get; init; }

    /// <summary>The tools that an agent may use with it without asking, as it wishes; null if it names none.</summary>
    public string? AllowedTools { get; init; }

    /// <summary>All texts under <c>metadata</c>, by name.</summary>
    public required IReadOnlyDictionary<string, string> Metadata { get; init; }

    /// <summary>The programs that it needs.</summary>
    public required IReadOnlyList<string> RequiresTools { get; init => field = Indexable.Of(value); }

    /// <summary>Whether it is of no use without the commands of ClawPowers.</summary>
    public required bool RequiresRuntime { get; init; }

    /// <summary>Whether all that it needs and that can be looked for is here.</summary>
    public bool IsAvailable => Missing.Count == 0;

    /// <summary>What it needs and is not here: programs that are not on the PATH.</summary>
    public required IReadOnlyList<string> Missing { get; init => field = Indexable.Of(value); }

    /// <summary>The measures that it tracks.</summary>
    public required IReadOnlyList<string> Tracks { get; init => field = Indexable.Of(value); }

    /// <summary>The parameters that feedback may tune, with their bounds, as the skill writes them.</summary>
    public required IReadOnlyList<string> Improves { get; init => field = Indexable.Of(value); }

    /// <summary>Situations in plain words that call for it.</summary>
    public required IReadOnlyList<string> Triggers { get; init => field = Indexable.Of(value); }

    /// <summary>Where it was found.</summary>
    public required SkillSource Source { get; init; }

    /// <summary>Its <c>SKILL.md</c>.</summary>
    public required string Path { get; init; }

    /// <summary>The folder that it is in.</summary>
    public required string Folder { get; init; }

    /// <summary>What the whole <c>SKILL.md</c> costs an agent, about: a quarter of its bytes in UTF-8.</summary>
    public required int Tokens { get; init; }

    /// <summary>The hash of its text: 16 hexadecimal digits, the same whatever ends its lines.</summary>
    public required string Hash { get; init; }

    /// <summary>The lessons in force, in words.</summary>
    public required IReadOnlyList<string> Lessons { get; init => field = Indexable.Of(value); }

    /// <summary>Whether one of the same name counts before it.</summary>
    public bool IsShadowed => ShadowedBy is not null;

    /// <summary>The <c>SKILL.md</c> that counts before it; null for none.</summary>
    public string? ShadowedBy { get; init; }

    /// <summary>The text below the front matter, followed by the lessons in force; of a section, its text alone. Null if it was not asked for.</summary>
    public string? Content { get; init; }

    /// <summary>
    /// The sections by heading, a <see cref="SkillSection"/> each, in their order; upper and lower case are the same. A heading that
    /// occurs again has its number behind it, such as <c>Example (2)</c>. Found when it is first asked for, in the file as it is then if the content was not asked for.
    /// </summary>
    public IDictionary Sections => LazySections?.Value ?? EmptySections;

    /// <summary>Finds the sections.</summary>
    internal Lazy<IDictionary>? LazySections { get; init; }

    private static IDictionary EmptySections { get; } = new OrderedDictionary(0).AsReadOnly();
}
