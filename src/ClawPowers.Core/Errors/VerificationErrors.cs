using ClawPowers.Core.Skills.Reading;
using ClawPowers.Core.Verification;

namespace ClawPowers.Core.Errors;

/// <summary>Every way in which a verification can fail before a gate runs, each with its id and its sentence.</summary>
internal static class VerificationErrors
{
    public static ClawException FolderMissing(string folder) => new(
        "VerificationFolderNotFound",
        ClawErrorKind.NotFound,
        VisibleText.Escape($"There is no folder '{folder}'. Give the folder of a project."),
        folder);

    public static ClawException NotConfigured(string folder) => new(
        "VerificationNotConfigured",
        ClawErrorKind.NotFound,
        VisibleText.Escape($"No gates are known for '{folder}': it has no {ConfigurationName}, and nothing that tells a project of .NET, PowerShell, Node, Python, Go or Rust. Write that file, such as: gates: {{ test: {{ run: make test }} }}"),
        folder);

    public static ClawException NotReadable(string path, string problem, Exception? inner = null) => new(
        "VerificationNotValid",
        ClawErrorKind.InvalidArgument,
        VisibleText.Escape($"'{path}' can't be read: {problem}. No gate was run."),
        path,
        inner);

    public static ClawException NotValid(string path, IReadOnlyList<DocumentFlaw> flaws) => new(
        "VerificationNotValid",
        ClawErrorKind.InvalidArgument,
        string.Join('\n', flaws.Select(flaw => VisibleText.OneLine($"{path}:{flaw.Line}:{flaw.Column}: {flaw.Message}"))) + "\nNo gate was run.",
        path);

    public static ClawException GateNotFound(string pattern, IEnumerable<string> known) => new(
        "GateNotFound",
        ClawErrorKind.NotFound,
        VisibleText.Escape($"No gate is named '{pattern}'. There are: {string.Join(", ", known)}."),
        pattern);

    public static ClawException NotTrusted(VerificationPlan plan) => new(
        "VerificationNotTrusted",
        ClawErrorKind.NotTrusted,
        $"""
        Gates are code, and nobody has agreed yet to run these in {VisibleText.Escape(plan.ProjectName)}:
        {string.Join('\n', plan.DescribeAll())}
        If they may run: Invoke-ClawVerification -Trust. That is remembered for this project and these gates; changed ones are asked about again.
        """.ReplaceLineEndings("\n"),
        plan.Folder);

    public static ClawException Running(string folder) => new(
        "VerificationRunning",
        ClawErrorKind.Busy,
        VisibleText.Escape($"'{folder}' is being verified by another process. Gates that run twice at once in one folder would spoil each other's results. Wait for its end, then run this again."),
        folder);

    public static ClawException Nested(string folder) => new(
        "VerificationNested",
        ClawErrorKind.Conflict,
        VisibleText.Escape($"This is a gate of a verification of '{folder}' itself, which would never end. Let the gate run what is to be checked instead."),
        folder);

    public static ClawException Exists(string path) => new(
        "VerificationExists",
        ClawErrorKind.Conflict,
        VisibleText.Escape($"'{path}' is there already, and was left alone. Edit it, or remove it first."),
        path);

    public static ClawException NotWritten(string path, Exception inner) => new(
        "VerificationNotWritten",
        inner is UnauthorizedAccessException ? ClawErrorKind.ReadOnly : ClawErrorKind.Disk,
        VisibleText.Escape($"'{path}' can't be written: {inner.Message.TrimEnd('.')}."),
        path,
        inner);

    private const string ConfigurationName = ".clawpowers/verification.yaml";
}
