using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using ClawPowers.Core.Skills.Reading;

namespace ClawPowers.Core.Verification.Running;

/// <summary>
/// Runs the gates of a plan in their order, those of one group side by side, each after those that it needs. Whoever reads the events
/// drives the run; who stops reading stops it.
/// </summary>
internal sealed class GateRun
{
    private static readonly TimeSpan Pulse = TimeSpan.FromMilliseconds(200);

    // What is stopped has this long to go, and is then left behind.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly GateRunner _runner;
    private readonly RunLog _log;
    private readonly int _total;
    private readonly List<GateSpec> _waiting;
    private readonly Dictionary<string, GateResult> _results = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Live> _running = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Task> _tasks = new(StringComparer.Ordinal);
    private readonly BlockingCollection<GateResult> _ended = [];
    private readonly int _atOnce = Math.Max(2, Environment.ProcessorCount);

    public GateRun(GateRunner runner, RunLog log, IReadOnlyList<GateSpec> gates)
    {
        _runner = runner;
        _log = log;
        _total = gates.Count;
        _waiting = [.. gates];
    }

    /// <summary>Whether every gate has a result, and none speaks against the work.</summary>
    public bool Passed => _waiting.Count == 0 && _results.Count == _total && _results.Values.All(static result => result.Passed);

    /// <summary>Runs them.</summary>
    /// <exception cref="OperationCanceledException">It was stopped; what was known by then is kept.</exception>
    public IEnumerable<VerificationEvent> Events(CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);

        // A program that is told to end may end, but not without its gates.
        using PosixSignalRegistration terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => StopAll(stop));
        using PosixSignalRegistration hungUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, _ => StopAll(stop));
        try
        {
            while (_waiting.Count > 0 || !_running.IsEmpty)
            {
                cancellation.ThrowIfCancellationRequested();
                foreach (GateResult settled in Settled())
                {
                    yield return Event() with { Ended = settled };
                }

                foreach (GateSpec gate in Startable())
                {
                    Start(gate, stop.Token);
                    yield return Event() with { Started = new RunningGate(gate.Name, VisibleText.Escape(gate.Command), TimeSpan.Zero, LatestLine: null) };
                }

                if (_running.IsEmpty)
                {
                    continue;
                }

                if (Next(cancellation) is { } ended)
                {
                    yield return Event() with { Ended = Note(ended) };
                }
                else
                {
                    yield return Event();
                }
            }
        }
        finally
        {
            StopAll(stop);
            while (!_running.IsEmpty && _ended.TryTake(out GateResult? stopped, Patience))
            {
                Note(stopped);
            }
        }
    }

    private void StopAll(CancellationTokenSource stop)
    {
        try
        {
            stop.Cancel();
            Task.WaitAll([.. _tasks.Values], Patience);
        }
        catch (AggregateException)
        {
            // Whoever waits for it is told.
        }
        catch (ObjectDisposedException)
        {
            // The run is at its end already.
        }
    }

    // Those that need not be run, or must not.
    private IEnumerable<GateResult> Settled()
    {
        for (int i = 0; i < _waiting.Count;)
        {
            if (WithoutRun(_waiting[i]) is { } result)
            {
                _waiting.RemoveAt(i);
                i = 0; // Others may have waited for it.
                yield return Note(result);
            }
            else
            {
                i++;
            }
        }
    }

    private GateResult? WithoutRun(GateSpec gate)
    {
        GateResult result = new() { Gate = gate.Name, State = GateState.Skipped, Passed = false, Command = VisibleText.Escape(gate.Command), RunId = _log.Id };
        if (!gate.RunsHere)
        {
            return result with { Passed = true, Reason = $"It is for {string.Join(" and ", gate.Systems!)} only." };
        }

        if (_log.Known.GetValueOrDefault(gate.Name) is { } known)
        {
            string? output = File.Exists(known.Output) ? known.Output : null;
            return result with
            {
                State = GateState.Reused,
                Passed = true,
                StartedAt = known.StartedAt,
                Duration = known.Duration,
                ExitCode = known.ExitCode,
                OutputPath = output,
                Output = OutputText.Last(output),
            };
        }

        return gate.Needs.Select(_results.GetValueOrDefault).FirstOrDefault(static need => need is { Passed: false }) is { } failed
            ? result with { Reason = $"It needs '{failed.Gate}', which {Wording(failed.State)}." }
            : null;
    }

    private static string Wording(GateState state) => state switch
    {
        GateState.TimedOut => "took too long",
        GateState.Skipped => "was skipped",
        GateState.NotStarted => "could not be started",
        GateState.Stopped => "was stopped",
        _ => "failed",
    };

    // The first that may start, and beside it those of its group.
    private List<GateSpec> Startable()
    {
        List<GateSpec> starting = [];
        string? group = _running.IsEmpty ? null : _running.Values.First().Gate.Group;
        foreach (GateSpec gate in _waiting.Where(gate => gate.Needs.All(_results.ContainsKey)).ToList())
        {
            bool isAlone = _running.IsEmpty && starting.Count == 0;
            if (!isAlone && (group is null || gate.Group != group || _running.Count + starting.Count >= _atOnce))
            {
                continue;
            }

            group = gate.Group;
            starting.Add(gate);
            _waiting.Remove(gate);
        }

        return starting;
    }

    private void Start(GateSpec gate, CancellationToken stop)
    {
        var live = new Live(gate);
        _running[gate.Name] = live;
        _tasks[gate.Name] = Task.Factory.StartNew(
            () => _ended.Add(Run(live, stop), CancellationToken.None),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "Whatever goes wrong with a gate is its result, else the run would wait for it for ever.")]
    private GateResult Run(Live live, CancellationToken stop)
    {
        try
        {
            return _runner.Run(live.Gate, capture => live.Output = capture, stop);
        }
        catch (Exception exception)
        {
            return new GateResult { Gate = live.Gate.Name, State = GateState.NotStarted, Passed = false, Command = VisibleText.Escape(live.Gate.Command), RunId = _log.Id, Reason = $"It could not be run: {exception.Message.TrimEnd('.')}." };
        }
    }

    private GateResult? Next(CancellationToken cancellation) => _ended.TryTake(out GateResult? ended, (int)Pulse.TotalMilliseconds, cancellation) ? ended : null;

    private GateResult Note(GateResult result)
    {
        _running.TryRemove(result.Gate, out _);
        _results[result.Gate] = result;
        if (result.State != GateState.Reused)
        {
            _log.Ended(result);
        }

        return result;
    }

    private VerificationEvent Event() => new()
    {
        Running = [.. _running.Values.OrderBy(static live => live.Started).Select(static live => live.Shown())],
        Done = _results.Count,
        Total = _total,
    };

    private sealed class Live(GateSpec gate)
    {
        private volatile OutputCapture? _output;

        public GateSpec Gate => gate;

        public long Started { get; } = Stopwatch.GetTimestamp();

        public OutputCapture? Output
        {
            get => _output;
            set => _output = value;
        }

        public RunningGate Shown() => new(gate.Name, VisibleText.Escape(gate.Command), Stopwatch.GetElapsedTime(Started), Output?.LatestLine is { } line ? OutputText.Line(line) : null);
    }
}
