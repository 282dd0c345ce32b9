using ClawPowers.Core.Tests.Support;
using ClawPowers.Core.Verification;

namespace ClawPowers.Core.Tests.Verification;

/// <summary>A project with gates, and a store.</summary>
internal sealed class VerificationFolder : IDisposable
{
    public VerificationFolder(string? configuration = null, string? name = null)
    {
        Scratch = new Scratch();
        Folder = name is null ? Scratch.WorkingDirectory : Directory.CreateDirectory(Path.Combine(Scratch.WorkingDirectory, name)).FullName;
        Scratch.Context = Scratch.Context with { WorkingDirectory = Folder, Time = TimeProvider.System, Variables = static _ => null };
        if (configuration is not null)
        {
            Configure(configuration);
        }
    }

    public Scratch Scratch { get; }

    public string Folder { get; }

    public ClawContext Context => Scratch.Context;

    public Verifier Verifier => new(Context);

    public static void SkipWithoutShell() => Assert.SkipWhen(OperatingSystem.IsWindows(), "The gates are for sh.");

    public void Configure(string yaml) => Write(".clawpowers/verification.yaml", yaml);

    public void Write(string path, string text)
    {
        string file = Path.Combine(Folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    /// <summary>Agrees to what is there, and runs it to its end.</summary>
    public List<GateResult> Run(params string[] gates) => [.. Events(gates).Select(happened => happened.Ended).OfType<GateResult>()];

    public List<VerificationEvent> Events(string[]? gates = null, bool restart = false, CancellationToken cancellation = default) => [.. Start(gates, restart, cancellation)];

    public IEnumerable<VerificationEvent> Start(string[]? gates = null, bool restart = false, CancellationToken cancellation = default)
    {
        VerificationPlan plan = Verifier.Plan(new VerificationRequest { Gates = gates is { Length: > 0 } ? gates : null, Restart = restart }, TestContext.Current.CancellationToken);
        return Verifier.Run(Verifier.Trust(plan, TestContext.Current.CancellationToken), cancellation);
    }

    /// <summary>The results as <c>gate=State</c>.</summary>
    public static string[] States(IEnumerable<GateResult> results) => [.. results.Select(result => $"{result.Gate}={result.State}")];

    /// <summary>Makes a repository of the folder, if it is none, and commits all that is in it.</summary>
    public void Commit()
    {
        GitRepository.Run(Folder, "init", "--quiet");
        GitRepository.Run(Folder, "add", "-A");
        GitRepository.Run(Folder, "commit", "--quiet", "--allow-empty", "-m", "state");
    }

    /// <summary>The processes that work in the folder or below it.</summary>
    public List<string> Processes()
    {
        List<string> found = [];
        foreach (string process in Directory.EnumerateDirectories("/proc").Where(path => char.IsAsciiDigit(Path.GetFileName(path)[0])))
        {
            try
            {
                if (new FileInfo(process + "/cwd").LinkTarget?.StartsWith(Folder, StringComparison.Ordinal) is true)
                {
                    found.Add(File.ReadAllText(process + "/comm").Trim());
                }
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // It has ended meanwhile.
            }
        }

        return found;
    }

    public void Dispose() => Scratch.Dispose();
}
