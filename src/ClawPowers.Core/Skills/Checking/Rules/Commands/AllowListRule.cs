namespace ClawPowers.Core.Skills.Checking.Rules.Commands;

/// <summary>Every line of a plain block of PowerShell is one command that a user could put on an allow list.</summary>
internal sealed class AllowListRule() : SkillRule(
    "allow-list",
    SkillProblemSeverity.Warning,
    "Every line of a plain block of PowerShell is one command that a user could put on an allow list.",
    "Write it as one plain command on one line; put longer pieces into a block ```powershell script, or a file in scripts/.")
{
    private static readonly string[] Hidden = ["Invoke-Expression", "iex"];
    private static readonly string[] Shells = ["pwsh", "powershell", "pwsh.exe", "powershell.exe"];

    public override IEnumerable<Fault> Check(CheckedSkill skill) =>
        from script in skill.Scripts
        where script.IsTyped
        from line in script.Script.Obstacles.Concat(Commands(script.Script)).GroupBy(static place => place.Line)
        orderby line.Key
        let first = line.MinBy(static place => place.Column)!
        select script.At(first.Line, first.Column, $"The line can't be put on an allow list: it has {string.Join(" and ", line.OrderBy(static place => place.Column).Select(static place => place.Text).Distinct().Take(3))}.");

    private static IEnumerable<PowerShellPlace> Commands(PowerShellScript script)
    {
        foreach (PowerShellCall call in script.Calls)
        {
            if (Hidden.Contains(call.Name, StringComparer.OrdinalIgnoreCase))
            {
                yield return new PowerShellPlace(call.Line, call.Column, call.Name);
            }

            if (Shells.Contains(call.Name, StringComparer.OrdinalIgnoreCase)
                && call.Arguments.FirstOrDefault(static argument => argument is { IsParameter: true, Text: { } name } && IsEncoded(name)) is { } encoded)
            {
                yield return new PowerShellPlace(encoded.Line, encoded.Column, "an encoded command");
            }
        }
    }

    private static bool IsEncoded(string name) =>
        name.Equals("ec", StringComparison.OrdinalIgnoreCase) || (name.Length > 0 && "EncodedCommand".StartsWith(name, StringComparison.OrdinalIgnoreCase));
}
