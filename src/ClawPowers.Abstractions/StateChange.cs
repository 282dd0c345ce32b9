namespace ClawPowers;

/// <summary>What made a version of an entry.</summary>
public enum StateChange
{
    /// <summary>The value was written whole.</summary>
    Set = 0,

    /// <summary>A line was added to the end of the value.</summary>
    Append = 1,

    /// <summary>A number was added to the value.</summary>
    Step = 2,

    /// <summary>The entry was removed; the version has no value.</summary>
    Remove = 3,

    /// <summary>An earlier version was written again.</summary>
    Undo = 4,
}
