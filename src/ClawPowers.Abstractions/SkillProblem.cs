using System.Globalization;

namespace ClawPowers;

/// <summary>One thing that is wrong with a skill, and where.</summary>
public record SkillProblem
{
    /// <summary>The rule that it breaks, such as <c>name-folder</c>.</summary>
    public required string RuleId { get; init; }

    /// <summary>How much it matters.</summary>
    public required SkillProblemSeverity Severity { get; init; }

    /// <summary>The skill: the name of its folder.</summary>
    public required string Skill { get; init; }

    /// <summary>The file, in full.</summary>
    public required string Path { get; init; }

    /// <summary>The line, from 1.</summary>
    public required int Line { get; init; }

    /// <summary>The column, in UTF-16 units from 1.</summary>
    public required int Column { get; init; }

    /// <summary>The last line that it is about; null if it is about one.</summary>
    public int? EndLine { get; init; }

    /// <summary>What is wrong, with what was found.</summary>
    public required string Message { get; init; }

    /// <summary>What to do about it.</summary>
    public required string Advice { get; init; }

    /// <summary>Whether <c>Repair-ClawSkill</c> mends it.</summary>
    public bool CanRepair { get; init; }

    /// <summary>The problem on one line, as compilers write it.</summary>
    /// <returns><c>path:line:column: severity rule: message</c></returns>
    public sealed override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Shown(Path)}:{Line}:{Column}: {Severity.ToString().ToLowerInvariant()} {RuleId}: {Message}");

    // A file's name may hold what steers a terminal.
    private static string Shown(string path) => path.Any(char.IsControl)
        ? string.Concat(path.Select(static c => char.IsControl(c) ? string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}") : c.ToString()))
        : path;
}
