using ClawPowers.Core.Tests.Support;
using ClawPowers.Core.Verification;

namespace ClawPowers.Core.Tests.Verification;

public sealed class VerifiedStateTests : IDisposable
{
    private readonly VerificationFolder _project = new("gates: { a: { run: \"test ! -e broken\" }, b: { run: \"true\" } }");
    private readonly DateTimeOffset _before = DateTimeOffset.UtcNow.AddSeconds(-1);

    public VerifiedStateTests()
    {
        VerificationFolder.SkipWithoutShell();
        _project.Write("source", "1");
        _project.Write(".gitignore", "out/\n");
        _project.Commit();
    }

    public void Dispose() => _project.Dispose();

    [Fact]
    public void Without_a_run_nothing_is_verified()
    {
        VerificationStanding standing = Standing();

        Assert.Equal((VerificationVerdict.None, false), (standing.Verdict, standing.IsVerified));
        Assert.Contains("Run Invoke-ClawVerification", standing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_full_run_that_passed_verifies_what_is_there()
    {
        _project.Run();

        Assert.Equal(VerificationVerdict.Verified, Standing().Verdict);
        Assert.Equal(VerificationVerdict.Verified, VerifiedState.Of(_project.Context, Directory.CreateDirectory(Path.Combine(_project.Folder, "sub")).FullName, _before, CancellationToken.None).Verdict);
        Assert.Equal(VerificationVerdict.None, VerifiedState.Of(_project.Context, _project.Folder, DateTimeOffset.UtcNow.AddMinutes(1), CancellationToken.None).Verdict);
    }

    [Fact]
    public void A_run_of_some_gates_verifies_nothing()
    {
        _project.Run("a");

        Assert.Equal(VerificationVerdict.None, Standing().Verdict);
    }

    [Fact]
    public void A_run_that_failed_or_was_stopped_verifies_nothing()
    {
        _project.Write("broken", string.Empty);
        _project.Run();
        Assert.Equal(VerificationVerdict.Failed, Standing().Verdict);

        using (IEnumerator<VerificationEvent> events = _project.Start().GetEnumerator())
        {
            events.MoveNext();
        }

        Assert.Equal(VerificationVerdict.Unfinished, Standing().Verdict);
    }

    [Theory]
    [InlineData("source", "2")]
    [InlineData("new", "x")]
    [InlineData("source", null)]
    public void A_changed_file_makes_it_outdated_and_the_change_back_undoes_that(string file, string? text)
    {
        _project.Run();
        string path = Path.Combine(_project.Folder, file);
        string? old = File.Exists(path) ? File.ReadAllText(path) : null;

        if (text is null)
        {
            File.Delete(path);
        }
        else
        {
            File.WriteAllText(path, text);
        }

        Assert.Equal(VerificationVerdict.Outdated, Standing().Verdict);
        File.Delete(path);
        if (old is not null)
        {
            File.WriteAllText(path, old);
        }

        Assert.Equal(VerificationVerdict.Verified, Standing().Verdict);
    }

    [Fact]
    public void To_stage_or_commit_what_was_verified_changes_nothing_and_what_Git_ignores_does_not_count()
    {
        SkipWithoutLibrary();
        _project.Write("source", "2");
        _project.Write("new", "x");
        _project.Run();
        Assert.Equal(VerificationVerdict.Verified, Standing().Verdict);

        GitRepository.Run(_project.Folder, "add", "-A");
        Assert.Equal(VerificationVerdict.Verified, Standing().Verdict);

        _project.Commit();
        _project.Write("out/made", "x");
        Assert.Equal(VerificationVerdict.Verified, Standing().Verdict);

        _project.Write("source", "3");
        Assert.Equal(VerificationVerdict.Outdated, Standing().Verdict);
    }

    [Fact]
    public void Another_worktree_is_not_verified_with_it()
    {
        string tree = _project.Scratch.PathOf("tree");
        GitRepository.Run(_project.Folder, "worktree", "add", "--quiet", "--detach", tree);
        _project.Run();

        Assert.Equal(VerificationVerdict.None, VerifiedState.Of(_project.Context, tree, _before, CancellationToken.None).Verdict);
    }

    private static void SkipWithoutLibrary()
    {
        try
        {
            Core.Git.GitLibrary.Load();
        }
        catch (Errors.ClawException exception)
        {
            Assert.Skip(exception.Message);
        }
    }

    private VerificationStanding Standing() => VerifiedState.Of(_project.Context, _project.Folder, _before, TestContext.Current.CancellationToken);
}
