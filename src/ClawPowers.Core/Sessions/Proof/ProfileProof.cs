using System.Globalization;
using System.Text;
using ClawPowers.Core.Processes;

namespace ClawPowers.Core.Sessions.Proof;

/// <summary>Proves what stands in the profile: dot-sourced in a fresh PowerShell that nobody looks at.</summary>
internal static class ProfileProof
{
    /// <summary>Runs the profile's block, not the whole profile, which is the user's own.</summary>
    public static void Run(HookProof proof, CancellationToken cancellation)
    {
        if (proof.Programs.Find("pwsh") is not { } program)
        {
            proof.Checks.Add("Starts", passed: false, "There is no 'pwsh' on PATH.", "Install PowerShell 7.4 or later, or put its folder on PATH.");
            return;
        }

        string mark = proof.Sample.SessionId;
        string script = $"$clawProof = [System.Diagnostics.Stopwatch]::StartNew(); {proof.Hook.Command}; [System.Console]::Out.WriteLine('{mark} ' + [int] $clawProof.Elapsed.TotalMilliseconds + ' ' + $env:CLAWPOWERS_SESSION)";
        BoundedResult result = BoundedProcess.Run(
            new BoundedRun
            {
                Program = program,
                Arguments = ["-NoProfile", "-NonInteractive", "-Command", script],
                Environment = HookEnvironment.Of(proof.Context, new Dictionary<string, string>()),
                WorkingDirectory = proof.Sample.WorkingDirectory,
                Limit = proof.TimeLimit,
            },
            cancellation);
        if (!ResultChecks.Ended(proof, result, "pwsh -NoProfile -NonInteractive -Command"))
        {
            return;
        }

        string output = Encoding.UTF8.GetString(result.Output);
        int at = output.IndexOf(mark, StringComparison.Ordinal);
        string before = at < 0 ? output : output[..at];
        string[] words = at < 0 ? [] : output[(at + mark.Length)..].Split((char[]?)null, 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        proof.Checks.Add(
            "Silence",
            before.Length == 0,
            before.Length == 0 ? "Nothing is printed where nobody looks." : AnswerReading.Excerpt(before),
            "Whatever prints in a profile gets into the output of every script.");
        bool hasSession = words.Length == 2;
        proof.Checks.Add(
            "Session",
            hasSession,
            hasSession ? $"The terminal's session is '{AnswerReading.Excerpt(words[1])}'." : "CLAWPOWERS_SESSION is not set afterwards.",
            "Register-ClawHook -Agent Profile puts the script there anew.");
        if (words.Length > 0 && int.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out int milliseconds))
        {
            proof.Duration = TimeSpan.FromMilliseconds(milliseconds);
        }

        proof.Checks.Add("Time", passed: true, string.Create(CultureInfo.InvariantCulture, $"The profile's block took {proof.Duration?.TotalMilliseconds:0} ms in a PowerShell that had just started."));
        ResultChecks.Errors(proof, result);
    }
}
