using System.Collections;
using System.ComponentModel;
using System.Diagnostics;
using ClawPowers.Core.Processes;
using ClawPowers.Core.Skills.Reading;

namespace ClawPowers.Core.Verification.Running;

/// <summary>Runs one gate to its end, whichever that is.</summary>
internal sealed class GateRunner(ClawContext context, VerificationPlan plan, OutputFolder outputs, long run, ProgramSearch programs)
{
    /// <summary>The variable that marks the processes of a gate; nested ones add to it.</summary>
    public const string MarkVariable = "CLAWPOWERS_GATE";

    /// <summary>The variable that names the folders that are being verified.</summary>
    public const string FolderVariable = "CLAWPOWERS_GATE_FOLDER";

    /// <summary>Runs it.</summary>
    /// <param name="gate">The gate.</param>
    /// <param name="capture">Gets what keeps its output, for whoever looks on.</param>
    /// <param name="stop">Ends it, with all that it has started.</param>
    public GateResult Run(GateSpec gate, Action<OutputCapture> capture, CancellationToken stop)
    {
        DateTimeOffset started = context.Time.GetUtcNow();
        GateResult result = new() { Gate = gate.Name, State = GateState.NotStarted, Passed = false, Command = VisibleText.Escape(gate.Command), RunId = run };
        string folder = Path.GetFullPath(gate.Folder, plan.Folder);
        if (!Directory.Exists(folder))
        {
            return result with { Reason = $"There is no folder '{gate.Folder}' in the project.", Advice = "Correct 'folder' in the configuration." };
        }

        if (Program(gate, folder) is not { } program)
        {
            return result with { Reason = $"There is no program '{VisibleText.OneLine(gate.Program![0])}'.", Advice = "Install it, or put its folder on the PATH of whoever runs the gates. A path is looked for from the folder of the gate." };
        }

        string output;
        OutputCapture kept;
        try
        {
            output = outputs.Prepare(run, gate.Name);
            kept = new OutputCapture(output);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return result with { Reason = $"Its output can't be kept: {exception.Message.TrimEnd('.')}.", Advice = "Make room for the store, or point CLAWPOWERS_DIR at another folder." };
        }

        result = result with { StartedAt = started, OutputPath = output };
        string mark = Guid.NewGuid().ToString("n");
        long clock = Stopwatch.GetTimestamp();
        try
        {
            BoundedResult ended;
            using (kept)
            {
                capture(kept);
                ended = BoundedProcess.Run(
                    new BoundedRun
                    {
                        Program = program.File,
                        Arguments = program.Arguments,
                        ArgumentLine = program.Line,
                        Environment = EnvironmentOf(gate, mark),
                        WorkingDirectory = folder,
                        Limit = gate.Limit,
                        Sink = kept.Write,
                        Marker = mark,
                    },
                    stop);
            }

            HeedInterrupt(ended.ExitCode, stop);
            return Judged(result, gate, ended, kept);
        }
        catch (OperationCanceledException)
        {
            return result with { State = GateState.Stopped, Duration = Stopwatch.GetElapsedTime(clock), Output = OutputText.Last(output), Reason = "The run was stopped.", Advice = "The next run goes on here, as long as nothing was changed." };
        }
        catch (Exception exception) when (exception is Win32Exception or InvalidOperationException or IOException)
        {
            return result with { Reason = $"It could not be started: {exception.Message.TrimEnd('.')}." };
        }
    }

    private static GateResult Judged(GateResult result, GateSpec gate, BoundedResult ended, OutputCapture kept)
    {
        if (ended.Failure is { } failure)
        {
            return result with { Reason = $"It could not be started: {VisibleText.OneLine(failure)}.", Advice = "See that the program is there, and may be run." };
        }

        result = result with { Duration = ended.Duration, Output = OutputText.Last(result.OutputPath), Findings = OutputText.Count(result.OutputPath, gate.Findings) };
        if (ended.TookTooLong)
        {
            return result with
            {
                State = GateState.TimedOut,
                Reason = $"Not at its end after {Limits.InWords(gate.Limit)}; it was ended, with all that it had started.",
                Advice = "Find out what it waits for: nothing can be typed into a gate. If it only needs more time, raise its 'limit'.",
            };
        }

        return result with
        {
            State = ended.ExitCode == 0 ? GateState.Passed : GateState.Failed,
            Passed = ended.ExitCode == 0,
            ExitCode = ended.ExitCode,
            Reason = ended.ExitCode == 0 ? null : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Exit code {ended.ExitCode}."),
            Advice = kept.Problem is { } problem ? $"Its output could not be kept: {problem}." : Advice(ended.ExitCode),
        };
    }

    // A terminal's Ctrl+C ends the gate and tells us, in no order. A gate that it ended has not failed.
    private static void HeedInterrupt(int? exitCode, CancellationToken stop)
    {
        const int byInterrupt = 130;
        const int byInterruptOnWindows = unchecked((int)0xC000013A);
        if (exitCode is byInterrupt or byInterruptOnWindows && stop.WaitHandle.WaitOne(TimeSpan.FromSeconds(1)))
        {
            stop.ThrowIfCancellationRequested();
        }
    }

    private static string? Advice(int? exitCode) => exitCode switch
    {
        126 => "Exit code 126 mostly means that a program that it names can't be run.",
        127 => "Exit code 127 mostly means that a program that it names is not there: install it, or the project's dependencies.",
        9009 when OperatingSystem.IsWindows() => "Exit code 9009 mostly means that a program that it names is not there: install it, or the project's dependencies.",
        137 => "Exit code 137 means that somebody killed it: often the system, when memory was short.",
        _ => null,
    };

    private (string File, IReadOnlyList<string> Arguments, string? Line)? Program(GateSpec gate, string folder)
    {
        if (gate.Line is { } line)
        {
            // As npm runs its scripts. cmd takes the line as it is, in quotes of its own.
            return OperatingSystem.IsWindows()
                ? (Environment.GetEnvironmentVariable("ComSpec") ?? Path.Combine(Environment.SystemDirectory, "cmd.exe"), [], $"/d /s /c \"{line}\"")
                : ("/bin/sh", ["-c", line], null);
        }

        string name = gate.Program![0];
        string? file = name.AsSpan().IndexOfAny('/', '\\') < 0
            ? programs.Find(name)
            : Path.GetFullPath(name, folder) is var path && File.Exists(path) ? path : null;
        return file is null ? null : (file, [.. gate.Program.Skip(1)], null);
    }

    private Dictionary<string, string> EnvironmentOf(GateSpec gate, string mark)
    {
        var variables = new Dictionary<string, string>(OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);
        foreach (DictionaryEntry entry in Environment.GetEnvironmentVariables())
        {
            variables[(string)entry.Key] = (string?)entry.Value ?? string.Empty;
        }

        foreach ((string name, string value) in gate.Environment)
        {
            variables[name] = value;
        }

        variables[MarkVariable] = variables.TryGetValue(MarkVariable, out string? outer) ? $"{outer} {mark}" : mark;
        variables[FolderVariable] = variables.TryGetValue(FolderVariable, out string? folders) ? $"{folders}{Path.PathSeparator}{plan.Folder}" : plan.Folder;
        return variables;
    }
}
