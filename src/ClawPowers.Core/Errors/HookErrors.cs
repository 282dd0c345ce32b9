using System.Globalization;
using ClawPowers.Core.Skills.Reading;

namespace ClawPowers.Core.Errors;

/// <summary>Every way in which registering a hook can fail, each with its id and its sentence.</summary>
internal static class HookErrors
{
    public static ClawException Unreadable(string path, string reason, int line, int column, Exception? inner = null) => Of(
        "HookFileUnreadable",
        ClawErrorKind.InvalidArgument,
        string.Create(CultureInfo.InvariantCulture, $"'{path}' can't be read, line {line}, column {column}: {reason.TrimEnd('.')}. Nothing was changed there. Mend that place, and run the command again."),
        path,
        inner);

    public static ClawException UnknownVersion(string path, string version, int line, int column) =>
        Unreadable(path, $"its version is {version}, and only version 1 is known", line, column);

    public static ClawException TooLarge(string path) => Of(
        "HookFileUnreadable",
        ClawErrorKind.InvalidArgument,
        $"'{path}' is larger than any configuration (over 16 MB), so it was left alone.",
        path);

    public static ClawException Unusable(string path, Exception inner) => Of(
        "HookFileUnusable",
        inner is UnauthorizedAccessException ? ClawErrorKind.ReadOnly : ClawErrorKind.Disk,
        $"'{path}' can't be used: {inner.Message.TrimEnd('.')}. Nothing was changed there.",
        path,
        inner);

    public static ClawException ReadOnly(string path) => Of(
        "HookFileUnusable",
        ClawErrorKind.ReadOnly,
        $"'{path}' is read-only, so something else may manage it. Nothing was changed there. Make it writable, or put the hook in by hand: -WhatIf shows what belongs there.",
        path);

    public static ClawException NoFile(string path, string what) => Of(
        "HookFileUnusable",
        ClawErrorKind.InvalidArgument,
        $"'{path}' is {what}, and a file is wanted there. Nothing was changed there.",
        path);

    public static ClawException LeadsOut(string path, string real) => Of(
        "HookFileUnusable",
        ClawErrorKind.InvalidArgument,
        $"'{path}' leads out of the project, to '{real}'. Nothing is written through such a link. Replace it by a folder or file.",
        path);

    public static ClawException Changed(string path) => Of(
        "HookFileChanged",
        ClawErrorKind.Conflict,
        $"'{path}' was changed at the same moment, and was left alone. Run the command again.",
        path);

    public static ClawException Foreign(string path) => Of(
        "HookFileForeign",
        ClawErrorKind.Conflict,
        $"'{path}' is there already, and ClawPowers did not put it there, so it was left alone. Move it away, and run the command again.",
        path);

    public static ClawException NotUndoable(string path) => Of(
        "HookFileUnusable",
        ClawErrorKind.Conflict,
        $"'{path}' is laid out in a way that could not be undone exactly. Nothing was changed there. Put the hook in by hand: -WhatIf of another agent shows its form; and tell us about the file.",
        path);

    public static ClawException Signed(string path) => Of(
        "HookFileUnusable",
        ClawErrorKind.Conflict,
        $"'{path}' is signed, and any change would break the signature. Nothing was changed there. Add the line . ~/.clawpowers/hooks/session-start.ps1 to it yourself, and sign it again.",
        path);

    public static ClawException Busy(string home) => Of(
        "HookFilesBusy",
        ClawErrorKind.Busy,
        $"Another process has been changing hooks or skills under '{home}' for over 10 seconds. Nothing was changed. Try again.",
        home);

    public static ClawException SourceMissing(string path) => Of(
        "HookSourceMissing",
        ClawErrorKind.NotFound,
        $"'{path}', which comes with ClawPowers, is not there, so no hook can be registered. Install ClawPowers anew.",
        path);

    public static ClawException NoHome(string folder) => Of(
        "HookHomeMissing",
        ClawErrorKind.NotFound,
        folder.Length == 0
            ? "It is not known where your home folder is, so no hook can be registered. Set HOME."
            : $"Your home folder '{folder}' does not exist, so no hook can be registered. Make it, or set HOME.",
        folder);

    public static ClawException NotInProject(string directory) => Of(
        "NotInProject",
        ClawErrorKind.InvalidArgument,
        $"Hooks of the project were asked for, but '{directory}' is not inside a Git repository. Go into one, or use -Scope User.",
        directory);

    public static ClawException NoProjectProfile() => Of(
        "HookScopeUnsupported",
        ClawErrorKind.InvalidArgument,
        "PowerShell has a profile for a user and none for a project. Use -Scope User.",
        HookTarget.Profile);

    // Paths and what stands in files are often a stranger's. What would steer the screen in them is written out.
    private static ClawException Of(string errorId, ClawErrorKind kind, string message, object? target = null, Exception? inner = null) =>
        new(errorId, kind, VisibleText.Escape(message), target, inner);
}
