using System.Globalization;
using ClawPowers.Core.Skills.Reading;

namespace ClawPowers.Core.Errors;

/// <summary>Every way in which installing or making a skill can fail, each with its id and its sentence.</summary>
internal static class InstallErrors
{
    public static ClawException NotInProject(string directory) => Of(
        "NotInProject",
        ClawErrorKind.InvalidArgument,
        $"Skills of the project were asked for, but '{directory}' is not inside a Git repository. Go into one, or use -Scope User.",
        directory);

    public static ClawException NoAgent() => Of(
        "AgentMissing",
        ClawErrorKind.InvalidArgument,
        $"It was not said which agent to install for. Allowed: {string.Join(", ", Enum.GetNames<ClawAgent>())}.");

    public static ClawException RefWithoutRepository(string reference) => Of(
        "RepositoryMissing",
        ClawErrorKind.InvalidArgument,
        $"-Ref '{reference}' names a branch, tag or commit, but no repository was named. Add -Repository.",
        reference);

    public static ClawException NoHome(string folder) => Of(
        "SkillFolderUnusable",
        ClawErrorKind.NotFound,
        folder.Length == 0
            ? "It is not known where your home folder is, so nothing can be installed for you. Set HOME, or use -Scope Project."
            : $"Your home folder '{folder}' does not exist, so nothing can be installed there. Make it, or use -Scope Project.",
        folder);

    public static ClawException LeadsOut(string path, string folder) => Of(
        "SkillFolderUnusable",
        ClawErrorKind.InvalidArgument,
        $"'{path}' leads out of the project, to '{folder}'. Nothing is installed through such a link. Replace it by a folder.",
        path);

    public static ClawException FolderFailed(string path, Exception inner) => Of(
        "SkillFolderUnusable",
        inner is UnauthorizedAccessException ? ClawErrorKind.ReadOnly : ClawErrorKind.Disk,
        $"'{path}' can't be written to: {inner.Message.TrimEnd('.')}. Nothing was changed there.",
        path,
        inner);

    public static ClawException Busy(string path) => Of(
        "SkillFolderBusy",
        ClawErrorKind.Busy,
        $"Another process has been installing skills under '{path}' for over 10 seconds. Nothing was changed. Try again.",
        path);

    public static ClawException Foreign(string skill, string folder) => Of(
        "SkillFolderForeign",
        ClawErrorKind.Conflict,
        $"'{folder}' is there already, and ClawPowers did not put it there, so '{skill}' was not installed. Move it away, or install under another name from a folder of your own (-Path).",
        skill);

    public static ClawException NotFound(string name, string where) => Of(
        "SkillNotFound",
        ClawErrorKind.NotFound,
        $"There is no skill '{name}' {where}.",
        name);

    public static ClawException NotInstalled(string name) => Of(
        "SkillNotInstalled",
        ClawErrorKind.NotFound,
        $"ClawPowers has not installed a skill '{name}' there. Without -Name, -Agent and -Scope, Update-ClawSkill -WhatIf names all that it has.",
        name);

    public static ClawException SourceNotFound(string path) => Of(
        "SkillSourceNotFound",
        ClawErrorKind.NotFound,
        $"'{path}' is neither a skill nor a folder of skills: no SKILL.md was found there. Give a folder of skills, the folder of one, or its SKILL.md.",
        path);

    public static ClawException SeveralSources(string name, string one, string other) => Of(
        "SkillSourceAmbiguous",
        ClawErrorKind.InvalidArgument,
        $"There are two skills named '{name}': '{one}' and '{other}'. Give the folder of the one that is meant.",
        name);

    public static ClawException SourceUnsafe(string name, string reason) => Of(
        "SkillSourceUnsafe",
        ClawErrorKind.InvalidArgument,
        $"The skill '{name}' can't be installed: {reason}.",
        name);

    public static ClawException Dangerous(string name, IReadOnlyList<SkillProblem> dangers) => Of(
        "SkillDangerous",
        ClawErrorKind.Secret,
        $"The skill '{name}' was not installed, since agents would do what is dangerous in it: {dangers[0].Message.TrimEnd('.')} ({dangers[0].RuleId}, line {dangers[0].Line.ToString(CultureInfo.InvariantCulture)} of '{dangers[0].Path}'){(dangers.Count == 1 ? string.Empty : ", and more")}. Test-ClawSkill names all of it; -Force insists.",
        name);

    public static ClawException SourceFailed(string name, Exception inner) => Of(
        "SkillSourceUnreadable",
        ClawErrorKind.InvalidArgument,
        $"The skill '{name}' can't be read: {inner.Message.TrimEnd('.')}.",
        name,
        inner);

    public static ClawException ManifestInvalid(string path, string reason, Exception? inner = null) => Of(
        "SkillManifestInvalid",
        ClawErrorKind.InvalidArgument,
        $"'{path}', which says what ClawPowers put there, can't be read: {reason}. Nothing was changed there. Bring it back as it was, or delete it: then what is there counts as yours.",
        path,
        inner);

    public static ClawException ManifestNewer(string path) => Of(
        "SkillManifestInvalid",
        ClawErrorKind.InvalidArgument,
        $"A later version of ClawPowers wrote '{path}'. Nothing was changed there. Update ClawPowers.",
        path);

    public static ClawException ChangedMeanwhile(string skill, string file) => Of(
        "SkillFileChanged",
        ClawErrorKind.Conflict,
        $"'{file}' was changed at the same moment, and was left alone. The rest of '{skill}' may be half done. Run the command again.",
        skill);

    public static ClawException SkillFailed(string skill, string folder, bool isUntouched, Exception inner) => Of(
        "SkillInstallFailed",
        ClawErrorKind.Conflict,
        $"'{skill}' in '{folder}' could not be changed: {inner.Message.TrimEnd('.')}. {(isUntouched ? "It is as it was before." : "It may be half done. Nothing of yours is lost; run the command again when the cause is mended.")}",
        skill,
        inner);

    public static ClawException ManifestFailed(string path, Exception inner) => Of(
        "SkillInstallFailed",
        ClawErrorKind.Disk,
        $"What was to be done is done, but '{path}', which says so, could not be written: {inner.Message.TrimEnd('.')}. Run the command again when the cause is mended.",
        path,
        inner);

    public static ClawException InvalidName(string name, string reason) => Of(
        "InvalidSkillName",
        ClawErrorKind.InvalidArgument,
        $"'{name}' can't be the name of a skill: {reason}. Allowed are 1 to 64 of a-z, 0-9 and single hyphens between them, such as code-review.",
        name);

    // Names and paths are often a stranger's. What would steer the screen in them is written out.
    private static ClawException Of(string errorId, ClawErrorKind kind, string message, object? target = null, Exception? inner = null) =>
        new(errorId, kind, VisibleText.Escape(message), target, inner);
}
