using System.Diagnostics;
using System.Management.Automation;
using ClawPowers.Core;
using ClawPowers.Core.Errors;
using ClawPowers.PowerShell.Errors;
using ClawPowers.PowerShell.Loading;

namespace ClawPowers.PowerShell.Commands;

/// <summary>What every command shares: the context it runs in, how it is stopped, how it fails and how it emits.</summary>
public abstract class ClawCommand : PSCmdlet, IDisposable
{
    private static readonly TimeSpan ProgressAfter = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ProgressEvery = TimeSpan.FromMilliseconds(200);

    private readonly CancellationTokenSource _stop = new();

    /// <summary>Cancelled when the user stops the pipeline.</summary>
    protected internal CancellationToken Stopped => _stop.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Gives back what the command holds.</summary>
    /// <param name="disposing">Whether managed resources are to be given back.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            _stop.Dispose();
        }
    }

    /// <summary>The store and the caller, from the current location and environment.</summary>
    internal virtual ClawContext CreateContext()
    {
        ModuleLifetime.NoteCoreUse();
        var context = ClawContext.FromEnvironment(SessionState.Path.CurrentFileSystemLocation.ProviderPath);
        WriteVerbose("Store: " + context.Store.File);
        return context;
    }

    /// <summary>What the command does once, before its input.</summary>
    protected virtual void Begin()
    {
    }

    /// <summary>What the command does for each input object.</summary>
    protected virtual void Process()
    {
    }

    /// <summary>What the command does after its input.</summary>
    protected virtual void End()
    {
    }

    /// <inheritdoc/>
    protected sealed override void BeginProcessing() => Guard(Begin);

    /// <inheritdoc/>
    protected sealed override void ProcessRecord() => Guard(Process);

    /// <inheritdoc/>
    protected sealed override void EndProcessing() => Guard(End);

    /// <inheritdoc/>
    protected sealed override void StopProcessing() => _stop.Cancel();

    /// <summary>The file that a path of PowerShell means, whether it exists or not.</summary>
    /// <param name="path">The path, absolute or relative to the current location.</param>
    protected string FilePath(string path)
    {
        string file = SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out ProviderInfo provider, out _);
        if (provider.Name != "FileSystem")
        {
            ThrowTerminatingError(ErrorRecords.NotAFilePath(path, provider));
        }

        return file;
    }

    /// <summary>Does something for one item; if only that item is at fault, reports it and goes on.</summary>
    /// <param name="target">The user's own object.</param>
    /// <param name="action">What to do.</param>
    protected internal void ForItem(object? target, Action action)
    {
        try
        {
            action();
        }
        catch (ClawException exception) when (exception.ConcernsOneItem())
        {
            WriteError(exception.ToErrorRecord(target));
        }
    }

    /// <summary>
    /// Emits a record. Where the output of the process is redirected, an agent reads it: the record then is of the type
    /// whose view is never cut or wrapped.
    /// </summary>
    /// <param name="record">A record of ClawPowers.Abstractions.</param>
    protected internal void Emit(object record) => WriteObject(!Console.IsOutputRedirected ? record : record switch
    {
        StateEntry entry => new PlainStateEntry(entry),
        StateVersion version => new PlainStateVersion(version),
        StateMatch match => new PlainStateMatch(match),
        StoreStatus status => new PlainStoreStatus(status),
        StoreCheck check => new PlainStoreCheck(check),
        StoreBackup backup => new PlainStoreBackup(backup),
        StoreImport import => new PlainStoreImport(import),
        StoreExport export => new PlainStoreExport(export),
        SkillMetric metric => new PlainSkillMetric(metric),
        MetricSummary summary => new PlainMetricSummary(summary),
        ListedClawPlan plan => new PlainListedClawPlan(plan),
        ClawPlan plan => new PlainClawPlan(plan),
        PlanReport report => new PlainPlanReport(report),
        SkillReport report => new PlainSkillReport(report),
        SkillFinding finding => new PlainSkillFinding(finding),
        SkillRecommendation recommendation => new PlainSkillRecommendation(recommendation),
        SkillEntry skill => new PlainSkillEntry(skill),
        SkillMatch match => new PlainSkillMatch(match),
        SkillProblem problem => new PlainSkillProblem(problem),
        SkillRepair repair => new PlainSkillRepair(repair),
        SkillInstallation installation => new PlainSkillInstallation(installation),
        ClawHook hook => new PlainClawHook(hook),
        ClawHookTest test => new PlainClawHookTest(test),
        SetupStep step => new PlainSetupStep(step),
        SessionContext context => new PlainSessionContext(context),
        PlanImport import => new PlainPlanImport(import),
        PlanCheck check => new PlainPlanCheck(check),
        GateResult result => new PlainGateResult(result),
        VerificationGate gate => new PlainVerificationGate(gate),
        GateHistory history => new PlainGateHistory(history),
        ClawTask task => new PlainClawTask(task),
        BranchForecast forecast => new PlainBranchForecast(forecast),
        ClawReviewer reviewer => new PlainClawReviewer(reviewer),
        ClawWorktree worktree => new PlainClawWorktree(worktree),
        WorktreeReport report => new PlainWorktreeReport(report),
        _ => record,
    });

    /// <summary>Does work that may be long on another thread, and shows that it goes on.</summary>
    /// <param name="activity">What is done, for the progress bar.</param>
    /// <param name="work">The work; must heed the token.</param>
    /// <returns>What the work gave.</returns>
    protected internal T WithProgress<T>(string activity, Func<CancellationToken, T> work) => WithProgress(activity, (_, stopped) => work(stopped));

    /// <summary>Does work that may be long on another thread, and shows how far it is.</summary>
    /// <param name="activity">What is done, for the progress bar.</param>
    /// <param name="work">The work; must heed the token, and may say from any thread how far it is: in words, and in percent if known.</param>
    /// <returns>What the work gave.</returns>
    protected internal T WithProgress<T>(string activity, Func<Action<string, int?>, CancellationToken, T> work)
    {
        var progress = new ProgressRecord(0, activity, "Working");
        long started = Stopwatch.GetTimestamp();
        bool shown = false;
        Tuple<string, int?>? latest = null;
        var task = Task.Run(() => work((words, percent) => Volatile.Write(ref latest, Tuple.Create(words, percent)), Stopped));
        while (!Task.WaitAny([task], ProgressEvery).Equals(0))
        {
            TimeSpan elapsed = Stopwatch.GetElapsedTime(started);
            if (elapsed >= ProgressAfter && !Stopping)
            {
                Tuple<string, int?>? known = Volatile.Read(ref latest);
                progress.StatusDescription = known is null ? $"{elapsed.TotalSeconds:0} s" : $"{known.Item1}, {elapsed.TotalSeconds:0} s";
                progress.PercentComplete = known?.Item2 ?? -1;
                WriteProgress(progress);
                shown = true;
            }
        }

        if (shown && !Stopping)
        {
            progress.RecordType = ProgressRecordType.Completed;
            WriteProgress(progress);
        }

        return task.GetAwaiter().GetResult();
    }

    private void Guard(Action action)
    {
        try
        {
            action();
        }
        catch (Exception exception) when (exception is PipelineStoppedException or FlowControlException)
        {
            throw;
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }
        catch (ClawException exception)
        {
            ThrowTerminatingError(exception.ToErrorRecord());
        }
    }
}
