namespace ClawPowers.Core.Errors;

/// <summary>Every way in which making a skill can fail, beside its name.</summary>
internal static class MakingErrors
{
    public static ClawException InvalidDescription(string reason, string description) => new(
        "InvalidSkillDescription",
        ClawErrorKind.InvalidArgument,
        $"The description is not possible: {reason}. Say in 1 to 1,024 characters when the skill is to be used and what it does, without < and >.",
        description);

    public static ClawException Exists(string name, string folder) => new(
        "SkillExists",
        ClawErrorKind.Conflict,
        $"There is already something at '{folder}', and it was left alone. Choose another name, or another folder with -Path.",
        name);

    public static ClawException FolderFailed(string folder, Exception inner) => new(
        "SkillFolderUnusable",
        inner is UnauthorizedAccessException ? ClawErrorKind.ReadOnly : ClawErrorKind.Disk,
        $"The skill can't be made in '{folder}': {inner.Message.TrimEnd('.')}. Nothing was made.",
        folder,
        inner);
}
