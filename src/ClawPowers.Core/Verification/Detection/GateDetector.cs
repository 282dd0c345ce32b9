using System.Text;
using ClawPowers.Core.Skills.Installing;

namespace ClawPowers.Core.Verification.Detection;

/// <summary>What was found of one kind of project.</summary>
/// <param name="Kind">The kind, as it is written in the name of a gate.</param>
/// <param name="Gates">Its gates.</param>
/// <param name="Definitions">The text of scripts that the gates run and that are no files of their own; empty for none.</param>
internal sealed record DetectedGates(string Kind, IReadOnlyList<GateSpec> Gates, string Definitions = "");

/// <summary>Finds sensible gates for a project without a configuration.</summary>
internal static class GateDetector
{
    private static readonly Func<ProjectProbe, DetectedGates?>[] Kinds =
        [DotNetGates.Find, PowerShellGates.Find, NodeGates.Find, PythonGates.Find, GoGates.Find, RustGates.Find];

    /// <summary>The gates, and the hash of all that they would run.</summary>
    public static (IReadOnlyList<GateSpec> Gates, string Hash) Find(ProjectProbe probe)
    {
        DetectedGates[] found = [.. Kinds.Select(kind => kind(probe)).OfType<DetectedGates>().Where(static kind => kind.Gates.Count > 0)];
        GateSpec[] gates = [.. found.SelectMany(kind => found.Length == 1 ? kind.Gates : kind.Gates.Select(gate => Named(gate, kind.Kind)))];
        var text = new StringBuilder(Configuration.ConfigurationWriter.Write(gates));
        foreach (DetectedGates kind in found)
        {
            text.Append('\0').Append(kind.Kind).Append('\0').Append(kind.Definitions);
        }

        return (gates, FileLook.HashOf(Encoding.UTF8.GetBytes(text.ToString())));
    }

    // In a project of several kinds there are several of each name.
    private static GateSpec Named(GateSpec gate, string kind) => gate with
    {
        Name = $"{kind}-{gate.Name}",
        Needs = [.. gate.Needs.Select(need => $"{kind}-{need}")],
        Group = gate.Group is null ? null : $"{kind}-{gate.Group}",
    };
}
