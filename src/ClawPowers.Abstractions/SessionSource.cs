namespace ClawPowers;

/// <summary>How it was found out whose session a command belongs to.</summary>
public enum SessionSource
{
    /// <summary>It was not.</summary>
    None,

    /// <summary>By <c>-SessionId</c>.</summary>
    Given,

    /// <summary>By <c>CLAWPOWERS_SESSION</c>.</summary>
    Variable,

    /// <summary>By the variable that the agent itself sets for the commands it runs.</summary>
    AgentVariable,

    /// <summary>By the nearest process above this one that a hook registered.</summary>
    Ancestor,
}
