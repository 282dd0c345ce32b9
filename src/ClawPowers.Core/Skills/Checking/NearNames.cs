using ClawPowers.Core.Text;

namespace ClawPowers.Core.Skills.Checking;

/// <summary>Finds the name that was probably meant.</summary>
internal static class NearNames
{
    private const int MostEdits = 3;

    /// <summary>A sentence that names the nearest, with a blank before it; empty if none is near.</summary>
    public static string Hint(string name, IEnumerable<string> known)
    {
        string? nearest = known
            .Select(other => (Name: other, Edits: EditDistance.Between(name.ToUpperInvariant(), other.ToUpperInvariant(), MostEdits)))
            .Where(static other => other.Edits <= MostEdits)
            .OrderBy(static other => other.Edits)
            .ThenBy(static other => other.Name, StringComparer.Ordinal)
            .Select(static other => other.Name)
            .FirstOrDefault();
        return nearest is null ? string.Empty : $" Was {nearest} meant?";
    }
}
