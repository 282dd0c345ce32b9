namespace ClawPowers.Core.Errors;

/// <summary>The kind of a failure; front ends turn it into an error category or an exit code.</summary>
public enum ClawErrorKind
{
    /// <summary>The caller gave something that is never allowed.</summary>
    InvalidArgument,

    /// <summary>What was asked for is not there.</summary>
    NotFound,

    /// <summary>Someone else changed it first.</summary>
    Conflict,

    /// <summary>A bound that the caller set would be passed.</summary>
    LimitExceeded,

    /// <summary>The value holds a secret.</summary>
    Secret,

    /// <summary>The store can't be written from here.</summary>
    ReadOnly,

    /// <summary>The store is damaged, of another program or of a later version.</summary>
    InvalidStore,

    /// <summary>The store is locked by another process for too long.</summary>
    Busy,

    /// <summary>The disk is full or fails.</summary>
    Disk,

    /// <summary>Something that the command needs is not installed.</summary>
    NotInstalled,

    /// <summary>It could do harm, and the user has not said that it may be used.</summary>
    NotTrusted,

    /// <summary>The Git repository is damaged or of a format that is not known.</summary>
    InvalidRepository,

    /// <summary>A server can't be reached, or does not let the caller in.</summary>
    Connection,
}
