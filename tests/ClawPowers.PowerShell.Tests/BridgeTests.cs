using ClawPowers.PowerShell.Tests.Bridge;
using Xunit;

namespace ClawPowers.PowerShell.Tests;

/// <summary>The bridge itself: nothing that goes wrong in a Pester file may go unseen.</summary>
public sealed class BridgeTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Each_Pester_test_is_an_outcome_with_its_name_and_its_reason()
    {
        IReadOnlyList<PesterOutcome> outcomes = await RunAsync("Mixed", Limit);
        string[] expected =
        [
            "Passed mixed.passes",
            "Failed mixed.fails",
            "Failed mixed.throws",
            "Skipped mixed.is marked",
            "Skipped mixed.skips itself",
            "Passed mixed.takes a",
            "Passed mixed.takes b",
            "Passed mixed.prints and leaves a native exit code",
            "Failed mixed.setup that throws.never runs",
            "Failed mixed.setup that throws (its setup or teardown)",
            "Passed mixed.teardown that throws.runs",
            "Failed mixed.teardown that throws (its setup or teardown)",
        ];
        Assert.Equal(expected.Order(StringComparer.Ordinal), outcomes.Select(outcome => $"{outcome.Result} {outcome.Name}").Order(StringComparer.Ordinal));
        Assert.Contains("Expected 2, but got 1", MessageOf(outcomes, "mixed.fails"), StringComparison.Ordinal);
        Assert.Contains("Mixed.Tests.ps1:3", MessageOf(outcomes, "mixed.fails"), StringComparison.Ordinal);
        Assert.Contains("a plain error", MessageOf(outcomes, "mixed.throws"), StringComparison.Ordinal);
        Assert.Contains("the moon is full", MessageOf(outcomes, "mixed.skips itself"), StringComparison.Ordinal);
        Assert.Contains("no setup", MessageOf(outcomes, "mixed.setup that throws (its setup or teardown)"), StringComparison.Ordinal);
        Assert.Contains("no teardown", MessageOf(outcomes, "mixed.teardown that throws (its setup or teardown)"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Unparsable", "ParseException")]
    [InlineData("ThrowsInDiscovery", "not today")]
    [InlineData("Empty", "holds no test")]
    [InlineData("Exits", "exit code 7")]
    public async Task A_file_that_cannot_run_is_a_failure_that_says_why(string name, string reason)
    {
        PesterOutcome outcome = Assert.Single(await RunAsync(name, Limit));
        Assert.Equal(PesterVerdict.Failed, outcome.Result);
        Assert.Contains(reason, outcome.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_does_not_end_is_stopped_and_fails()
    {
        PesterOutcome outcome = Assert.Single(await RunAsync("Hangs", TimeSpan.FromSeconds(8)));
        Assert.Equal(PesterVerdict.Failed, outcome.Result);
        Assert.Contains("did not end within 8 seconds", outcome.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_runs_with_the_staged_module_and_a_store_of_its_own()
    {
        Assert.All(await RunAsync("Environment", Limit), outcome => Assert.True(outcome.Result == PesterVerdict.Passed, outcome.Message));
    }

    [Theory]
    [InlineData(null, PesterVerdict.Skipped)]
    [InlineData("", PesterVerdict.Skipped)]
    [InlineData("0", PesterVerdict.Skipped)]
    [InlineData("1", PesterVerdict.Failed)]
    public async Task Without_pwsh_a_file_is_skipped_or_where_Pester_is_required_a_failure(string? required, PesterVerdict verdict)
    {
        PesterHost host = await PesterHost.FindAsync(
            name => string.Equals(name, "CLAWPOWERS_REQUIRE_PESTER", StringComparison.Ordinal) ? required : null,
            TestContext.Current.CancellationToken);
        PesterOutcome outcome = host.NotRun();
        Assert.Equal(verdict, outcome.Result);
        Assert.Contains("There is no pwsh in PATH", outcome.Message, StringComparison.Ordinal);
    }

    private static string? MessageOf(IEnumerable<PesterOutcome> outcomes, string name) =>
        outcomes.Single(outcome => string.Equals(outcome.Name, name, StringComparison.Ordinal)).Message;

    private static async Task<IReadOnlyList<PesterOutcome>> RunAsync(string fixture, TimeSpan limit)
    {
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        PesterHost host = await PesterHost.FindAsync(cancellationToken);
        if (host.Missing is { } missing)
        {
            Assert.SkipUnless(host.IsRequired, missing);
            Assert.Fail(missing);
        }

        return await new PesterFile(Path.Combine(TestPlace.PesterFolder, "Fixtures", fixture + ".Tests.ps1")).RunAsync(host, limit, cancellationToken);
    }
}
