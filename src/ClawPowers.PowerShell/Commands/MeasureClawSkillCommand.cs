using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using ClawPowers.Core;
using ClawPowers.Core.Errors;
using ClawPowers.Core.Metrics;
using ClawPowers.Core.Scope;
using ClawPowers.PowerShell.Binding;
using ClawPowers.PowerShell.Completion;
using ClawPowers.PowerShell.Errors;

namespace ClawPowers.PowerShell.Commands;

/// <summary>Runs a block, and records how long it took and how it ended.</summary>
[Cmdlet(VerbsDiagnostic.Measure, "ClawSkill", SupportsShouldProcess = true)]
[OutputType(typeof(object), typeof(SkillMetric))]
public sealed class MeasureClawSkillCommand : ScopedChangeCommand
{
    // The block runs in the caller's scope, as that of Measure-Command does. Its errors come with its output, in order.
    private const string Run = ". $args[0] 2>&1 | & { process { $args[0].Take($_) } } $args[1]";

    private BlockOutput? _output;
    private long? _exitCode;

    /// <summary>The skill that is used.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [AllowEmptyString]
    [ArgumentCompleter(typeof(KnownSkillCompleter))]
    public string Skill { get; set; } = string.Empty;

    /// <summary>What to run.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    public ScriptBlock ScriptBlock { get; set; } = ScriptBlock.Create(string.Empty);

    /// <summary>What was measured.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(MeasureCompleter))]
    public object[]? Measure { get; set; }

    /// <summary>What is to be noted.</summary>
    [Parameter]
    public string? Notes { get; set; }

    /// <summary>Who says how it ended.</summary>
    [Parameter]
    public MetricSource Source { get; set; } = MetricSource.Verified;

    /// <summary>The model that the agent runs.</summary>
    [Parameter]
    public string? Model { get; set; }

    /// <summary>Records notes and measures even if they look like a secret.</summary>
    [Parameter]
    public SwitchParameter AllowSecret { get; set; }

    /// <summary>Emits the run as it was recorded, after the block's output.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void End()
    {
        ClawContext context = CreateContext();
        var measures = new MeasureArgument();
        measures.Add(Measure);
        var request = new AddMetricRequest
        {
            Skill = Skill,
            Outcome = SkillOutcome.Success,
            Source = Source,
            Notes = Notes,
            Measures = measures.Values,
            Model = Booking.Given(Model),
            Commit = WantedProject is { Length: > 0 } ? null : GitHead.Find(context.WorkingDirectory),
            Scope = WantedScope,
            Project = WantedProject,
            AllowSecret = AllowSecret,
            WantsMetric = PassThru,
        };
        var log = new MetricLog(context);
        string destination = log.Plan(request).Destination!; // What could not be recorded is not begun.
        if (!ShouldProcess($"{Skill} ({destination})", "Run the block and record it"))
        {
            return;
        }

        long started = Stopwatch.GetTimestamp();
        try
        {
            RunBlock();
        }
        catch (Exception exception)
        {
            Record(log, request, started, exception);
            throw;
        }

        if (Record(log, request, started, thrown: null) is { } recorded)
        {
            Emit(recorded);
        }
    }

    private void RunBlock()
    {
        // A code that an earlier program left is not the block's, so there is none while it runs.
        PSVariable? earlier = SessionState.PSVariable.Get("global:LASTEXITCODE");
        object? code = earlier?.Value;
        SessionState.PSVariable.Set("global:LASTEXITCODE", value: null);
        _output = new BlockOutput(this);
        try
        {
            InvokeCommand.InvokeScript(Run, useNewScope: false, PipelineResultTypes.Output | PipelineResultTypes.Error, input: null, ScriptBlock, _output);
        }
        finally
        {
            object? left = SessionState.PSVariable.GetValue("global:LASTEXITCODE");
            if (LanguagePrimitives.TryConvertTo(left, CultureInfo.InvariantCulture, out long exitCode) && left is not null)
            {
                _exitCode = exitCode;
            }
            else if (earlier is null)
            {
                SessionState.PSVariable.Remove("global:LASTEXITCODE");
            }
            else
            {
                SessionState.PSVariable.Set("global:LASTEXITCODE", code);
            }
        }
    }

    private SkillMetric? Record(MetricLog log, AddMetricRequest request, long started, Exception? thrown)
    {
        (SkillOutcome outcome, string? problem) = Judge(thrown);
        string? notes = string.IsNullOrEmpty(request.Notes) ? problem
            : problem is null ? request.Notes
            : request.Notes + "\n" + problem;
        try
        {
            return log.Apply(request with { Outcome = outcome, Duration = Stopwatch.GetElapsedTime(started), Notes = notes });
        }
        catch (ClawException exception)
        {
            // The block did its work, and its output is out. What it threw is not to be hidden either.
            if (thrown is null)
            {
                WriteError(exception.ToErrorRecord(Skill));
            }

            return null;
        }
    }

    private (SkillOutcome Outcome, string? Problem) Judge(Exception? thrown)
    {
        if (Stopping)
        {
            return (SkillOutcome.Skipped, "Stopped before its end.");
        }

        if (_output?.FirstError is { } error)
        {
            return Failure(error);
        }

        switch (thrown)
        {
            case IContainsErrorRecord { ErrorRecord: { } record } and not (PipelineStoppedException or FlowControlException):
                return Failure(record.Exception.Message);
            case not (null or PipelineStoppedException or FlowControlException):
                return Failure(thrown.Message);
        }

        // "exit 3" ends the script, and is no error.
        long? code = thrown is FlowControlException
            && LanguagePrimitives.TryConvertTo(PSObject.AsPSObject(thrown).Properties["Argument"]?.Value, CultureInfo.InvariantCulture, out long argument)
            && argument != 0 ? argument : _exitCode;
        return code is { } number and not 0
            ? Failure(string.Create(CultureInfo.InvariantCulture, $"Exit code {number}"))
            : (SkillOutcome.Success, null);
    }

    private static (SkillOutcome Outcome, string? Problem) Failure(string message) =>
        (SkillOutcome.Failure, FailureNotes.Of([new FailedPart(Name: null, message)]));
}
