using System.Globalization;
using System.Text;
using ClawPowers.Core.Agents;
using ClawPowers.Core.Processes;
using ClawPowers.Core.Sessions.Context;

namespace ClawPowers.Core.Sessions.Proof;

/// <summary>What is to be said of a command that was run.</summary>
internal static class ResultChecks
{
    // What shells exit with when they can't find or can't start a program.
    private const int NotFound = 127;
    private const int NotExecutable = 126;
    private const string Log = "Get-ClawStatus shows what hooks complained of last.";
    private const string NoPowerShell = "Install PowerShell 7.4 or later so that 'pwsh' is on the PATH that the agent starts with.";

    /// <summary>Checks how a command ended and what it answered.</summary>
    /// <param name="proof">Takes the checks.</param>
    /// <param name="result">How it ran.</param>
    /// <param name="shell">What it was run by, in words.</param>
    /// <param name="shape">The answer that the agent wants.</param>
    public static void Add(HookProof proof, BoundedResult result, string shell, AnswerShape shape)
    {
        if (!Ended(proof, result, shell))
        {
            return;
        }

        AnswerReading answer = AnswerReading.Of(result.Output, shape);
        AddAnswer(proof, answer);
        AddCharacters(proof, answer);
        proof.Checks.Add(
            "Encoding",
            answer.EncodingProblem is null,
            answer.EncodingProblem ?? (result.Output.AsSpan().IndexOfAnyInRange((byte)0x80, (byte)0xFF) < 0 ? "ASCII, which every code page reads alike." : "UTF-8 without a byte order mark."),
            "Register the hook anew, so that the command is the one that writes UTF-8: Register-ClawHook");
        Time(proof, result);
        Errors(proof, result);
    }

    /// <summary>Checks whether it started and ended; if not, there is nothing else to look at.</summary>
    public static bool Ended(HookProof proof, BoundedResult result, string shell)
    {
        proof.ExitCode = result.ExitCode;
        proof.Duration = result.Failure is null ? result.Duration : null;
        bool isMissing = result.ExitCode is NotFound or NotExecutable;
        bool starts = result.Failure is null && !isMissing;
        proof.Checks.Add(
            "Starts",
            starts,
            result.Failure is { } failure ? $"It did not start: {AnswerReading.Excerpt(failure)}." : isMissing ? $"A program in the command was not found or can't be run: {AnswerReading.Excerpt(Text(result.Errors))}" : $"Run by {shell}.",
            NoPowerShell);
        if (result.Failure is not null)
        {
            return false;
        }

        if (result.TookTooLong)
        {
            proof.Checks.Add("Time", passed: false, $"It had not ended after {Seconds(proof.TimeLimit)}, when the agent gives up waiting, and was ended.", $"See what holds it up: {AnswerReading.Excerpt(proof.Hook.Command!)}");
            return false;
        }

        proof.Checks.Add("ExitCode", result.ExitCode == 0, string.Create(CultureInfo.InvariantCulture, $"It ended with {result.ExitCode}."), isMissing ? NoPowerShell : Log);
        return true;
    }

    /// <summary>Compares the time with what the agent allows.</summary>
    public static void Time(HookProof proof, BoundedResult result) =>
        proof.Checks.Add("Time", result.Duration <= proof.TimeLimit, string.Create(CultureInfo.InvariantCulture, $"{result.Duration.TotalMilliseconds:0} ms of at most {Seconds(proof.TimeLimit)}."));

    /// <summary>Nothing should stand on standard error: some agents show it to the user.</summary>
    public static void Errors(HookProof proof, BoundedResult result) =>
        proof.Checks.Add("StandardError", result.Errors.Length == 0, result.Errors.Length == 0 ? "Nothing was written there." : AnswerReading.Excerpt(Text(result.Errors)), Log);

    private static void AddAnswer(HookProof proof, AnswerReading answer)
    {
        string detail = answer.Problem ?? (answer.Context is null ? "One JSON object of the right shape, and nothing beside it. No context is in it." : "One JSON object of the right shape, and nothing beside it.");
        proof.Checks.Add("Answer", answer.Problem is null, detail, $"The command has to print what {proof.Agent!.DisplayName} reads, and nothing else. Register it anew: Register-ClawHook -Agent {proof.Hook.Target}");
    }

    private static void AddCharacters(HookProof proof, AnswerReading answer)
    {
        const int limit = SessionContextComposer.MostCharacters;
        if (answer.Context is not { } context)
        {
            bool isOff = answer.Problem is null && IsOff(proof);
            proof.Checks.Add("Characters", isOff ? null : false, isOff ? "No context is given, since it is switched off." : "The agent learns nothing: there is no context in the answer.", isOff ? "CLAWPOWERS_BOOTSTRAP=brief, or the project's setting, switches it on." : Log);
            return;
        }

        proof.Characters = context.Length;
        bool fits = context.Length is > 0 and <= limit && answer.Length <= limit;
        proof.Checks.Add(
            "Characters",
            fits,
            string.Create(CultureInfo.InvariantCulture, $"{context.Length} characters of context in an answer of {answer.Length}; at most {limit} are sure to arrive."),
            "Say CLAWPOWERS_BOOTSTRAP=brief, or update ClawPowers: an answer that is longer is cut by the agent.");
    }

    private static bool IsOff(HookProof proof)
    {
        ContextMode? mode = proof.Context.Bootstrap is { } word ? ContextModes.Parse(word, ClawContext.BootstrapVariable, []) : null;
        return new SessionContextComposer(proof.Context).Compose(new ContextRequest { Agent = proof.Agent!.Agent, SessionId = proof.Sample.SessionId, Mode = mode }).Mode is ContextMode.Off;
    }

    private static string Text(byte[] bytes) => Encoding.UTF8.GetString(bytes);

    private static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0} s");
}
