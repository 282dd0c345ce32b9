namespace ClawPowers.Core.Verification.Detection;

/// <summary>Python: ruff, mypy and pytest where they are configured, in the environment that the project has.</summary>
internal static class PythonGates
{
    private const string Project = "pyproject.toml";

    public static DetectedGates? Find(ProjectProbe probe)
    {
        List<GateSpec> gates = [];
        if (probe.Has("ruff.toml") || probe.Has(".ruff.toml") || probe.HasLine(Project, "[tool.ruff"))
        {
            gates.Add(Gate(probe, "lint", 5, "ruff", "check", ".") with { Group = "static" });
        }

        if (probe.Has("mypy.ini") || probe.Has(".mypy.ini") || probe.HasLine(Project, "[tool.mypy") || probe.HasLine("setup.cfg", "[mypy"))
        {
            gates.Add(Gate(probe, "types", 10, "mypy", ".") with { Group = "static" });
        }

        if (HasTests(probe))
        {
            gates.Add(Gate(probe, "test", 30, "pytest"));
        }

        return new DetectedGates("python", gates);
    }

    private static bool HasTests(ProjectProbe probe) =>
        probe.Has("pytest.ini") || probe.Has("conftest.py") || probe.Has("tests/conftest.py")
        || probe.HasLine(Project, "[tool.pytest") || probe.HasLine("setup.cfg", "[tool:pytest]") || probe.HasLine("tox.ini", "[pytest]")
        || ((probe.Has(Project) || probe.Has("setup.py") || probe.Has("requirements.txt")) && probe.Files.Any(static file => Path.GetFileName(file) is var name && name.EndsWith(".py", StringComparison.Ordinal) && (name.StartsWith("test_", StringComparison.Ordinal) || name.EndsWith("_test.py", StringComparison.Ordinal))));

    private static GateSpec Gate(ProjectProbe probe, string name, int minutes, string module, params string[] arguments) =>
        new() { Name = name, Program = [.. Runner(probe), module, .. arguments], Limit = TimeSpan.FromMinutes(minutes) };

    private static string[] Runner(ProjectProbe probe)
    {
        if (probe.Has("uv.lock"))
        {
            return ["uv", "run"];
        }

        if (probe.Has("poetry.lock"))
        {
            return ["poetry", "run"];
        }

        string inEnvironment = OperatingSystem.IsWindows() ? "Scripts/python.exe" : "bin/python";
        string? environment = Array.Find([".venv", "venv"], folder => probe.Has($"{folder}/{inEnvironment}"));
        return [environment is null ? OperatingSystem.IsWindows() ? "python" : "python3" : $"./{environment}/{inEnvironment}", "-m"];
    }
}
