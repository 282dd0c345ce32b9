using System.Globalization;
using ClawPowers.Core.Skills.Reading;

namespace ClawPowers.Core.Errors;

/// <summary>Every way in which making, finding and removing worktrees can fail, each with its id and its sentence.</summary>
internal static class WorktreeErrors
{
    public static ClawException NotFound(string name, string repository, IReadOnlyCollection<string> there) => new(
        "WorktreeNotFound",
        ClawErrorKind.NotFound,
        $"The repository '{repository}' has no worktree '{Shown(name)}'. " + (there.Count == 0
            ? "It has no linked worktrees; New-ClawWorktree makes one."
            : $"It has: {string.Join(", ", there.Select(Shown))}."),
        name);

    public static ClawException Ambiguous(string name, IEnumerable<string> folders) => new(
        "WorktreeAmbiguous",
        ClawErrorKind.InvalidArgument,
        $"'{Shown(name)}' could be several worktrees. Give the folder of one: {string.Join(", ", folders.Select(static folder => $"'{Shown(folder)}'"))}.",
        name);

    public static ClawException IsMain(string name, string folder) => new(
        "WorktreeIsMain",
        ClawErrorKind.InvalidArgument,
        $"'{folder}' is the repository itself and no worktree beside it. It can't be removed.",
        name);

    public static ClawException InUse(string name, string folder) => new(
        "WorktreeInUse",
        ClawErrorKind.Conflict,
        $"The current location is in the worktree '{folder}'. Go elsewhere, or remove it from under you with -Force.",
        name);

    public static ClawException HasAnother(string name, string folder, string inner) => new(
        "WorktreeInUse",
        ClawErrorKind.Conflict,
        $"The worktree '{folder}' has another one in it: '{inner}'. Remove or move that first.",
        name);

    public static ClawException Locked(string name, string folder, string? reason) => new(
        "WorktreeLocked",
        ClawErrorKind.Conflict,
        $"The worktree '{folder}' is locked{(reason is null ? string.Empty : $": {Shown(reason)}")}. If whoever locked it agrees, run: git worktree unlock '{folder}', or use -Force.",
        name);

    public static ClawException Dirty(string name, string folder, int changes, IReadOnlyList<string> files) => new(
        "WorktreeDirty",
        ClawErrorKind.Conflict,
        string.Create(CultureInfo.InvariantCulture, $"The worktree '{folder}' has {(changes == 1 ? "a file" : $"{changes} files")} that would be lost: {string.Join(", ", files.Select(Shown))}{(changes > files.Count ? ", …" : string.Empty)}. Commit or move what is wanted; -Force removes it with them."),
        name);

    public static ClawException NotKnown(string name, string folder, string problem) => new(
        "WorktreeDirty",
        ClawErrorKind.Conflict,
        $"Whether the worktree '{folder}' has changes can't be told: {problem.TrimEnd('.')}. -Force removes it with whatever is in it.",
        name);

    public static ClawException NotMerged(string name, string folder, string what, string? into, int? ahead) => new(
        "WorktreeNotMerged",
        ClawErrorKind.Conflict,
        $"The work in the worktree '{folder}' is not merged: {what} has {(ahead is { } count ? string.Create(CultureInfo.InvariantCulture, $"{(count == 1 ? "a commit" : $"{count} commits")} that {(into is null ? "no branch has" : $"'{Shown(into)}' lacks")}") : into is null ? "commits, and there is no main branch to compare them with" : $"commits that '{Shown(into)}' lacks")}. Merge it, or remove the worktree with -Force, which keeps the branch.",
        name);

    public static ClawException Submodules(string name, string folder) => new(
        "WorktreeHasSubmodules",
        ClawErrorKind.Conflict,
        $"The worktree '{folder}' has submodules, and what is in them is not looked at. See that nothing is lost there; -Force removes it with them.",
        name);

    public static ClawException NotRemoved(string name, string folder, Exception inner) => new(
        "WorktreeNotRemoved",
        ClawErrorKind.Disk,
        $"The worktree '{folder}' could not be removed whole: {inner.Message.TrimEnd('.')}. Git still knows it. See that no process works in it, and remove it again with -Force.",
        name,
        inner);

    public static ClawException InvalidName(string name) => new(
        "InvalidWorktreeName",
        ClawErrorKind.InvalidArgument,
        $"'{Shown(name)}' can't be the name of a worktree and of its branch. A name has letters, digits, '-', '_', '.' and '/', such as fix/empty-cart; no blanks, no '..', and no '-' at its beginning.",
        name);

    public static ClawException BranchInUse(string branch, string folder) => new(
        "WorktreeBranchInUse",
        ClawErrorKind.Conflict,
        $"The branch '{Shown(branch)}' is checked out in '{folder}' already. Work there, name another with -Branch, or look at its commit with -Detach.",
        branch);

    public static ClawException BranchExists(string branch, string from) => new(
        "WorktreeBranchExists",
        ClawErrorKind.Conflict,
        $"There is a branch '{Shown(branch)}' already, so it can't begin from '{Shown(from)}'. Leave -From out to check it out as it is, or name another with -Branch.",
        branch);

    public static ClawException BranchNotMade(string branch, Exception inner) => new(
        "WorktreeBranchExists",
        ClawErrorKind.Conflict,
        $"The branch '{Shown(branch)}' can't be made: {inner.Message.TrimEnd('.')}. Name another with -Branch.",
        branch,
        inner);

    public static ClawException FolderExists(string name, string folder, bool isRegistered) => new(
        "WorktreeExists",
        ClawErrorKind.Conflict,
        isRegistered
            ? $"'{folder}' is a worktree already, or was one whose folder is gone. Remove-ClawWorktree removes it; -Path takes another folder."
            : $"The folder '{folder}' is there already and is not empty. Give another with -Path.",
        name);

    public static ClawException NotMade(string name, string folder, Exception inner) => new(
        "WorktreeNotMade",
        ClawErrorKind.Disk,
        $"The worktree '{folder}' could not be made: {inner.Message.TrimEnd('.')}. Nothing of it was left behind.",
        name,
        inner);

    private static string Shown(string text)
    {
        string line = VisibleText.OneLine(text);
        return line.Length <= 120 ? line : line[..117] + "...";
    }
}
