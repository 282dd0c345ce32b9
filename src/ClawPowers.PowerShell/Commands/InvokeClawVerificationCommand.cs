using System.Management.Automation;
using ClawPowers.Core;
using ClawPowers.Core.Verification;
using ClawPowers.PowerShell.Completion;

namespace ClawPowers.PowerShell.Commands;

/// <summary>Runs the gates of a project: commands that say by their exit code whether something holds.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "ClawVerification", SupportsShouldProcess = true, DefaultParameterSetName = RunSet)]
[OutputType(typeof(GateResult), ParameterSetName = [RunSet])]
[OutputType(typeof(VerificationGate), ParameterSetName = [ListSet, InitializeSet])]
public sealed class InvokeClawVerificationCommand : ClawCommand
{
    private const string RunSet = "Run";
    private const string ListSet = "List";
    private const string InitializeSet = "Initialize";

    private readonly ProgressRecord _progress = new(0, "Verifying", "Working");
    private bool _isShown;

    /// <summary>The project's folder; that of the location if left out.</summary>
    [Parameter(Position = 0)]
    [Alias("LiteralPath", "PSPath")]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>Gates by name or pattern; all if left out. What they need is run too.</summary>
    [Parameter(Position = 1)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(GateCompleter))]
    public string[]? Gate { get; set; }

    /// <summary>Agrees to run these gates in this project, now and later, as long as they stay as they are.</summary>
    [Parameter(ParameterSetName = RunSet)]
    public SwitchParameter Trust { get; set; }

    /// <summary>Runs all gates, also those that passed before the last run was stopped.</summary>
    [Parameter(ParameterSetName = RunSet)]
    public SwitchParameter Restart { get; set; }

    /// <summary>Emits the gates and runs none.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ListSet)]
    public SwitchParameter List { get; set; }

    /// <summary>Writes the gates that were detected into a configuration, and runs none.</summary>
    [Parameter(Mandatory = true, ParameterSetName = InitializeSet)]
    public SwitchParameter Initialize { get; set; }

    /// <summary>The session to book the runs to, instead of the one that is found.</summary>
    [Parameter(ParameterSetName = RunSet)]
    public string? SessionId { get; set; }

    /// <summary>The agent to book the runs to, instead of the one that is found.</summary>
    [Parameter(ParameterSetName = RunSet)]
    public string? Agent { get; set; }

    internal override ClawContext CreateContext() => base.CreateContext().BookedTo(SessionId, Agent);

    /// <inheritdoc/>
    protected override void End()
    {
        ClawContext context = CreateContext();
        var verifier = new Verifier(context);
        VerificationPlan plan = verifier.Plan(new VerificationRequest { Path = Path is null ? null : FilePath(Path), Gates = Gate, Restart = Restart }, Stopped);
        switch (ParameterSetName)
        {
            case ListSet:
                EmitGates(plan);
                break;
            case InitializeSet:
                WriteConfiguration(verifier, plan);
                break;
            default:
                Run(verifier, plan);
                break;
        }
    }

    private void EmitGates(VerificationPlan plan)
    {
        foreach (VerificationGate gate in plan.Gates)
        {
            Emit(gate);
        }
    }

    private void WriteConfiguration(Verifier verifier, VerificationPlan plan)
    {
        if (ShouldProcess(Verifier.ConfigurationOf(plan), $"Write {plan.Gates.Count} gates"))
        {
            Verifier.Initialize(plan);
            EmitGates(verifier.Plan(new VerificationRequest { Path = plan.Folder }, Stopped));
        }
    }

    private void Run(Verifier verifier, VerificationPlan plan)
    {
        string what = $"Run these gates in {plan.Folder}:\n{string.Join('\n', plan.Describe())}";
        if (!ShouldProcess(what, what + "\nRun them?", "Verification"))
        {
            return;
        }

        if (!plan.IsTrusted && (Trust || IsAgreedTo(plan)))
        {
            plan = verifier.Trust(plan, Stopped);
        }

        int failed = 0;
        foreach (VerificationEvent happened in verifier.Run(plan, Stopped))
        {
            Show(happened);
            if (happened.Warning is { } warning)
            {
                WriteWarning(warning);
            }

            if (happened.Ended is { } result)
            {
                failed += result.Passed ? 0 : 1;
                Emit(result);
            }
        }

        Hide();
        if (failed > 0)
        {
            WriteVerbose($"{failed} of {plan.Gates.Count} gates did not pass.");
        }
    }

    // A console whose input is a pipe or a file answers for whoever is not there.
    private bool IsAgreedTo(VerificationPlan plan)
    {
        try
        {
            return !(Host.Name == "ConsoleHost" && Console.IsInputRedirected) && ShouldContinue(
                $"Gates are code. These are those of {plan.ProjectName}:\n{string.Join('\n', plan.DescribeAll())}\n\nMay they run, now and as long as they stay as they are?",
                "Verification");
        }
        catch (Exception exception) when (exception is not (PipelineStoppedException or FlowControlException))
        {
            return false; // Nobody can be asked; the error says what would have run.
        }
    }

    private void Show(VerificationEvent happened)
    {
        RunningGate? running = happened.Running.Count > 0 ? happened.Running[^1] : null;
        if (running is null || Stopping || (!_isShown && running.Elapsed < TimeSpan.FromSeconds(1)))
        {
            return;
        }

        _progress.StatusDescription = $"{happened.Done} of {happened.Total}: {string.Join(", ", happened.Running.Select(static gate => $"{gate.Gate} {gate.Elapsed.TotalSeconds:0} s"))}";
        _progress.CurrentOperation = running.LatestLine ?? running.Command;
        _progress.PercentComplete = 100 * happened.Done / happened.Total;
        WriteProgress(_progress);
        _isShown = true;
    }

    private void Hide()
    {
        if (_isShown && !Stopping)
        {
            _progress.RecordType = ProgressRecordType.Completed;
            WriteProgress(_progress);
        }
    }
}
