using System.Management.Automation;
using ClawPowers.Core.Skills.Checking;

namespace ClawPowers.PowerShell.Commands;

/// <summary>Makes a SARIF log of problems.</summary>
[Cmdlet(VerbsData.ConvertTo, "ClawSarif")]
[OutputType(typeof(string))]
public sealed class ConvertToClawSarifCommand : ClawCommand
{
    private readonly List<SkillProblem> _problems = [];

    /// <summary>Problems, as Test-ClawSkill emits them.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [AllowNull]
    [AllowEmptyCollection]
    public SkillProblem[]? Problem { get; set; }

    /// <summary>The folder that the paths in the log count from, instead of the top of the repository or the current location.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Root { get; set; }

    /// <inheritdoc/>
    protected override void Process() => _problems.AddRange(Problem ?? []);

    /// <inheritdoc/>
    protected override void End()
    {
        string root = Root is null ? SarifLog.RootOf(CreateContext()) : FilePath(Root);
        WriteObject(SarifLog.Write(_problems, root, MyInvocation.MyCommand.Module?.Version.ToString() ?? "0.0.0"));
    }
}
