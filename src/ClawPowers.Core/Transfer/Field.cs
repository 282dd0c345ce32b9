namespace ClawPowers.Core.Transfer;

/// <summary>What a member of a line is, in the file and in the store.</summary>
internal enum FieldKind
{
    /// <summary>A project's identity; left out for the global scope. In the store, a scope's row.</summary>
    Project,

    /// <summary>A skill's name. In the store, a skill's row.</summary>
    Skill,

    /// <summary>Text.</summary>
    Text,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>A moment, ISO 8601 in UTC. In the store, milliseconds.</summary>
    Time,

    /// <summary>A number.</summary>
    Real,

    /// <summary>JSON, as it is.</summary>
    Json,

    /// <summary>One of some words. In the store, its number.</summary>
    Word,

    /// <summary>Bytes as hexadecimal digits.</summary>
    Bytes,

    /// <summary>An entry's value, in the form that its type asks for.</summary>
    Value,
}

/// <summary>One member of a line and the column that it is kept in.</summary>
/// <param name="Name">The member's name.</param>
/// <param name="Column">The column's name.</param>
/// <param name="Kind">What it is.</param>
internal sealed record Field(string Name, string Column, FieldKind Kind)
{
    /// <summary>Whether every line has it.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Whether it may hold what a user wrote, and so a secret.</summary>
    public bool IsFreeText { get; init; }

    /// <summary>The words of a <see cref="FieldKind.Word"/>, by their numbers.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>The place in <see cref="ExportLine.Values"/>.</summary>
    public int Index { get; set; }

    /// <summary>What a query selects for it from the table that it calls <c>t</c>.</summary>
    public string Expression => Kind switch
    {
        FieldKind.Project => "(SELECT project FROM scope WHERE id = t.scope_id)",
        FieldKind.Skill => "(SELECT name FROM skill WHERE id = t.skill_id)",
        _ => "t." + Column,
    };
}
