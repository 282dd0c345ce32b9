namespace ClawPowers.Core.Verification.Detection;

/// <summary>Go: build, vet and test all packages.</summary>
internal static class GoGates
{
    public static DetectedGates? Find(ProjectProbe probe) => probe.Has("go.mod")
        ? new DetectedGates("go", [Gate("build", 10, "build"), Gate("vet", 10, "vet") with { Needs = ["build"] }, Gate("test", 30, "test") with { Needs = ["build"] }])
        : null;

    private static GateSpec Gate(string name, int minutes, string verb) =>
        new() { Name = name, Program = ["go", verb, "./..."], Limit = TimeSpan.FromMinutes(minutes) };
}
