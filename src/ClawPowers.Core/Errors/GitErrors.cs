using ClawPowers.Core.Git;
using ClawPowers.Core.Scope;
using ClawPowers.Core.Skills.Reading;
using LibGit2Sharp;

namespace ClawPowers.Core.Errors;

/// <summary>Every way in which a Git repository can't be used, each with its id and its sentence.</summary>
internal static class GitErrors
{
    /// <summary>Says in our words why a repository could not be opened. libgit2's own words are all there is to tell the reasons apart.</summary>
    public static ClawException ToOpenError(this LibGit2SharpException exception, string folder) => exception switch
    {
        // libgit2 1.5 says of a repository of another user that there is none.
        RepositoryNotFoundException when GitFolder.IsComplete(folder) => NotTrusted(folder, exception),
        RepositoryNotFoundException => Damaged(folder, "what Git keeps for it is incomplete or gone", exception),
        { Message: var message } when Says(message, "not owned by") => NotTrusted(folder, exception),
        { Message: var message } when Says(message, "unsupported") || Says(message, "unknown object format") => NotSupported(folder, exception),
        _ => Damaged(folder, exception.Message.TrimEnd('.'), exception),
    };

    public static ClawException LibraryMissing(IReadOnlyCollection<string> refused) => new(
        "GitLibraryMissing",
        ClawErrorKind.NotInstalled,
        "This command needs the library libgit2, which was not found"
            + (refused.Count == 0 ? ". " : $" in a version that can be used; not usable: {string.Join(", ", refused)}. ")
            + Remedy());

    public static ClawException NoTemporaryFolder(Exception inner) => new(
        "GitLibraryMissing",
        ClawErrorKind.NotInstalled,
        $"The library libgit2 of this system needs a folder for temporary files, which can't be made: {inner.Message.TrimEnd('.')}. Point the environment variable TMPDIR at a folder that can be written.",
        target: null,
        inner);

    public static ClawException NotFound(string folder) => new(
        "GitRepositoryNotFound",
        ClawErrorKind.NotFound,
        $"'{folder}' is not in a Git repository, nor is a folder above it one. Go to a repository, give the path of one, or make one with: git init",
        folder);

    public static ClawException NotReadable(string folder, Exception inner) => new(
        "GitRepositoryNotFound",
        ClawErrorKind.NotFound,
        $"Whether '{folder}' is in a Git repository can't be told: {inner.Message.TrimEnd('.')}. Give the path of a folder that can be read.",
        folder,
        inner);

    public static ClawException ObjectMissing(string what, string folder, Exception? inner = null) => new(
        "GitObjectMissing",
        ClawErrorKind.InvalidRepository,
        $"The Git repository '{folder}' lacks {what}, or it is damaged. If it is a partial clone, fetch the rest with: git fetch --refetch --no-filter. Else run: git fsck",
        folder,
        inner);

    public static ClawException ReferenceNotFound(string name, string folder) => new(
        "GitReferenceNotFound",
        ClawErrorKind.NotFound,
        $"'{VisibleText.Escape(name)}' names no commit in '{folder}'. Give a branch, a tag or a commit; git branch --all names the branches, and git fetch brings those that are elsewhere.",
        name);

    public static ClawException ReferenceAmbiguous(string name, string folder) => new(
        "GitReferenceNotFound",
        ClawErrorKind.NotFound,
        $"'{VisibleText.Escape(name)}' could be several commits in '{folder}'. Give more of its digits, or a branch.",
        name);

    public static ClawException NoMainBranch(string folder) => new(
        "GitReferenceNotFound",
        ClawErrorKind.NotFound,
        $"It is not plain which branch of '{folder}' others build on: there is no main, no master, and no remote that names one. Say it: -Base <branch>.",
        folder);

    public static ClawException NoCommit(string folder) => new(
        "GitReferenceNotFound",
        ClawErrorKind.NotFound,
        $"'{folder}' has no commit yet, so there is nothing to look at. Commit something first.",
        folder);

    public static ClawException PathOutside(string path, string folder) => new(
        "GitPathOutside",
        ClawErrorKind.InvalidArgument,
        $"'{VisibleText.Escape(path)}' is not in the Git repository '{folder}'. Give a file or folder of it.",
        path);

    public static ClawException NoCommonHistory(string name, string @base, bool isShallow) => new(
        "GitReferenceNotFound",
        ClawErrorKind.NotFound,
        $"'{VisibleText.Escape(name)}' and '{VisibleText.Escape(@base)}' have no commit in common"
            + (isShallow ? ": this clone is shallow and ends before it. Fetch the rest with: git fetch --unshallow" : ". Give another base: -Base <branch>."),
        @base);

    private static ClawException NotTrusted(string folder, Exception inner) => new(
        "GitRepositoryNotTrusted",
        ClawErrorKind.NotTrusted,
        $"The Git repository '{folder}' belongs to another user, who could have set it up to harm you; it was not opened. If you trust it, run: git config --global --add safe.directory '{folder}'",
        folder,
        inner);

    private static ClawException NotSupported(string folder, Exception inner) => new(
        "GitRepositoryNotSupported",
        ClawErrorKind.InvalidRepository,
        $"The Git repository '{folder}' is of a format that libgit2 does not know ({inner.Message.TrimEnd('.')}). Repositories with SHA-1 names and references in files can be used; use the git command for this one.",
        folder,
        inner);

    private static ClawException Damaged(string folder, string detail, Exception inner) => new(
        "GitRepositoryDamaged",
        ClawErrorKind.InvalidRepository,
        $"The Git repository '{folder}' can't be opened: {detail}. Nothing was changed. Run git status there, which says more; for a worktree whose repository was moved, run: git worktree repair",
        folder,
        inner);

    private static bool Says(string message, string words) => message.Contains(words, StringComparison.OrdinalIgnoreCase);

    private static string Remedy()
    {
        string versions = string.Join(", ", SystemGitLibrary.Versions);
        if (OperatingSystem.IsWindows())
        {
            return "It is a part of the released module and of its command line: install one of those, or build with -p:BundleGit=true.";
        }

        string install = OperatingSystem.IsMacOS()
            ? "brew install libgit2@1.7"
            : "apt-get install libgit2-1.5 (Debian 12), apt-get install libgit2-1.7 (Ubuntu 24.04), dnf install libgit2_1.7 (Fedora) or apk add libgit2 (Alpine 3.17 to 3.20)";
        return $"Install it in version {versions}: {install}. Everything else works without it.";
    }
}
