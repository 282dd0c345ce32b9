using System.Text.RegularExpressions;
using ClawPowers.Core.Metrics;

namespace ClawPowers.Core.Skills.Checking.Rules.Metadata;

/// <summary>Every measure that the skill has recorded is among those that it tracks.</summary>
internal sealed partial class TrackedMeasuresRule() : SkillRule(
    "metric-tracked",
    SkillProblemSeverity.Warning,
    "Every measure that the skill has recorded is among those that it tracks.",
    "Add the measure to metadata: tracks, or record one that is there: feedback looks at those.")
{
    public override IEnumerable<Fault> Check(CheckedSkill skill)
    {
        HashSet<string> tracked = new(skill.FrontMatter?.Words("metadata", "tracks") ?? [], StringComparer.OrdinalIgnoreCase) { SituationReader.Measure };
        foreach (CheckedScript script in skill.Scripts)
        {
            foreach (PowerShellCall call in script.Script.Calls.Where(call => Records(call, skill.Name)))
            {
                foreach ((string measure, PowerShellArgument argument) in Measures(call))
                {
                    if (!tracked.Contains(measure))
                    {
                        yield return script.At(argument.Line, argument.Column, $"'{measure}' is recorded, and is not among the measures that the skill tracks.");
                    }
                }
            }
        }
    }

    // Of a run that is another skill's, that skill says what it tracks.
    private static bool Records(PowerShellCall call, string skill)
    {
        if (!call.Name.Equals("Add-ClawMetric", StringComparison.OrdinalIgnoreCase))
        {
            return call.Name.Equals("Set-ClawMetric", StringComparison.OrdinalIgnoreCase);
        }

        PowerShellArgument? named = call.Arguments.SkipWhile(static argument => !IsNamed(argument, "Skill")).Skip(1).FirstOrDefault() ?? call.Arguments.TakeWhile(static argument => !argument.IsParameter).FirstOrDefault();
        return named?.Text is null || named.Text == skill;
    }

    // What is given to -Measure, and what is left over: Add-ClawMetric takes that for measures too.
    private static IEnumerable<(string Measure, PowerShellArgument Argument)> Measures(PowerShellCall call)
    {
        bool isMeasure = true;
        bool isTaken = false;
        foreach (PowerShellArgument argument in call.Arguments)
        {
            if (argument.IsParameter)
            {
                isMeasure = IsNamed(argument, "Measure");
                isTaken = false;
                continue;
            }

            foreach (string part in isMeasure || isTaken ? Separator().Split(argument.Text ?? string.Empty) : [])
            {
                int sign = part.IndexOf('=', StringComparison.Ordinal);
                if (sign > 0 && MeasureSet.IsName(part[..sign].Trim()))
                {
                    yield return (part[..sign].Trim(), argument);
                }
            }

            isTaken = true;
        }
    }

    private static bool IsNamed(PowerShellArgument argument, string parameter) =>
        argument is { IsParameter: true, Text.Length: > 2 } && parameter.StartsWith(argument.Text, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"[\s,;]+(?=[A-Za-z_][A-Za-z0-9_.-]*=)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Separator();
}
