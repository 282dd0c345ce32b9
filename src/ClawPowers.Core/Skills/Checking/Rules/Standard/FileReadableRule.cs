using ClawPowers.Core.Skills.Reading;

namespace ClawPowers.Core.Skills.Checking.Rules.Standard;

/// <summary>The SKILL.md can be read: it is a file of its own, and no longer than 1 MiB.</summary>
internal sealed class FileReadableRule() : SkillRule(
    "file-readable",
    SkillProblemSeverity.Error,
    "The SKILL.md can be read: it is a file of its own, and no longer than 1 MiB.",
    "Put a SKILL.md into the folder that can be read, with what is not always needed in references/.")
{
    private const string Beside = "Put it into the folder as a file of its own, in UTF-8 and no longer than 1 MiB; what can't be looked into is a reason not to trust the skill.";
    private const string Page = "Split it into pages that a person can read.";

    public override IEnumerable<Fault> Check(CheckedSkill skill) => skill.Document.Flaws
        .Where(static flaw => flaw.Kind is DocumentFlawKind.Unreadable or DocumentFlawKind.LeadsOut or DocumentFlawKind.TooLong)
        .Select(flaw => skill.Main.At(flaw.Line, flaw.Column, flaw.Message))
        .Concat(skill.Unread.Select(static file => new Fault(file.Path, 1, 1, $"It is not looked into: {file.Why}.") { Severity = SkillProblemSeverity.Warning, Advice = Beside }))
        .Concat(skill.Pages.Where(static page => !page.Document.Outline.IsTakenApart)
            .Select(static page => page.At(page.Document.BodyLine, 1, "Its links and blocks of code are not looked into: it is too long or too deeply nested.") with { Severity = SkillProblemSeverity.Warning, Advice = Page }));
}
