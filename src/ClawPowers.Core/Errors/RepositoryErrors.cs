using System.Globalization;
using ClawPowers.Core.Skills.Reading;

namespace ClawPowers.Core.Errors;

/// <summary>Every way in which taking skills from a Git repository can fail, each with its id and its sentence.</summary>
internal static class RepositoryErrors
{
    private const int MostNames = 20;

    public static ClawException UrlInvalid(string text, string reason) => Of(
        "RepositoryUrlInvalid",
        ClawErrorKind.InvalidArgument,
        $"'{text}' can't be the address of a repository: {reason}. Give a URL such as https://github.com/owner/name, owner/name for one at GitHub, or the path of a repository on this machine, such as ./name.",
        text);

    public static ClawException UrlSecret(string harmless) => Of(
        "RepositoryUrlSecret",
        ClawErrorKind.Secret,
        $"The address of the repository ({harmless}) has a user, a password or a query in it, which would be kept in files. Nothing was fetched or kept. Give it without; a private repository {ByHand(harmless)}",
        harmless);

    public static ClawException Ssh(string url) => Of(
        "RepositoryProtocolUnsupported",
        ClawErrorKind.InvalidArgument,
        $"'{url}' is an address of SSH, for which the user's keys would be needed, and ClawPowers does not handle those. Use its address of https if it is public; else it {ByHand(url)}",
        url);

    public static ClawException Protocol(string url, string scheme) => Of(
        "RepositoryProtocolUnsupported",
        ClawErrorKind.InvalidArgument,
        $"'{url}' is of the protocol {scheme}, with which {(scheme is "http" or "git" ? "anyone on the way can change what arrives" : "repositories are not fetched")}. Allowed: https, and paths.",
        url);

    public static ClawException IsPage(string repository, string reference, string path) => Of(
        "RepositoryUrlInvalid",
        ClawErrorKind.InvalidArgument,
        $"That is a page about a repository, not the repository. Use: -Repository {repository} -Ref {reference}{(path.Length > 0 ? " -Path " + path : string.Empty)}",
        repository);

    public static ClawException Unreachable(string url, string reason, Exception? inner = null) => Of(
        "RepositoryUnreachable",
        ClawErrorKind.Connection,
        $"The repository '{url}' could not be fetched: {reason.TrimEnd('.')}. Nothing was changed. Look at the address and at the connection; one that can't be fetched from here {ByHand(url)}",
        url,
        inner);

    public static ClawException NeedsLogin(string url, Exception? inner = null) => Of(
        "RepositoryLoginRequired",
        ClawErrorKind.Connection,
        $"'{url}' is not there, or not for everyone: the server asks who you are. Nothing was changed. Look at the address; a private repository {ByHand(url)}",
        url,
        inner);

    public static ClawException LocalMissing(string path) => Of(
        "RepositoryNotFound",
        ClawErrorKind.NotFound,
        $"There is no Git repository at '{path}'. Give the path of its top folder, or of a bare repository; a folder of skills without Git is installed by -Path alone.",
        path);

    public static ClawException TooLarge(string url, string what) => Of(
        "RepositoryTooLarge",
        ClawErrorKind.LimitExceeded,
        $"'{url}' was not fetched to its end: {what}. Nothing was changed. If you trust it, clone it with your own Git, and install from the folder: Install-ClawSkill -Path",
        url);

    public static ClawException Busy(string url) => Of(
        "RepositoryBusy",
        ClawErrorKind.Busy,
        $"Another process has been fetching '{url}' for over 30 seconds. Nothing was changed. Try again.",
        url);

    public static ClawException CacheFailed(string folder, Exception inner) => Of(
        "RepositoryCacheFailed",
        ClawErrorKind.Disk,
        $"'{folder}', where repositories of skills are kept, can't be used: {inner.Message.TrimEnd('.')}. Nothing was installed. Mend the cause, or delete the folder: it holds nothing that can't be fetched again.",
        folder,
        inner);

