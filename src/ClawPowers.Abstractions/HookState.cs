namespace ClawPowers;

/// <summary>How a session-start hook stands in a configuration.</summary>
public enum HookState
{
    /// <summary>There is none of ours.</summary>
    Absent,

    /// <summary>It is there, and as this version would write it.</summary>
    Registered,

    /// <summary>It is there, but another version wrote it, it stands there twice, or something that it needs is missing. Registering mends it.</summary>
    Outdated,

    /// <summary>The file can't be read, so nobody knows; the message says why.</summary>
    Broken,
}
