namespace ClawPowers.Core.Verification.Detection;

/// <summary>.NET: a clean build, the tests, and the form of the code where the project says what it is.</summary>
internal static class DotNetGates
{
    private static readonly string[] Projects = [".csproj", ".fsproj", ".vbproj"];

    // Without it, servers that a build leaves running serve the next one, in whatever state they are.
    private static readonly KeyValuePair<string, string>[] Environment = [new("DOTNET_NOLOGO", "1"), new("MSBUILDDISABLENODEREUSE", "1")];

    public static DetectedGates? Find(ProjectProbe probe)
    {
        string[] solutions = [.. probe.TopFiles.Where(static file => IsOf(file, ".sln", ".slnx"))];
        string[] projects = [.. probe.Files.Where(static file => IsOf(file, Projects))];
        string[] here = solutions.Length > 0 ? solutions : [.. projects.Where(static file => !file.Contains('/', StringComparison.Ordinal))];
        if (here.Length == 0 && projects.Length != 1)
        {
            return null;
        }

        // The tool finds a single one by itself; of several it wants to be told which. Its summary says each warning once more.
        string[] which = here.Length == 1 ? [] : here.Length > 1 ? [here[0]] : [projects[0]];
        List<GateSpec> gates = [Gate("build", 10, ["dotnet", "build", .. which, "-clp:NoSummary"]) with { Findings = "warning [A-Z]+[0-9]+:" }];
        if (projects.Any(project => IsTest(probe.Text(project))))
        {
            gates.Add(Gate("test", 30, ["dotnet", "test", .. which, "--no-build"]) with { Needs = ["build"] });
        }

        if (probe.Has(".editorconfig"))
        {
            gates.Add(Gate("format", 10, ["dotnet", "format", .. which, "--verify-no-changes", "--no-restore"]) with { Needs = ["build"] });
        }

        return new DetectedGates("dotnet", gates);
    }

    private static GateSpec Gate(string name, int minutes, string[] program) =>
        new() { Name = name, Program = program, Limit = TimeSpan.FromMinutes(minutes), Environment = Environment };

    private static bool IsOf(string file, params string[] endings) => Array.Exists(endings, ending => file.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    private static bool IsTest(string project) =>
        project.Contains("Microsoft.NET.Test.Sdk", StringComparison.Ordinal)
        || project.Contains("MSTest.Sdk", StringComparison.Ordinal)
        || project.Contains("xunit.v3", StringComparison.Ordinal)
        || project.Contains("TUnit", StringComparison.Ordinal)
        || project.Contains("<IsTestProject>true", StringComparison.OrdinalIgnoreCase);
}
