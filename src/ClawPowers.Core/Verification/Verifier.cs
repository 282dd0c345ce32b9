using ClawPowers.Core.Errors;
using ClawPowers.Core.Scope;
using ClawPowers.Core.Skills.Installing;
using ClawPowers.Core.Skills.Reading;
using ClawPowers.Core.Verification.Configuration;
using ClawPowers.Core.Verification.Detection;
using ClawPowers.Core.Verification.Running;
using ClawPowers.Core.Verification.Trust;

namespace ClawPowers.Core.Verification;

/// <summary>Runs the gates of a project: commands that say by their exit code whether something holds. Made anew for every command.</summary>
/// <param name="context">The store, the location and who asks.</param>
public sealed class Verifier(ClawContext context)
{
    /// <summary>Finds the gates, and whether they may run. Runs nothing and writes nothing.</summary>
    /// <param name="request">What is to be verified.</param>
    /// <param name="cancellation">Ends the look.</param>
    /// <exception cref="ClawException">
    /// <c>VerificationFolderNotFound</c>, <c>VerificationNotConfigured</c>, <c>VerificationNotValid</c>, <c>GateNotFound</c>.
    /// </exception>
    public VerificationPlan Plan(VerificationRequest request, CancellationToken cancellation = default)
    {
        ProjectFolder folder = ProjectFolder.Find(context, request.Path);
        cancellation.ThrowIfCancellationRequested();
        (IReadOnlyList<GateSpec> gates, string hash) = folder.Configuration is { } file ? Configured(file) : GateDetector.Find(Probe(folder.Folder));
        if (gates.Count == 0)
        {
            throw VerificationErrors.NotConfigured(folder.Folder);
        }

        var plan = new VerificationPlan
        {
            Folder = folder.Folder,
            Path = folder.Configuration,
            Project = ProjectIdentity.Find(folder.Folder) ?? ScopeSelection.Global,
            Hash = hash,
            All = gates,
            Chosen = request.Gates is null ? gates : GateOrder.WithNeeds(gates, Matching(gates, request.Gates)),
            Restart = request.Restart,
            IsTrusted = false,
        };
        return plan with { IsTrusted = TrustStore.IsTrusted(context, plan.TrustKey, plan.Hash) };
    }

    /// <summary>Remembers that all gates of a plan may run, in this project and as they are now.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="cancellation">Ends the wait for the store.</param>
    /// <returns>The plan, which may run.</returns>
    public VerificationPlan Trust(VerificationPlan plan, CancellationToken cancellation = default)
    {
        TrustStore.Trust(context, plan.TrustKey, plan.Hash, cancellation);
        return plan with { IsTrusted = true };
    }

    /// <summary>Runs the gates. Whoever reads the events drives the run, and who stops reading stops it; how each gate went is kept as soon as it is known.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="cancellation">Ends what runs, with all that it has started.</param>
    /// <returns>What happens, and several times a second how it stands.</returns>
    /// <exception cref="ClawException"><c>VerificationNotTrusted</c>, <c>VerificationRunning</c>, <c>VerificationNested</c>.</exception>
    /// <exception cref="OperationCanceledException">It was stopped. The next run of the same content goes on.</exception>
    public IEnumerable<VerificationEvent> Run(VerificationPlan plan, CancellationToken cancellation = default)
    {
        if (!plan.IsTrusted)
        {
            throw VerificationErrors.NotTrusted(plan);
        }

        StringComparison comparison = OperatingSystem.IsWindows() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        if (context.Variables(GateRunner.FolderVariable)?.Split(Path.PathSeparator).Any(folder => folder.Equals(plan.Folder, comparison)) is true)
        {
            throw VerificationErrors.Nested(plan.Folder);
        }

        return Events(plan, cancellation);
    }

