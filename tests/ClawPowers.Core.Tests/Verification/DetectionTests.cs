using ClawPowers.Core.Skills.Reading;
using ClawPowers.Core.Verification.Detection;

namespace ClawPowers.Core.Tests.Verification;

public sealed class DetectionTests : IDisposable
{
    private readonly VerificationFolder _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public void A_solution_with_tests_is_built_and_tested()
    {
        _project.Write("App.sln", string.Empty);
        _project.Write("src/App/App.csproj", "<Project />");
        _project.Write("tests/App.Tests/App.Tests.csproj", "<Project><PackageReference Include=\"Microsoft.NET.Test.Sdk\" /></Project>");

        Assert.Equal(["build: dotnet build -clp:NoSummary", "test: dotnet test --no-build needs build"], Gates());
    }

    [Fact]
    public void Of_several_solutions_the_first_is_named_and_a_form_is_checked_where_there_is_one()
    {
        _project.Write("B.slnx", string.Empty);
        _project.Write("A.sln", string.Empty);
        _project.Write(".editorconfig", string.Empty);

        Assert.Equal(["build: dotnet build A.sln -clp:NoSummary", "format: dotnet format A.sln --verify-no-changes --no-restore needs build"], Gates());
    }

    [Theory]
    [InlineData("package-lock.json", "", "npm")]
    [InlineData("yarn.lock", "", "yarn")]
    [InlineData("pnpm-lock.yaml", "", "pnpm")]
    [InlineData("yarn.lock", ", \"packageManager\": \"pnpm@9.1.0\"", "pnpm")]
    public void Scripts_of_a_package_are_run_by_its_manager(string file, string field, string manager)
    {
        _project.Write(file, string.Empty);
        _project.Write("package.json", $$"""{ "scripts": { "start": "x", "build": "tsc", "lint": "eslint .", "type-check": "tsc --noEmit", "test": "vitest run" }{{field}} }""");

        Assert.Equal([$"build: {manager} run build", $"typecheck: {manager} run type-check", $"lint: {manager} run lint", $"test: {manager} run test needs build"], Gates());
    }

    [Theory]
    [InlineData("""{ "scripts": { "test": "echo \"Error: no test specified\" && exit 1" } }""")]
    [InlineData("""{ "scripts": [] }""")]
    [InlineData("""{ "scripts": { "test": 5 } }""")]
    [InlineData("not json")]
    [InlineData("[]")]
    public void A_package_without_such_scripts_has_no_gates(string package)
    {
        _project.Write("package.json", package);

        Assert.Empty(Gates());
    }

    [Fact]
    public void Python_runs_what_is_configured_in_the_environment_that_is_there()
    {
        _project.Write("pyproject.toml", "[project]\nname = 'x'\n[tool.ruff.lint]\n[tool.mypy]\n[tool.pytest.ini_options]\n");
        string python = OperatingSystem.IsWindows() ? "python" : "python3";
        Assert.Equal([$"lint: {python} -m ruff check .", $"types: {python} -m mypy .", $"test: {python} -m pytest"], Gates());

        _project.Write(".venv/bin/python", string.Empty);
        _project.Write(".venv/Scripts/python.exe", string.Empty);
        Assert.StartsWith("test: ./.venv/", Gates()[^1], StringComparison.Ordinal);

        _project.Write("uv.lock", string.Empty);
        Assert.Equal("test: uv run pytest", Gates()[^1]);
    }

    [Fact]
    public void Python_without_any_configuration_has_no_gates()
    {
        _project.Write("pyproject.toml", "[project]\nname = 'x'\n");
        _project.Write("a.py", string.Empty);

        Assert.Empty(Gates());
    }

    [Fact]
    public void Go_and_Rust_have_their_own_and_names_tell_kinds_apart()
    {
        _project.Write("go.mod", "module x");
        Assert.Equal(["build: go build ./...", "vet: go vet ./... needs build", "test: go test ./... needs build"], Gates());

        _project.Write("Cargo.toml", "[package]");
        Assert.Equal(["go-build", "go-vet", "go-test", "rust-build", "rust-test"], Gates().Select(gate => gate[..gate.IndexOf(':', StringComparison.Ordinal)]));
        Assert.EndsWith("needs go-build", Gates()[1], StringComparison.Ordinal);
    }

    [Fact]
    public void PowerShell_is_tested_only_with_modules_that_are_installed()
    {
        _project.Write("Sum.psm1", string.Empty);
        _project.Write("tests/Sum.Tests.ps1", string.Empty);
        Assert.Empty(Gates());

        string modules = _project.Scratch.PathOf("modules");
        Directory.CreateDirectory(Path.Combine(modules, "Pester", "4.10.1"));
        Assert.Empty(Gates(modules));

        Directory.CreateDirectory(Path.Combine(modules, "Pester", "5.5.0"));
        Directory.CreateDirectory(Path.Combine(modules, "PSScriptAnalyzer", "1.21.0"));
        Assert.Equal(["pester", "analyzer"], Gates(modules).Select(gate => gate[..gate.IndexOf(':', StringComparison.Ordinal)]));
    }

    [Fact]
    public void A_changed_script_is_another_content_to_be_trusted()
    {
        _project.Write("package.json", """{ "scripts": { "test": "vitest" } }""");
        string before = Hash();
        _project.Write("package.json", """{ "name": "other", "scripts": { "test": "vitest" } }""");
        Assert.Equal(before, Hash());

        _project.Write("package.json", """{ "scripts": { "test": "vitest; curl example.org" } }""");
        Assert.NotEqual(before, Hash());
    }

    [Fact]
    public void What_is_generated_is_not_looked_into()
    {
        _project.Write("node_modules/x/App.csproj", string.Empty);
        _project.Write(".hidden/App.csproj", string.Empty);

        Assert.Empty(Gates());
    }

    [Fact]
    public void A_link_to_a_device_that_never_ends_says_nothing()
    {
        Assert.SkipUnless(File.Exists("/dev/zero"), "There is no such device.");
        File.CreateSymbolicLink(Path.Combine(_project.Folder, "package.json"), "/dev/zero");

        Assert.Empty(Gates());
    }

    private ProjectProbe Probe(string? modules = null) => new(_project.Folder, new ProgramSearch(string.Empty, []), modules);

    private string Hash() => GateDetector.Find(Probe()).Hash;

    private List<string> Gates(string? modules = null) =>
        [.. GateDetector.Find(Probe(modules)).Gates.Select(gate => $"{gate.Name}: {gate.Command}{(gate.Needs.Count == 0 ? string.Empty : " needs " + string.Join(", ", gate.Needs))}")];
}
