using System.Reflection;

namespace ClawPowers.PowerShell.Tests.Bridge;

/// <summary>Where the build put what is tested.</summary>
public static class TestPlace
{
    /// <summary>The repository's root folder.</summary>
    public static string RepositoryRoot => Metadata("RepositoryRoot");

    /// <summary>The folder of the Pester files.</summary>
    public static string PesterFolder => Path.Combine(RepositoryRoot, "tests", "ClawPowers.PowerShell.Tests");

    /// <summary>The folder that holds the module's folder: <c>CLAWPOWERS_MODULE_PATH</c>, such as an unpacked package, else what the build staged.</summary>
    public static string ModulePath => FromEnvironment("CLAWPOWERS_MODULE_PATH") ?? Metadata("ModulePath");

    /// <summary>The command line's dll: <c>CLAWPOWERS_CLI_PATH</c>, else what the build made.</summary>
    public static string CliPath => FromEnvironment("CLAWPOWERS_CLI_PATH") ?? Metadata("CliPath");

    private static string? FromEnvironment(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? Path.GetFullPath(value) : null;

    private static string Metadata(string key) =>
        typeof(TestPlace).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .First(attribute => string.Equals(attribute.Key, key, StringComparison.Ordinal)).Value!;
}
