using System.Globalization;

namespace ClawPowers.Core.Errors;

/// <summary>Every way in which an operation on the log of runs can fail, each with its id and its sentence.</summary>
internal static class MetricErrors
{
    public static ClawException InvalidSkillName(string? name, string reason) => new(
        "InvalidSkillName",
        ClawErrorKind.InvalidArgument,
        $"'{Shorten(name)}' is not a valid name for a skill: {reason}. A name has 1 to 128 characters, none of them a control character or one of * ? [ ].",
        name);

    public static ClawException InvalidSkillPattern(string? pattern, string reason) => new(
        "InvalidSkillPattern",
        ClawErrorKind.InvalidArgument,
        $"'{Shorten(pattern)}' is not a valid pattern for skills: {reason}. Write a skill's name, or a glob such as test-*.",
        pattern);

    public static ClawException NotFound(long id, string? lookedIn = null) => new(
        "MetricNotFound",
        ClawErrorKind.NotFound,
        lookedIn is null
            ? string.Create(CultureInfo.InvariantCulture, $"There is no run with the id {id}, or it was removed. Get-ClawMetric shows which there are.")
            : string.Create(CultureInfo.InvariantCulture, $"There is no run with the id {id} {lookedIn}. Without a scope an id is found wherever the run is."),
        id);

    public static ClawException InvalidOutcome(object outcome) => new(
        "InvalidOutcome",
        ClawErrorKind.InvalidArgument,
        $"'{outcome}' is not an outcome. Allowed: Success, Failure, Partial, Skipped.",
        outcome);

    public static ClawException InvalidSource(object source) => new(
        "InvalidSource",
        ClawErrorKind.InvalidArgument,
        $"'{source}' is not a source. Allowed: Self, Verified, Human.",
        source);

    public static ClawException InvalidMeasure(string? name, string reason, object? target) => new(
        "InvalidMeasure",
        ClawErrorKind.InvalidArgument,
        $"The measure '{Shorten(name)}' can't be kept: {reason}. A run has at most 64 measures; a name has letters, digits, '_', '.' and '-', begins with a letter or '_' and has at most 64 characters; a value is a number, a Boolean or text of 1 to 200 characters.",
        target);

    public static ClawException InvalidCondition(string text, string reason) => new(
        "InvalidMeasureCondition",
        ClawErrorKind.InvalidArgument,
        $"'{Shorten(text)}' is not a condition on a measure: {reason}. Write a name, one of = != < <= > >=, and a value, such as gate=security or findings>3; or only a name.",
        text);

    public static ClawException InvalidGrouping(string text, string reason) => new(
        "InvalidGrouping",
        ClawErrorKind.InvalidArgument,
        $"It is not possible to group by '{Shorten(text)}': {reason}. Allowed: None alone, or one or more of Skill, Day, Outcome, Source, Agent, SessionId, Model, Project and names of measures.",
        text);

    public static ClawException InvalidTimestamp(DateTimeOffset moment) => new(
        "InvalidTimestamp",
        ClawErrorKind.InvalidArgument,
        string.Create(CultureInfo.InvariantCulture, $"The run's time {moment.UtcDateTime:u} is more than a day ahead of this machine's clock. Give the time when the run was, or none for now."),
        moment);

    public static ClawException InvalidDuration(TimeSpan duration, TimeSpan longest) => new(
        "InvalidDuration",
        ClawErrorKind.InvalidArgument,
        string.Create(CultureInfo.InvariantCulture, $"The duration {duration} is {(duration < TimeSpan.Zero ? "negative" : $"longer than {longest.Days} days")}. Give the time that the run took, such as 90s or 12m, or none if it is not known."),
        duration);

    public static ClawException InvalidPeriod(DateTimeOffset since, DateTimeOffset until) => new(
        "InvalidPeriod",
        ClawErrorKind.InvalidArgument,
        $"The period begins at {since.UtcDateTime:u}, which is not before its end at {until.UtcDateTime:u}. Give an earlier beginning.",
        since);

    public static ClawException NotesTooLong(int bytes, object? target) => new(
        "NotesTooLong",
        ClawErrorKind.InvalidArgument,
        string.Create(CultureInfo.InvariantCulture, $"The notes have {bytes} bytes; 65536 are allowed. Note what a reader needs, and keep the rest in a file or an entry."),
        target);

    public static ClawException InvalidField(string field, string reason, object? target) => new(
        "InvalidMetricField",
        ClawErrorKind.InvalidArgument,
        $"The {field} of the run can't be kept: {reason}. It is text of at most 200 characters without control characters.",
        target);

    public static ClawException NothingToAmend(long id) => new(
        "NothingToAmend",
        ClawErrorKind.InvalidArgument,
        string.Create(CultureInfo.InvariantCulture, $"Nothing was said to change about the run {id}. Give an outcome, a source, a duration, notes or measures."),
        id);

    public static ClawException SecretInValue(string what, string rule, object? target) => new(
        "SecretInValue",
        ClawErrorKind.Secret,
        $"The {what} of the run may hold a secret ({rule}), and nothing was recorded. Keep secrets in a vault and note where to find them; -AllowSecret insists.",
        target);

    private static string Shorten(string? text) =>
        text is null ? string.Empty : text.Length <= 80 ? text : text[..77] + "...";
}
