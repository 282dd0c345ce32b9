using ClawPowers.PowerShell.Tests.Bridge;
using Xunit;

namespace ClawPowers.PowerShell.Tests;

/// <summary>Every Pester test of this folder, each as a test of its own.</summary>
public sealed class PesterTests
{
    private const int FilesAtOnce = 2;
    private static readonly TimeSpan LimitPerFile = TimeSpan.FromMinutes(10);

    [Theory]
    [MemberData(nameof(OutcomesAsync), DisableDiscoveryEnumeration = true)]
    public void Pester(PesterOutcome outcome)
    {
        if (outcome.Result == PesterVerdict.Failed)
        {
            Assert.Fail(outcome.Message);
        }
    }

    /// <summary>Runs all files and makes a row of each Pester test; where pwsh or Pester is missing, a row of each file that says so.</summary>
    public static async Task<IReadOnlyCollection<ITheoryDataRow>> OutcomesAsync()
    {
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        IReadOnlyList<PesterFile> files = PesterFile.In(TestPlace.PesterFolder);
        PesterHost host = await PesterHost.FindAsync(cancellationToken);
        if (host.Missing is not null)
        {
            return [.. files.Select(file => Row(file, host.NotRun()))];
        }

        IReadOnlyList<PesterOutcome>[] outcomes = new IReadOnlyList<PesterOutcome>[files.Count];
        await Parallel.ForAsync(
            0,
            files.Count,
            new ParallelOptions { MaxDegreeOfParallelism = FilesAtOnce, CancellationToken = cancellationToken },
            async (index, token) => outcomes[index] = await files[index].RunAsync(host, LimitPerFile, token));
        return [.. files.SelectMany((file, index) => outcomes[index].Select(outcome => Row(file, outcome)))];
    }

    private static TheoryDataRow<PesterOutcome> Row(PesterFile file, PesterOutcome outcome) => new(outcome)
    {
        TestDisplayName = $"{file.Name}: {outcome.Name}",
        Label = "",
        Skip = outcome.Result == PesterVerdict.Skipped ? outcome.Message : null,
    };
}
