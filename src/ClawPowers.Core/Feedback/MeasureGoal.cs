using ClawPowers.Core.Errors;

namespace ClawPowers.Core.Feedback;

/// <summary>Where a measure ought to go.</summary>
public enum GoalDirection
{
    /// <summary>Less is better.</summary>
    Down = 0,

    /// <summary>More is better.</summary>
    Up = 1,
}

/// <summary>A numeric measure that ought to go up or down, such as <c>cycles:down</c>.</summary>
/// <param name="Measure">The measure's name; <c>duration</c> is how long a run took, in seconds.</param>
/// <param name="Direction">Which way is better.</param>
public sealed record MeasureGoal(string Measure, GoalDirection Direction)
{
    /// <summary>Reads a goal.</summary>
    /// <param name="text">A measure's name, a colon, and <c>up</c> or <c>down</c>, in any case.</param>
    /// <returns>The goal.</returns>
    /// <exception cref="ClawException"><c>InvalidGoal</c>: it is none.</exception>
    public static MeasureGoal Parse(string? text)
    {
        string[] parts = (text ?? string.Empty).Split(':', StringSplitOptions.TrimEntries);
        GoalDirection? direction = parts.Length != 2 || parts[0].Length == 0 ? null : parts[1].ToUpperInvariant() switch
        {
            "UP" => GoalDirection.Up,
            "DOWN" => GoalDirection.Down,
            _ => null,
        };
        return direction is { } known ? new MeasureGoal(parts[0], known) : throw FeedbackErrors.InvalidGoal(text);
    }

    /// <summary>The goal as it is written.</summary>
    /// <returns>Such as <c>cycles:down</c>.</returns>
    public override string ToString() => Measure + (Direction == GoalDirection.Up ? ":up" : ":down");
}
