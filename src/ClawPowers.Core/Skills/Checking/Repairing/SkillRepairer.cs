using System.Text;
using ClawPowers.Core.Errors;
using ClawPowers.Core.Skills.Reading;
using ClawPowers.Core.Storage;
using ClawPowers.Core.Text;

namespace ClawPowers.Core.Skills.Checking.Repairing;

/// <summary>Finds what can be mended in a skill, so that it can be shown before anything is written.</summary>
public static class SkillRepairer
{
    /// <summary>The rules whose breaches can be mended, some of them in simple cases only.</summary>
    public static IReadOnlyList<string> RuleIds => SkillMender.RuleIds;

    /// <summary>What would be mended, a file each; nothing if there is nothing to mend.</summary>
    /// <param name="file">The skill's <c>SKILL.md</c>.</param>
    public static IReadOnlyList<PlannedSkillRepair> Plan(string file)
    {
        if (SkillDocument.Read(Path.GetFullPath(file)) is not { } document)
        {
            return [];
        }

        List<PlannedSkillRepair> plans = [];
        if (SkillMender.Mend(document) is { } main)
        {
            plans.Add(Planned(document.Folder, document.Path, document.Bytes.ToArray(), main));
        }

        foreach (CheckedFile beside in SkillFiles.Beside(Path.GetDirectoryName(document.Path)!, document.Path).Files)
        {
            if (HiddenCharacters.Without(beside.Text) != beside.Text)
            {
                byte[] bytes = File.ReadAllBytes(beside.Path);
                plans.Add(Planned(document.Folder, beside.Path, bytes, new MendedText(WithoutHidden(bytes), [SkillMender.OfEveryFile])));
            }
        }

        return plans;
    }

    // The mark at the beginning of a file that is no SKILL.md is not ours to judge.
    private static string WithoutHidden(ReadOnlySpan<byte> bytes)
    {
        bool hasMark = bytes.StartsWith(Encoding.UTF8.Preamble);
        return (hasMark ? "\uFEFF" : string.Empty) + HiddenCharacters.Without(Encoding.UTF8.GetString(hasMark ? bytes[Encoding.UTF8.Preamble.Length..] : bytes));
    }

    private static string[] Shown(string text)
    {
        string[] lines = [.. text.Split('\n').Select(HiddenCharacters.Shown)];
        if (lines[^1].Length == 0)
        {
            return lines[..^1];
        }

        lines[^1] += "\n\\ No newline at end of file";
        return lines;
    }

    private static PlannedSkillRepair Planned(string skill, string path, byte[] before, MendedText after)
    {
        string name = Path.GetRelativePath(Path.GetDirectoryName(Path.GetDirectoryName(path)) ?? path, path).Replace(Path.DirectorySeparatorChar, '/');
        string[] old = Shown(Encoding.UTF8.GetString(before));
        string[] mended = Shown(after.Text);
        return new PlannedSkillRepair(
            new SkillRepair { Skill = skill, Path = path, RuleIds = after.RuleIds, Difference = UnifiedDifference.Of($"a/{name}", old, $"b/{name}", mended) },
            before,
            Encoding.UTF8.GetBytes(after.Text));
    }
}

/// <summary>A file that would be mended.</summary>
public sealed class PlannedSkillRepair
{
    private readonly byte[] _before;
    private readonly byte[] _after;

    internal PlannedSkillRepair(SkillRepair repair, byte[] before, byte[] after)
    {
        Repair = repair;
        _before = before;
        _after = after;
    }

    /// <summary>What would be mended.</summary>
    public SkillRepair Repair { get; }

    /// <summary>Writes the file: beside, and then in its place, so that it is there whole at any time.</summary>
    /// <exception cref="ClawException"><c>SkillChanged</c>: someone else has changed it meanwhile. <c>SkillWriteFailed</c>: it can't be written.</exception>
    public void Apply()
    {
        string path = RealPath.Of(Repair.Path);
        string partial = $"{path}.{Path.GetRandomFileName()}.tmp";
        try
        {
            if (!File.ReadAllBytes(path).AsSpan().SequenceEqual(_before))
            {
                throw new ClawException("SkillChanged", ClawErrorKind.Conflict, $"'{Repair.Path}' was changed while it was being mended, and is left as it is. Mend it again.", Repair.Path);
            }

            File.WriteAllBytes(partial, _after);
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(partial, File.GetUnixFileMode(path));
            }

            File.Move(partial, path, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            StoreCopies.TryDelete(partial);
            throw new ClawException("SkillWriteFailed", ClawErrorKind.Disk, $"'{Repair.Path}' can't be written: {exception.Message} Nothing was changed.", Repair.Path, exception);
        }
    }
}
