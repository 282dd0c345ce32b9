using System.Runtime.CompilerServices;
using ClawPowers.Core.Sessions.Identity;

namespace ClawPowers.Core.Tests.Sessions.Identity;

public sealed class SessionVariableTests
{
    [Fact]
    public void The_tests_of_the_module_clear_every_variable_by_which_a_session_is_known()
    {
        string file = Path.GetFullPath(Path.Combine(Here(), "..", "..", "..", "ClawPowers.PowerShell.Tests", "SessionVariables.txt"));
        Assert.SkipUnless(File.Exists(file), "The sources are not where they were built.");

        Assert.Equal(SessionResolver.Variables, File.ReadAllLines(file));
    }

    [Fact]
    public void The_documentation_names_them_all()
    {
        string file = Path.GetFullPath(Path.Combine(Here(), "..", "..", "..", "..", "docs", "sessions.md"));
        Assert.SkipUnless(File.Exists(file), "The sources are not where they were built.");
        string page = File.ReadAllText(file);

        Assert.All(SessionResolver.Variables, name => Assert.Contains($"`{name}`", page, StringComparison.Ordinal));
    }

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
