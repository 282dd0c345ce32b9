using ClawPowers.Core.Errors;
using ClawPowers.Core.Tests.Support;
using ClawPowers.Core.Verification;

namespace ClawPowers.Core.Tests.Verification;

public sealed class TrustTests : IDisposable
{
    private readonly VerificationFolder _project = new("gates: { a: { run: \"echo a\" } }");

    public void Dispose() => _project.Dispose();

    [Fact]
    public void Nothing_runs_before_somebody_has_agreed_and_the_error_says_what_would()
    {
        ClawException error = Failure.Of("VerificationNotTrusted", () => _project.Verifier.Run(Plan()));

        Assert.Contains("  a  echo a\n", error.Message, StringComparison.Ordinal);
        Assert.Contains("Invoke-ClawVerification -Trust", error.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_project.Context.Store.Directory));
    }

    [Fact]
    public void Trust_is_kept_for_the_content_and_a_changed_file_asks_again()
    {
        _project.Verifier.Trust(Plan(), TestContext.Current.CancellationToken);
        Assert.True(Plan().IsTrusted);

        _project.Configure("gates: { a: { run: \"echo b\" } }");
        Assert.False(Plan().IsTrusted);

        _project.Configure("gates: { a: { run: \"echo a\" } }");
        Assert.True(Plan().IsTrusted);
    }

    [Fact]
    public void Worktrees_share_it_and_other_projects_do_not()
    {
        _project.Commit();
        _project.Verifier.Trust(Plan(), TestContext.Current.CancellationToken);
        string tree = _project.Scratch.PathOf("tree");
        GitRepository.Run(_project.Folder, "worktree", "add", "--quiet", "--detach", tree);
        string other = Directory.CreateDirectory(_project.Scratch.PathOf("other", ".clawpowers")).FullName;
        File.Copy(Path.Combine(_project.Folder, ".clawpowers", "verification.yaml"), Path.Combine(other, "verification.yaml"));

        Assert.True(Plan(tree).IsTrusted);
        Assert.False(Plan(Path.GetDirectoryName(other)!).IsTrusted);
    }

    [Fact]
    public void Who_is_asked_for_one_gate_sees_all_that_the_answer_is_for()
    {
        _project.Configure("gates: { a: { run: \"echo a\" }, hidden: { run: \"echo b\", folder: src, environment: { PATH: \"/evil\\e[2J\", X: \"1\" } } }");
        VerificationPlan plan = _project.Verifier.Plan(new VerificationRequest { Gates = ["a"] }, TestContext.Current.CancellationToken);

        Assert.Equal("  a  echo a", plan.Describe()[0]);
        Assert.Equal(["  a       echo a", @"  hidden  echo b  (in src, with PATH=/evil\u001b[2J X=1)"], plan.DescribeAll().Take(2));
        Assert.Contains("  hidden  echo b", Failure.Of("VerificationNotTrusted", () => _project.Verifier.Run(plan)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_foreign_command_steers_no_terminal()
    {
        _project.Configure("gates: { a: { run: \"echo \\e[2J\" } }");

        Assert.Equal(@"echo \u001b[2J", Plan().Gates[0].Command);
        Assert.DoesNotContain('\u001b', string.Join('\n', Plan().Describe()));
    }

    [Fact]
    public void The_configuration_is_found_from_below_up_to_the_top_of_the_repository()
    {
        string below = Directory.CreateDirectory(Path.Combine(_project.Folder, "src", "deep")).FullName;
        Failure.Of("VerificationNotConfigured", () => Plan(below));

        _project.Commit();

        Assert.Equal(Path.Combine(Core.Storage.RealPath.Of(_project.Folder), ".clawpowers", "verification.yaml"), Plan(below).Path);
    }

    [Fact]
    public void A_project_without_gates_says_what_to_write()
    {
        File.Delete(Path.Combine(_project.Folder, ".clawpowers", "verification.yaml"));

        Assert.Contains("Write that file, such as: gates:", Failure.Of("VerificationNotConfigured", () => Plan()).Message, StringComparison.Ordinal);
        Failure.Of("VerificationFolderNotFound", () => Plan("no folder"));
    }

    [Fact]
    public void Gates_that_were_detected_can_be_written_once_and_are_trusted_by_themselves()
    {
        File.Delete(Path.Combine(_project.Folder, ".clawpowers", "verification.yaml"));
        _project.Write("go.mod", "module x");
        VerificationPlan detected = Plan();
        Assert.Null(detected.Path);

        string file = Verifier.Initialize(detected);

        Assert.Equal(detected.Gates.Select(gate => gate.Command), Plan().Gates.Select(gate => gate.Command));
        Assert.Equal(file, Plan().Path);
        Failure.Of("VerificationExists", () => Verifier.Initialize(detected));
    }

    private VerificationPlan Plan(string? path = null) => _project.Verifier.Plan(new VerificationRequest { Path = path }, TestContext.Current.CancellationToken);
}
