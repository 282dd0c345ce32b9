namespace ClawPowers.Core.Errors;

/// <summary>A failure with a stable id. The message says what was wrong, what is allowed and what to do next.</summary>
public sealed class ClawException : Exception
{
    /// <summary>Creates the failure.</summary>
    /// <param name="errorId">The stable id, part of the contract with callers, such as <c>StateKeyNotFound</c>.</param>
    /// <param name="kind">What kind of failure it is.</param>
    /// <param name="message">What was wrong and what to do.</param>
    /// <param name="target">The caller's own object that it is about.</param>
    /// <param name="inner">The cause, if there is one.</param>
    public ClawException(string errorId, ClawErrorKind kind, string message, object? target = null, Exception? inner = null)
        : base(message, inner)
    {
        ErrorId = errorId;
        Kind = kind;
        Target = target;
    }

    /// <summary>The stable id of the failure.</summary>
    public string ErrorId { get; }

    /// <summary>The kind of the failure.</summary>
    public ClawErrorKind Kind { get; }

    /// <summary>What the failure is about: a key, a path, a value.</summary>
    public object? Target { get; }
}