    /// <summary>Writes the gates of a plan into a configuration, as a beginning.</summary>
    /// <param name="plan">The plan, of gates that were detected.</param>
    /// <returns>The file.</returns>
    /// <exception cref="ClawException"><c>VerificationExists</c>, <c>VerificationNotWritten</c>.</exception>
    public static string Initialize(VerificationPlan plan)
    {
        string path = ConfigurationOf(plan);
        if (plan.Path is not null || File.Exists(path))
        {
            throw VerificationErrors.Exists(plan.Path ?? path);
        }

        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            using var writer = new StreamWriter(new FileStream(path, FileMode.CreateNew, FileAccess.Write));
            writer.Write(ConfigurationWriter.Write(plan.Chosen));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw VerificationErrors.NotWritten(path, exception);
        }

        return path;
    }

    /// <summary>The file that <see cref="Initialize"/> writes.</summary>
    /// <param name="plan">The plan.</param>
    public static string ConfigurationOf(VerificationPlan plan) => Path.Combine(plan.Folder, ProjectFolder.ConfigurationPath);

    private static (IReadOnlyList<GateSpec> Gates, string Hash) Configured(string file)
    {
        byte[] content = ConfigurationReader.Load(file);
        return (ConfigurationReader.Read(file, content), FileLook.HashOf(content));
    }

    private ProjectProbe Probe(string folder) => new(folder, ProgramSearch.OfProcess(), context.Variables("PSModulePath") ?? UsualModulePath());

    private string UsualModulePath() => OperatingSystem.IsWindows()
        ? Path.Combine(context.HomeDirectory, "Documents", "PowerShell", "Modules")
        : string.Join(Path.PathSeparator, Path.Combine(context.HomeDirectory, ".local", "share", "powershell", "Modules"), "/usr/local/share/powershell/Modules");

    private static IEnumerable<GateSpec> Matching(IReadOnlyList<GateSpec> gates, IReadOnlyList<string> patterns)
    {
        foreach (SkillGlob glob in patterns.Select(static pattern => new SkillGlob(pattern)))
        {
            GateSpec[] found = [.. gates.Where(gate => glob.Matches(gate.Name))];
            if (found.Length == 0)
            {
                throw VerificationErrors.GateNotFound(glob.Pattern, gates.Select(static gate => gate.Name));
            }

            foreach (GateSpec gate in found)
            {
                yield return gate;
            }
        }
    }

    private IEnumerable<VerificationEvent> Events(VerificationPlan plan, CancellationToken cancellation)
    {
        var outputs = new OutputFolder(context);
        using CheckoutLock taken = CheckoutLock.Take(outputs, plan.Folder);
        outputs.Expire();
        ContentFingerprint before = ContentFingerprint.Of(plan.Folder, cancellation);
        RunLog log = RunLog.Begin(context, plan, before, GitHead.Find(plan.Folder), cancellation);
        var run = new GateRun(new GateRunner(context, plan, outputs, log.Id, ProgramSearch.OfProcess()), log, plan.Chosen);
        foreach (VerificationEvent happened in run.Events(cancellation))
        {
            yield return happened;
        }

        log.End(run.Passed);
        if (ContentFingerprint.Of(plan.Folder, cancellation) is { Hash: not null } after && before.Hash is not null && Changed(before, after) is { } warning)
        {
            yield return new VerificationEvent { Warning = warning, Done = plan.Chosen.Count, Total = plan.Chosen.Count };
        }
    }

    // What was verified is then not what is there.
    private static string? Changed(ContentFingerprint before, ContentFingerprint after)
    {
        const int shown = 3;
        IReadOnlyList<string> files = before.Differences(after);
        return files.Count == 0 ? null
            : $"Files changed while the gates ran, so that the result is not that of what is there now: {string.Join(", ", files.Take(shown).Select(VisibleText.OneLine))}{(files.Count > shown ? $" and {files.Count - shown} more" : string.Empty)}. If a gate makes them, let Git ignore them; else run the gates again.";
    }
}
