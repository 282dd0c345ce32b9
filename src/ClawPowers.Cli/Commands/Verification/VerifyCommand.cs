using System.CommandLine;
using ClawPowers.Cli.CommandLine;
using ClawPowers.Cli.Output;
using ClawPowers.Core.Verification;

namespace ClawPowers.Cli.Commands.Verification;

/// <summary><c>clawpowers verify</c></summary>
internal sealed class VerifyCommand : CliCommand
{
    private readonly Argument<string?> _folder = new("folder")
    {
        Description = "The project's folder; that of the current folder if left out.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string[]> _gates = MetricOptions.Several("--gate", "name-or-glob", "Only this gate, or those that match a pattern with * ? [a-z] (quote it), and what they need. May be given several times, or with commas between them.");
    private readonly Option<bool> _trust = CommonOptions.LocalFlag("--trust", "Agree to run these gates in this project, now and as long as they stay as they are.");
    private readonly Option<bool> _restart = CommonOptions.LocalFlag("--restart", "Run all gates, also those that passed before the last run was stopped.");
    private readonly Option<bool> _list = CommonOptions.LocalFlag("--list", "Show the gates, and run none.");
    private readonly Option<bool> _init = CommonOptions.LocalFlag("--init", "Write the gates that were detected into .clawpowers/verification.yaml, and run none.");

    public VerifyCommand()
        : base("verify", "Run the gates of the project: commands that say by their exit code whether something holds.")
    {
        Arguments.Add(_folder);
        Options.Add(_gates);
        Options.Add(_trust);
        Options.Add(_restart);
        Options.Add(_list);
        Options.Add(_init);
        Options.Add(CommonOptions.SessionId);
        Options.Add(CommonOptions.Agent);
    }

    public override string Details =>
        "They stand in .clawpowers/verification.yaml; without that file they are detected for .NET, PowerShell, Node, Python, Go and Rust. Gates are code: they run only after somebody has agreed to them. Results go to standard output, what is going on to standard error. Exit code 1 if a gate did not pass. A run that was stopped goes on where it was, as long as nothing was changed.";

    public override int Run(Invocation invocation)
    {
        var verifier = new Verifier(invocation.Context);
        VerificationPlan plan = verifier.Plan(Request(invocation), invocation.Cancellation);
        if (invocation.Flag(_init))
        {
            invocation.Shell.Error.WriteLine($"Written: {HarmlessText.OfName(Verifier.Initialize(plan))}");
            plan = verifier.Plan(Request(invocation), invocation.Cancellation);
        }

        if (invocation.Flag(_list) || invocation.Flag(_init))
        {
            Show(invocation, plan);
            return CommandHost.Success;
        }

        if (!plan.IsTrusted && (invocation.Flag(_trust) || IsAgreedTo(invocation, plan)))
        {
            plan = verifier.Trust(plan, invocation.Cancellation);
        }

        return Go(invocation, verifier.Run(plan, invocation.Cancellation), plan.Gates.Max(static gate => gate.Gate.Length));
    }

    private VerificationRequest Request(Invocation invocation) => new()
    {
        Path = invocation.Text(_folder) is { } folder ? Path.GetFullPath(folder, invocation.Context.WorkingDirectory) : null,
        Gates = invocation.Texts(_gates) is { } texts ? [.. texts.SelectMany(static text => text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))] : null,
        Restart = invocation.Flag(_restart),
    };

    private static bool IsAgreedTo(Invocation invocation, VerificationPlan plan)
    {
        if (!Question.IsPossible(invocation))
        {
            return false; // The error says what would have run.
        }

        invocation.Out.WriteLine($"Gates are code. These are those of {HarmlessText.OfName(plan.ProjectName)}:");
        foreach (string line in plan.DescribeAll())
        {
            invocation.Out.WriteLine(line);
        }

        return Question.IsAgreedTo(invocation, "May they run, now and as long as they stay as they are?");
    }

    private static void Show(Invocation invocation, VerificationPlan plan)
    {
        if (invocation.Json)
        {
            JsonOutput.WriteArray(invocation.Out, plan.Gates, GateJson.Gate);
            return;
        }

        foreach (string line in GateLines.Of(plan))
        {
            invocation.Out.WriteLine(line);
        }
    }

    private static int Go(Invocation invocation, IEnumerable<VerificationEvent> events, int width)
    {
        var results = new List<GateResult>();
        IEnumerable<GateResult> ended = Ended(invocation, events, results, width);
        if (invocation.Json)
        {
            JsonOutput.WriteArray(invocation.Out, ended, GateJson.Result);
        }
        else
        {
            var style = new Style(invocation.Shell.UsesColor);
            foreach (GateResult result in ended)
            {
                foreach (string line in GateLines.Of(result, width, style))
                {
                    invocation.Out.WriteLine(line);
                }

                invocation.Out.Flush();
            }
        }

        invocation.Out.Flush();
        results.RemoveAll(static result => result is { State: GateState.Skipped, Passed: true }); // not for this system
        int passed = results.Count(static result => result.Passed);
        invocation.Shell.Error.WriteLine($"{passed} of {Figures.Count(results.Count, "gate", "gates")} passed.");
        return passed == results.Count ? CommandHost.Success : CommandHost.Failure;
    }

    private static IEnumerable<GateResult> Ended(Invocation invocation, IEnumerable<VerificationEvent> events, List<GateResult> results, int width)
    {
        foreach (VerificationEvent happened in events)
        {
            if (happened.Started is { } gate)
            {
                invocation.Shell.Error.WriteLine($"{gate.Gate.PadRight(width)}  running      {gate.Command}");
            }

            if (happened.Warning is { } warning)
            {
                invocation.Shell.Error.WriteLine("Warning: " + warning);
            }

            if (happened.Ended is { } result)
            {
                results.Add(result);
                yield return result;
            }
        }
    }
}
