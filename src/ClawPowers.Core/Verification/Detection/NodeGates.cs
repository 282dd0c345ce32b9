using System.Text.Json;

namespace ClawPowers.Core.Verification.Detection;

/// <summary>Node: the scripts of package.json that are gates by their names, run by the package manager that the project uses.</summary>
internal static class NodeGates
{
    private const string Package = "package.json";

    // What npm writes into a new package: it always fails.
    private const string Placeholder = "no test specified";

    private static readonly JsonDocumentOptions Options = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    // Test runners that watch files for a person do not where this is set.
    private static readonly KeyValuePair<string, string>[] Environment = [new("CI", "true")];

    private static readonly (string Gate, string[] Scripts, int Minutes)[] Known =
    [
        ("build", ["build"], 10),
        ("typecheck", ["typecheck", "type-check", "check-types"], 10),
        ("lint", ["lint"], 10),
        ("test", ["test"], 30),
    ];

    public static DetectedGates? Find(ProjectProbe probe)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(probe.Text(Package), Options);
            JsonElement root = document.RootElement;
            return root.ValueKind == JsonValueKind.Object && root.TryGetProperty("scripts", out JsonElement scripts) && scripts.ValueKind == JsonValueKind.Object
                ? new DetectedGates("node", [.. Gates(scripts, Manager(probe, root))], scripts.GetRawText())
                : null;
        }
        catch (JsonException)
        {
            return null; // Not there, or nothing that npm could read either.
        }
    }

    private static IEnumerable<GateSpec> Gates(JsonElement scripts, string manager)
    {
        bool builds = false;
        foreach ((string gate, string[] names, int minutes) in Known)
        {
            string? script = Array.Find(names, name => scripts.TryGetProperty(name, out JsonElement text) && text.ValueKind == JsonValueKind.String && !text.GetString()!.Contains(Placeholder, StringComparison.Ordinal));
            if (script is not null)
            {
                builds |= gate == "build";
                yield return new GateSpec
                {
                    Name = gate,
                    Program = [manager, "run", script],
                    Limit = TimeSpan.FromMinutes(minutes),
                    Environment = Environment,
                    Group = gate is "typecheck" or "lint" ? "static" : null,
                    Needs = gate == "test" && builds ? ["build"] : [],
                };
            }
        }
    }

    private static string Manager(ProjectProbe probe, JsonElement root)
    {
        string named = root.TryGetProperty("packageManager", out JsonElement field) && field.ValueKind == JsonValueKind.String ? field.GetString()!.Split('@')[0] : string.Empty;
        return named is "npm" or "pnpm" or "yarn" ? named
            : probe.Has("pnpm-lock.yaml") ? "pnpm"
            : probe.Has("yarn.lock") ? "yarn"
            : "npm";
    }
}
