using System.Globalization;

namespace ClawPowers.Core.Errors;

/// <summary>Every way in which an operation on entries can fail, each with its id and its sentence.</summary>
internal static class StateErrors
{
    public static ClawException InvalidKey(string? key, string reason) => new(
        "InvalidStateKey",
        ClawErrorKind.InvalidArgument,
        $"'{Shorten(key)}' is not a valid key: {reason}. A key is one or more segments joined by ':', such as debug:login:root_cause, at most 512 characters.",
        key);

    public static ClawException KeyNotFound(string key, string lookedIn, IReadOnlyCollection<string> elsewhere) => new(
        "StateKeyNotFound",
        ClawErrorKind.NotFound,
        elsewhere.Count == 0
            ? $"There is no entry '{key}' {lookedIn}."
            : $"There is no entry '{key}' {lookedIn}, but there is one in: {string.Join(", ", elsewhere)}. The scope All finds it there.",
        key);

    public static ClawException VersionNotFound(string key, string what) => new(
        "StateVersionNotFound",
        ClawErrorKind.NotFound,
        $"The entry '{key}' has no {what}, or it was cleared from the history. Get-ClawStateHistory shows which versions there are.",
        key);

    public static ClawException VersionConflict(string key, long expected, long? actual) => new(
        "StateVersionConflict",
        ClawErrorKind.Conflict,
        (expected, actual) switch
        {
            (0, long there) => $"The entry '{key}' was expected to be absent, but it is there, at version {Number(there)}. Nothing was changed.",
            (_, null) => $"The entry '{key}' was expected at version {Number(expected)}, but it is absent (removed, expired or never there). Nothing was changed.",
            (_, long other) => $"The entry '{key}' was expected at version {Number(expected)}, but is at version {Number(other)}. Nothing was changed. Read it again and decide anew.",
        },
        key);

    public static ClawException LimitExceeded(string key, object current, object by, string bound, object limit) => new(
        "StateLimitExceeded",
        ClawErrorKind.LimitExceeded,
        string.Create(CultureInfo.InvariantCulture, $"The entry '{key}' is at {current}; a step of {by} would pass its {bound} of {limit}. Nothing was changed."),
        key);

    public static ClawException NotNumeric(string key, string type, string wanted) => new(
        "StateNotNumeric",
        ClawErrorKind.InvalidArgument,
        $"The entry '{key}' holds {type} that is not {wanted}, so it can't be stepped. Set it to {wanted} first.",
        key);

    public static ClawException StepOverflow(string key) => new(
        "StateStepOverflow",
        ClawErrorKind.LimitExceeded,
        $"The step would take the entry '{key}' beyond the numbers that can be kept. Nothing was changed.",
        key);

    public static ClawException UnsupportedValue(string reason, object? value) => new(
        "UnsupportedValue",
        ClawErrorKind.InvalidArgument,
        $"The value can't be kept: {reason}. Text, numbers, Booleans, dates, and dictionaries and arrays of them can.",
        value);

    public static ClawException SecretInValue(string key, string rule) => new(
        "SecretInValue",
        ClawErrorKind.Secret,
        $"The value for '{key}' looks like it holds a secret ({rule}), and was not stored. Keep secrets in a vault and store where to find them; -AllowSecret insists.",
        key);

    public static ClawException NoProject(string directory) => new(
        "NotInProject",
        ClawErrorKind.InvalidArgument,
        $"The scope Project was asked for, but '{directory}' is not inside a Git repository. Go into one, or use -Scope Global.",
        directory);

    public static ClawException InvalidScope(string value, string allowed, string? origin = null) => new(
        "InvalidScope",
        ClawErrorKind.InvalidArgument,
        $"The scope '{value}'{(origin is null ? string.Empty : " in " + origin)} is not possible here. Allowed: {allowed}.",
        value);

    public static ClawException InvalidProject(string project) => new(
        "InvalidProject",
        ClawErrorKind.InvalidArgument,
        "The name of the project is blank. Give a name such as github.com/owner/name, or none for the project of the current location.",
        project);

    public static ClawException InvalidPattern(string pattern, string reason) => new(
        "InvalidStatePattern",
        ClawErrorKind.InvalidArgument,
        $"'{Shorten(pattern)}' is not a valid pattern: {reason}.",
        pattern);

    public static ClawException EmptyQuery() => new(
        "EmptySearch",
        ClawErrorKind.InvalidArgument,
        "There is nothing to search for. Give one or more words, such as: Find-ClawState connection timeout",
        string.Empty);

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Shorten(string? text) =>
        text is null ? string.Empty : text.Length <= 80 ? text : text[..77] + "...";
}
