using ClawPowers.Core.State;

namespace ClawPowers.Core.Skills.Checking.Rules.Dangers;

/// <summary>No file holds a secret.</summary>
internal sealed class SecretRule() : SkillRule(
    "secret",
    SkillProblemSeverity.Error,
    "No file holds a secret.",
    "Take it out and have it revoked: who has the skill has the secret. An example is written as <token>, or with EXAMPLE in it.")
{
    public override IEnumerable<Fault> Check(CheckedSkill skill) =>
        from file in skill.Files.Prepend(new CheckedFile(skill.Main.Path, skill.Document.Text))
        from secret in SecretScanner.FindAll(file.Text)
        where !IsExample(file.Text[secret.Range])
        orderby secret.Range.Start.Value
        let passage = new Passage(PassageKind.Example, file.Path, file.Text, 1, 1)
        select passage.At(secret.Range.Start.Value, $"There is something like this: {secret.Rule}.");

    private static bool IsExample(string text) =>
        text.Contains("EXAMPLE", StringComparison.OrdinalIgnoreCase) || text.Contains("xxxx", StringComparison.OrdinalIgnoreCase) || text.Contains("...", StringComparison.Ordinal);
}
