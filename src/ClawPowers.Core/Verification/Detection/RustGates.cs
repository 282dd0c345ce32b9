namespace ClawPowers.Core.Verification.Detection;

/// <summary>Rust: build, the tests, and clippy where it is installed.</summary>
internal static class RustGates
{
    public static DetectedGates? Find(ProjectProbe probe)
    {
        if (!probe.Has("Cargo.toml"))
        {
            return null;
        }

        List<GateSpec> gates = [Gate("build", 20, "build", "--all-targets")];
        if (probe.Programs.IsThere("cargo-clippy"))
        {
            gates.Add(Gate("clippy", 20, "clippy", "--all-targets") with { Needs = ["build"], Findings = "^warning: " });
        }

        gates.Add(Gate("test", 30, "test") with { Needs = ["build"] });
        return new DetectedGates("rust", gates);
    }

    private static GateSpec Gate(string name, int minutes, params string[] arguments) =>
        new() { Name = name, Program = ["cargo", .. arguments], Limit = TimeSpan.FromMinutes(minutes) };
}
