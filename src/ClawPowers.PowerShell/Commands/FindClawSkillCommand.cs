using System.Management.Automation;
using ClawPowers.Core.Skills;
using ClawPowers.Core.Skills.Finding;

namespace ClawPowers.PowerShell.Commands;

/// <summary>Finds the skill for a situation in plain words.</summary>
[Cmdlet(VerbsCommon.Find, "ClawSkill")]
[OutputType(typeof(SkillMatch))]
public sealed class FindClawSkillCommand : ClawCommand
{
    private SkillFinder? _finder;

    /// <summary>The situation in plain words.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromRemainingArguments = true)]
    [AllowEmptyString]
    public string[] Situation { get; set; } = [];

    /// <summary>The most skills wanted.</summary>
    [Parameter]
    [ValidateRange(1, 2_000)]
    public int First { get; set; } = SkillFindQuery.DefaultFirst;

    /// <summary>Emits every skill that meets any of the words, however little.</summary>
    [Parameter]
    public SwitchParameter All { get; set; }

    /// <inheritdoc/>
    protected override void Process() => ForItem(target: null, () =>
    {
        bool isFirst = _finder is null;
        SkillFinder finder = _finder ??= new SkillFinder(CreateContext());
        string situation = string.Join(' ', Situation);
        IReadOnlyList<SkillMatch> matches = WithProgress("Finding skills", stopped => finder.Find(situation, new SkillFindQuery { First = First, All = All }, stopped));
        foreach (SkillIssue issue in isFirst ? finder.Issues : [])
        {
            WriteWarning(issue.ToString());
        }

        foreach (SkillMatch match in matches)
        {
            Emit(match);
        }
    });
}
