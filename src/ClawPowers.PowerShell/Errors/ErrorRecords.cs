using System.Management.Automation;
using ClawPowers.Core.Errors;

namespace ClawPowers.PowerShell.Errors;

/// <summary>Turns Core's failures into PowerShell's error records: the id is the failure's own, the target the user's object.</summary>
internal static class ErrorRecords
{
    /// <summary>The record of a failure.</summary>
    /// <param name="exception">The failure.</param>
    /// <param name="target">The user's own object, if the failure does not name it.</param>
    public static ErrorRecord ToErrorRecord(this ClawException exception, object? target = null) =>
        new(exception, exception.ErrorId, Category(exception.Kind), target ?? exception.Target);

    /// <summary>Whether only one item failed, so that the others can go on.</summary>
    public static bool ConcernsOneItem(this ClawException exception) => exception.Kind
        is ClawErrorKind.InvalidArgument
        or ClawErrorKind.NotFound
        or ClawErrorKind.Conflict
        or ClawErrorKind.LimitExceeded
        or ClawErrorKind.Secret;

    /// <summary>What stands where a scope is asked for and is none.</summary>
    public static ClawException UnknownScope() => new(
        "InvalidScope",
        ClawErrorKind.InvalidArgument,
        "The scope that was given is none. Allowed: Project, Global, All.");

    /// <summary>A property of a value fails when it is read.</summary>
    public static ClawException UnreadableValue(string property, Exception inner) => new(
        "UnsupportedValue",
        ClawErrorKind.InvalidArgument,
        $"The value can't be kept: its property '{property}' can't be read ({inner.Message.TrimEnd('.')}).",
        property,
        inner);

    /// <summary>Objects piped to a command that looks for itself, and would go on to say something about everything.</summary>
    public static ClawException InputNotTaken(string command) => new(
        "InputNotTaken",
        ClawErrorKind.InvalidArgument,
        $"{command} takes nothing from the pipeline: it reads the runs itself. Name what is wanted instead, such as {command} code-review -Since 30d.",
        command);

    /// <summary>A run of which nobody said how it ended.</summary>
    public static ClawException OutcomeMissing(string skill) => new(
        "OutcomeMissing",
        ClawErrorKind.InvalidArgument,
        $"It was not said how the run of '{skill}' ended. Add an outcome: Success, Failure, Partial or Skipped. Only the result of Invoke-Pester -PassThru says it by itself.",
        skill);

    /// <summary>A piped word that is none of those allowed.</summary>
    public static ClawException InvalidWord(string errorId, string text, string what, string[] allowed) => new(
        errorId,
        ClawErrorKind.InvalidArgument,
        $"'{text}' is not {what}. Allowed: {string.Join(", ", allowed)}.",
        text);

    /// <summary>What stands where a measure is asked for and is none.</summary>
    public static ClawException InvalidMeasure(string text) => new(
        "InvalidMeasure",
        ClawErrorKind.InvalidArgument,
        $"'{text}' is not a measure. Write name=value, such as findings=3, or give a dictionary.",
        text);

    /// <summary>A path that is none in the file system.</summary>
    public static ErrorRecord NotAFilePath(string path, ProviderInfo provider) => new(
        new NotSupportedException($"'{path}' is a path of the provider {provider.Name}. Give the path of a file."),
        "NotAFilePath",
        ErrorCategory.InvalidArgument,
        path);

    /// <summary>What a command that must ask says where nobody can answer.</summary>
    public static ErrorRecord ConfirmationRequired(string what, string target, Exception inner) => new(
        new InvalidOperationException($"{what} must be confirmed, but nobody can be asked here. Add -Force to do it without asking.", inner),
        "ConfirmationRequired",
        ErrorCategory.InvalidOperation,
        target);

    private static ErrorCategory Category(ClawErrorKind kind) => kind switch
    {
        ClawErrorKind.InvalidArgument => ErrorCategory.InvalidArgument,
        ClawErrorKind.NotFound => ErrorCategory.ObjectNotFound,
        ClawErrorKind.Conflict => ErrorCategory.InvalidOperation,
        ClawErrorKind.LimitExceeded => ErrorCategory.LimitsExceeded,
        ClawErrorKind.Secret => ErrorCategory.SecurityError,
        ClawErrorKind.ReadOnly => ErrorCategory.PermissionDenied,
        ClawErrorKind.InvalidStore => ErrorCategory.InvalidData,
        ClawErrorKind.Busy => ErrorCategory.ResourceBusy,
        ClawErrorKind.Disk => ErrorCategory.WriteError,
        ClawErrorKind.NotInstalled => ErrorCategory.NotInstalled,
        ClawErrorKind.NotTrusted => ErrorCategory.SecurityError,
        ClawErrorKind.InvalidRepository => ErrorCategory.InvalidData,
        ClawErrorKind.Connection => ErrorCategory.ConnectionError,
        _ => ErrorCategory.NotSpecified,
    };
}