    public static ClawException RefNotFound(string url, string reference, IReadOnlyCollection<string> known) => Of(
        "RepositoryRefNotFound",
        ClawErrorKind.NotFound,
        $"'{url}' has no branch, tag or commit '{reference}'. "
            + (known.Count == 0 ? "It has none at all." : $"It has: {string.Join(", ", known.Take(MostNames))}{(known.Count > MostNames ? string.Create(CultureInfo.InvariantCulture, $" and {known.Count - MostNames} more") : string.Empty)}. A commit is given by all its 40 digits, and must belong to a branch or tag."),
        reference);

    public static ClawException RefAmbiguous(string url, string reference) => Of(
        "RepositoryRefAmbiguous",
        ClawErrorKind.InvalidArgument,
        $"'{url}' has a branch and a tag named '{reference}'. Say which: heads/{reference} or tags/{reference}.",
        reference);

    public static ClawException NoDefault(string url) => Of(
        "RepositoryRefNotFound",
        ClawErrorKind.NotFound,
        $"'{url}' does not say which branch is meant if none is named. Name one by -Ref.",
        url);

    public static ClawException NoSkills(string url, string where) => Of(
        "SkillSourceNotFound",
        ClawErrorKind.NotFound,
        $"There is no skill in {where} of '{url}': no SKILL.md was found there. Name another branch or tag by -Ref, or a folder of the repository by -Path.",
        url);

    public static ClawException Unsafe(string url, string reason, Exception? inner = null) => Of(
        "SkillSourceUnsafe",
        ClawErrorKind.InvalidArgument,
        $"Nothing is taken from '{url}': {reason.TrimEnd('.')}.",
        url,
        inner);

    public static ClawException NameTaken(string skill, string folder, string origin, string wanted) => Of(
        "SkillNameTaken",
        ClawErrorKind.Conflict,
        $"'{skill}' is installed in '{folder}' from {origin}, so the skill of that name from {wanted} was not put in its place. Remove it first if you want the other: Uninstall-ClawSkill {skill}",
        skill);

    public static ClawException Invalid(string skill, IReadOnlyList<SkillProblem> errors) => Of(
        "SkillInvalid",
        ClawErrorKind.InvalidArgument,
        $"The skill '{skill}' was not installed, since it has {(errors.Count == 1 ? "an error" : string.Create(CultureInfo.InvariantCulture, $"{errors.Count} errors"))}: {string.Join(" ", errors.Take(3).Select(static error => $"{error.Path}:{error.Line.ToString(CultureInfo.InvariantCulture)} {error.RuleId}: {error.Message}"))}{(errors.Count > 3 ? " …" : string.Empty)} Tell its author; -Force installs it all the same.",
        skill);

    public static ClawException Rewritten(string skill, string url, string reference, string from, string to) => Of(
        "SkillHistoryRewritten",
        ClawErrorKind.Conflict,
        $"'{skill}' was not updated: the history of {reference} at '{url}' was rewritten. What is installed is commit {from}; the new one, {to}, does not follow from it. Ask its author why, look at Update-ClawSkill {skill} -Force -WhatIf, then -Force takes it.",
        skill);

    public static ClawException TagMoved(string skill, string url, string tag, string from, string to) => Of(
        "SkillTagMoved",
        ClawErrorKind.Conflict,
        $"'{skill}' was not updated: the tag {tag} at '{url}' was moved from commit {from}, which is installed, to {to}. Tags are not meant to move; it may be an attack. Ask its author why, look at Update-ClawSkill {skill} -Force -WhatIf, then -Force takes it.",
        skill);

    public static ClawException LockInvalid(string path, string reason, Exception? inner = null) => Of(
        "SkillLockInvalid",
        ClawErrorKind.InvalidArgument,
        $"'{path}', which says what repositories skills came from, can't be read: {reason}. Nothing was changed there. Bring it back as it was, or delete it: then its skills stay as they are until they are installed again.",
        path,
        inner);

    private static string ByHand(string url) =>
        $"can be cloned with your own Git and installed from there: git clone --mirror {url} skills.git, then Install-ClawSkill -Repository ./skills.git; after a 'git fetch' there, Update-ClawSkill goes on.";

    // Addresses and names are often a stranger's. What would steer the screen in them is written out.
    private static ClawException Of(string errorId, ClawErrorKind kind, string message, object? target = null, Exception? inner = null) =>
        new(errorId, kind, VisibleText.Escape(message), target, inner);
}
