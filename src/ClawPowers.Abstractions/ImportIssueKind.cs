namespace ClawPowers;

/// <summary>What is worth knowing about something that was imported, or was not.</summary>
public enum ImportIssueKind
{
    /// <summary>The store and the source say different things about the same.</summary>
    Conflict = 0,

    /// <summary>The file's name can stand for more than one key.</summary>
    Ambiguous = 1,

    /// <summary>The name is not allowed here, and a similar one was taken.</summary>
    Renamed = 2,

    /// <summary>It looks like it holds a secret, and was taken as it is.</summary>
    Secret = 3,

    /// <summary>Bytes or signs in it are not what they should be, and were mended.</summary>
    Mended = 4,

    /// <summary>The line can't be understood, and was left out.</summary>
    BadLine = 5,

    /// <summary>A member of a line has no place of its own, or an odd value.</summary>
    OddField = 6,

    /// <summary>It was left out: a file that is not imported, or something that can't be read or merged.</summary>
    LeftOut = 7,

    /// <summary>Secrets in it were masked when it was exported, and what was there is not in the source.</summary>
    Masked = 8,
}
