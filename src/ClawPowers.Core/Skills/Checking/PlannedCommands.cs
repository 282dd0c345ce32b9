namespace ClawPowers.Core.Skills.Checking;

/// <summary>
/// Cmdlets that the design names and this version lacks. A skill may already be written against them: the rules give a
/// note, and the test that runs the skills' blocks reads the names from this file, one on a line, and passes those blocks over.
/// A cmdlet that comes to be is taken off the list.
/// </summary>
public static class PlannedCommands
{
    private static readonly HashSet<string> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        // Of the design none is to come at present. This one never will: it stands for those that may, where tests need one.
        "Invoke-ClawSample",
    };

    /// <summary>The names, as they are written.</summary>
    public static IReadOnlyCollection<string> Names => Known;

    /// <summary>Whether a cmdlet is to come, in any case.</summary>
    /// <param name="name">The cmdlet's name.</param>
    public static bool Contains(string name) => Known.Contains(name);
}
