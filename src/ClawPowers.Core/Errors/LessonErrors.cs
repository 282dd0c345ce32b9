using System.Globalization;

namespace ClawPowers.Core.Errors;

/// <summary>Every way in which a decision on a recommendation can fail, each with its id and its sentence.</summary>
internal static class LessonErrors
{
    public static ClawException NotFound(long id, object? target = null, string lookedIn = "in this store") => new(
        "RecommendationNotFound",
        ClawErrorKind.NotFound,
        $"There is no recommendation {Number(id)} {lookedIn}. Get-ClawRecommendation -Scope All shows which there are; Invoke-ClawFeedback makes them.",
        target ?? id);

    /// <summary>A decision on what was decided.</summary>
    /// <param name="id">The recommendation's number.</param>
    /// <param name="found">How it was found, as the end of "The recommendation 3 …".</param>
    /// <param name="next">What can be done, as a sentence.</param>
    /// <param name="target">The caller's own object.</param>
    public static ClawException NotOpen(long id, string found, string next, object? target) => new(
        "RecommendationNotOpen",
        ClawErrorKind.Conflict,
        $"The recommendation {Number(id)} {found}. Nothing was changed. {next}",
        target ?? id);

    public static ClawException InvalidLesson(long id, string reason, object? target) => new(
        "InvalidLesson",
        ClawErrorKind.InvalidArgument,
        $"The recommendation {Number(id)} can't be decided so: {reason}.",
        target ?? id);

    public static ClawException OutOfBounds(long id, string parameter, double value, double? minimum, double? maximum, object? target) => new(
        "ParameterOutOfBounds",
        ClawErrorKind.LimitExceeded,
        string.Create(CultureInfo.InvariantCulture, $"The parameter '{parameter}' of recommendation {id} can't be {value}: the skill allows {Bounds(minimum, maximum)}. Give a value that it allows."),
        target ?? id);

    public static ClawException SecretInLesson(long id, string what, string rule, object? target) => new(
        "SecretInValue",
        ClawErrorKind.Secret,
        $"The {what} for recommendation {Number(id)} looks like it holds a secret ({rule}), and was not stored. Lessons are shown to agents: say where the secret is kept instead.",
        target ?? id);

    private static string Bounds(double? minimum, double? maximum) => (minimum, maximum) switch
    {
        ({ } low, { } high) => string.Create(CultureInfo.InvariantCulture, $"{low} to {high}"),
        ({ } low, null) => string.Create(CultureInfo.InvariantCulture, $"{low} or more"),
        (null, { } high) => string.Create(CultureInfo.InvariantCulture, $"{high} or less"),
        _ => "any finite number",
    };

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
