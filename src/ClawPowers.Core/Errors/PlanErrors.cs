using System.Globalization;
using ClawPowers.Core.Scope;
using ClawPowers.Core.Skills.Reading;

namespace ClawPowers.Core.Errors;

/// <summary>Every way in which reading, keeping and removing plans can fail, each with its id and its sentence.</summary>
internal static class PlanErrors
{
    private const int MostNamed = 5;

    public static ClawException FileNotFound(string path) => Of(
        "PlanFileNotFound",
        ClawErrorKind.NotFound,
        Directory.Exists(path)
            ? $"'{path}' is a folder. Give the plan's file, such as docs/plans/cart-discount.md."
            : $"There is no file '{path}'. Give the plan's file, such as docs/plans/cart-discount.md.",
        path);

    public static ClawException FileUnreadable(string path, Exception inner) => Of(
        "PlanFileUnreadable",
        ClawErrorKind.Disk,
        $"The plan file '{path}' can't be read: {inner.Message.TrimEnd('.')}.",
        path,
        inner);

    public static ClawException FileTooLong(string path, long bytes, long most) => Of(
        "PlanNotValid",
        ClawErrorKind.InvalidArgument,
        string.Create(CultureInfo.InvariantCulture, $"'{path}' has {bytes} bytes, and a plan may have {most}. Cut it by milestones."),
        path);

    public static ClawException NotValid(string what, IReadOnlyList<PlanProblem> problems)
    {
        PlanProblem[] errors = [.. problems.Where(static problem => problem.Severity == PlanProblemSeverity.Error)];
        string named = string.Join(' ', errors.Take(MostNamed).Select(static problem => (problem.Line is { } line ? string.Create(CultureInfo.InvariantCulture, $"Line {line}: ") : string.Empty) + problem.Message + (problem.Advice is null ? string.Empty : ' ' + problem.Advice)));
        return Of(
            "PlanNotValid",
            ClawErrorKind.InvalidArgument,
            $"{what} is no plan that can be kept, and nothing was changed. {named}{(errors.Length > MostNamed ? string.Create(CultureInfo.InvariantCulture, $" And {errors.Length - MostNamed} more; Test-ClawPlan -Path names all of them.") : string.Empty)}",
            what);
    }

    public static ClawException InvalidName(string name) => Of(
        "InvalidPlanName",
        ClawErrorKind.InvalidArgument,
        $"'{Shorten(name)}' can't be the name of a plan: it needs a letter or a digit.",
        name);

    public static ClawException SecretInFile(string what, int line, string rule) => Of(
        "SecretInValue",
        ClawErrorKind.Secret,
        string.Create(CultureInfo.InvariantCulture, $"Line {line} of {what} looks like it holds a secret ({rule}), and nothing was kept. Keep secrets in a vault and write where to find them; -AllowSecret insists."),
        what);

    public static ClawException NotFound(string name, IReadOnlyList<string>? scopes, IReadOnlyCollection<string> elsewhere) => Of(
        "PlanNotFound",
        ClawErrorKind.NotFound,
        elsewhere.Count == 0
            ? $"There is no plan '{Shorten(name)}' {ScopeSelection.Describe(scopes)}. Import-ClawPlan reads one from its file; Get-ClawPlan lists those there are."
            : $"There is no plan '{Shorten(name)}' {ScopeSelection.Describe(scopes)}, but there is one in: {string.Join(", ", elsewhere.Select(ScopeSelection.Describe))}. The scope All finds it there.",
        name);

    public static ClawException NoKeys(string? name, IReadOnlyList<string>? scopes) => Of(
        "PlanNotFound",
        ClawErrorKind.NotFound,
        $"There are no entries plan:* or execution:* {ScopeSelection.Describe(scopes)}{(name is null ? string.Empty : $" that tell of tasks of '{Shorten(name)}'")}. Find-ClawState and Get-ClawState plan:* show what there is.",
        name);

    public static ClawException InUse(string name, IReadOnlyList<string> tasks) => Of(
        "PlanInUse",
        ClawErrorKind.Conflict,
        $"The plan '{name}' was not removed, since somebody works on {string.Join(", ", tasks.Take(MostNamed))}{(tasks.Count > MostNamed ? " and more" : string.Empty)}. Wait until the lease ends, or insist with -Force.",
        name);

    private static string Shorten(string text)
    {
        string line = VisibleText.OneLine(text);
        return line.Length <= 80 ? line : line[..77] + "...";
    }

    private static ClawException Of(string id, ClawErrorKind kind, string message, object? target = null, Exception? inner = null) => new(id, kind, message, target, inner);
}
