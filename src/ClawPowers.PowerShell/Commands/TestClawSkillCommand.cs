using System.Management.Automation;
using ClawPowers.Core.Skills.Checking;
using ClawPowers.PowerShell.Checking;
using ClawPowers.PowerShell.Completion;

namespace ClawPowers.PowerShell.Commands;

/// <summary>Checks skills, and changes nothing.</summary>
[Cmdlet(VerbsDiagnostic.Test, "ClawSkill", DefaultParameterSetName = "Name")]
[OutputType(typeof(SkillProblem), typeof(bool))]
public sealed class TestClawSkillCommand : SkillFilesCommand
{
    private SkillChecker? _checker;
    private bool _anyError;

    /// <summary>Only these rules, by name or pattern.</summary>
    [Parameter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(SkillRuleCompleter))]
    public string[]? Rule { get; set; }

    /// <summary>All but these rules, by name or pattern.</summary>
    [Parameter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(SkillRuleCompleter))]
    public string[]? ExcludeRule { get; set; }

    /// <summary>Leaves out what matters less.</summary>
    [Parameter]
    public SkillProblemSeverity MinimumSeverity { get; set; }

    /// <summary>Emits only whether no problem was found that is an error, or as severe as -MinimumSeverity says.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <inheritdoc/>
    protected override void Begin()
    {
        SkillProblemSeverity minimum = Quiet && !MyInvocation.BoundParameters.ContainsKey(nameof(MinimumSeverity)) ? SkillProblemSeverity.Error : MinimumSeverity;
        _checker = new SkillChecker(new SkillCheckRequest { Rules = Rule, ExcludedRules = ExcludeRule, MinimumSeverity = minimum }, new PowerShellSyntax(this));
    }

    /// <inheritdoc/>
    protected override void End()
    {
        if (Quiet)
        {
            WriteObject(!_anyError);
        }
    }

    private protected override void Handle(string file)
    {
        foreach (SkillProblem problem in _checker!.Check(file, Stopped))
        {
            _anyError = true;
            if (!Quiet)
            {
                Emit(problem);
            }
        }
    }

    private protected override void Missing() => _anyError = true;
}
