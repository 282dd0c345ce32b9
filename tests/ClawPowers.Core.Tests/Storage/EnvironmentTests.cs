using ClawPowers.Core.Storage;
using ClawPowers.Core.Tests.Support;

namespace ClawPowers.Core.Tests.Storage;

/// <summary>The one class that changes variables of the process; no other test reads them.</summary>
public sealed class EnvironmentTests : IDisposable
{
    private static readonly string[] Names = [StoreLocation.DirectoryVariable, ClawContext.ScopeVariable, ClawContext.SessionVariable, ClawContext.AgentVariable];
    private readonly string?[] _before = [.. Names.Select(Environment.GetEnvironmentVariable)];

    public EnvironmentTests()
    {
        foreach (string name in Names)
        {
            Environment.SetEnvironmentVariable(name, null);
        }
    }

    private static string Home => Environment.GetFolderPath(Environment.SpecialFolder.UserProfile, Environment.SpecialFolderOption.DoNotVerify);

    [Fact]
    public void Without_a_variable_the_store_is_in_the_home_of_the_user()
    {
        Assert.Equal(Path.Combine(Home, ".clawpowers", "clawpowers.db"), StoreLocation.FromEnvironment(Path.GetTempPath()).File);
    }

    [Fact]
    public void The_variable_names_the_folder_absolute_relative_or_from_the_home()
    {
        string working = Path.GetFullPath(Path.Combine(Path.GetTempPath(), "working"));
        (string Value, string Folder)[] cases =
        [
            (Path.Combine(working, "x"), Path.Combine(working, "x")),
            (Path.Combine(working, "x") + Path.DirectorySeparatorChar, Path.Combine(working, "x")),
            ("  " + Path.Combine(working, "x") + " ", Path.Combine(working, "x")),
            ("x", Path.Combine(working, "x")),
            (Path.Combine("..", "x"), Path.Combine(Path.GetDirectoryName(working)!, "x")),
            ("~", Home),
            ("~/x", Path.Combine(Home, "x")),
            ("~x", Path.Combine(working, "~x")),
            ("   ", Path.Combine(Home, ".clawpowers")),
        ];

        foreach ((string value, string folder) in cases)
        {
            Environment.SetEnvironmentVariable(StoreLocation.DirectoryVariable, value);
            Assert.Equal(folder, StoreLocation.FromEnvironment(working).Directory);
        }
    }

    [Fact]
    public void A_change_of_the_variable_counts_from_the_next_command_on()
    {
        using var scratch = new Scratch();
        Environment.SetEnvironmentVariable(StoreLocation.DirectoryVariable, scratch.PathOf("one"));
        scratch.Context = ClawContext.FromEnvironment(scratch.WorkingDirectory);
        scratch.Set("n", "one");

        Environment.SetEnvironmentVariable(StoreLocation.DirectoryVariable, scratch.PathOf("two"));
        scratch.Context = ClawContext.FromEnvironment(scratch.WorkingDirectory);
        Assert.Empty(scratch.List());
        scratch.Set("n", "two");

        Environment.SetEnvironmentVariable(StoreLocation.DirectoryVariable, scratch.PathOf("one"));
        scratch.Context = ClawContext.FromEnvironment(scratch.WorkingDirectory);
        Assert.Equal("one", scratch.Get("n").Value);
    }

    [Fact]
    public void Session_agent_and_scope_come_from_their_variables()
    {
        Environment.SetEnvironmentVariable(ClawContext.SessionVariable, " s-1 ");
        Environment.SetEnvironmentVariable(ClawContext.AgentVariable, "");
        Environment.SetEnvironmentVariable(ClawContext.ScopeVariable, "global");

        ClawContext context = ClawContext.FromEnvironment(Path.GetTempPath());

        Assert.Equal(("s-1", null, ClawScope.Global), (context.SessionId, context.Agent, context.DefaultScope));
        Environment.SetEnvironmentVariable(ClawContext.ScopeVariable, "everything");
        Failure.Of("InvalidScope", () => ClawContext.FromEnvironment(Path.GetTempPath()));
    }

    public void Dispose()
    {
        for (int i = 0; i < Names.Length; i++)
        {
            Environment.SetEnvironmentVariable(Names[i], _before[i]);
        }
    }
}
