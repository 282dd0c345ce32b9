using System.Globalization;
using ClawPowers.Core.Errors;
using ClawPowers.Core.State;
using ClawPowers.Core.Storage;
using Microsoft.Data.Sqlite;

namespace ClawPowers.Core.Metrics;

/// <summary>Skills by names and globs. A glob is SQLite's, as for keys: case-sensitive, <c>*</c>, <c>?</c> and <c>[a-z]</c>.</summary>
internal sealed class SkillFilter
{
    private readonly IReadOnlyList<string>? _patterns;

    private SkillFilter(IReadOnlyList<string>? patterns) => _patterns = patterns;

    /// <summary>Reads names and globs; null or none is every skill.</summary>
    /// <exception cref="ClawException"><c>InvalidSkillPattern</c>.</exception>
    public static SkillFilter Parse(IReadOnlyList<string>? patterns)
    {
        foreach (string? pattern in patterns ?? [])
        {
            string? problem = string.IsNullOrWhiteSpace(pattern) ? "it is empty"
                : pattern.Length > 4 * SkillName.MaximumLength ? string.Create(CultureInfo.InvariantCulture, $"it has {pattern.Length} characters")
                : KeyPattern.HasOpenBracket(pattern) ? "a '[' is not closed by a ']'"
                : null;
            if (problem is not null)
            {
                throw MetricErrors.InvalidSkillPattern(pattern, problem);
            }
        }

        return new SkillFilter(patterns is not { Count: > 0 } || patterns.Contains("*", StringComparer.Ordinal) ? null : [.. patterns.Select(static pattern => pattern.Trim())]);
    }

    /// <summary>The rows of the skills that match and are known; null for all of them.</summary>
    public IReadOnlyList<long>? Ids(SqliteConnection connection)
    {
        if (_patterns is null)
        {
            return null;
        }

        var ids = new SortedSet<long>();
        foreach (string pattern in _patterns)
        {
            // A name is no glob, and a look-up in the index.
            using SqliteCommand command = connection.Command(
                pattern.AsSpan().IndexOfAny("*?[") < 0 ? "SELECT id FROM skill WHERE name = $pattern" : "SELECT id FROM skill WHERE name GLOB $pattern",
                ("$pattern", pattern));
            using SqliteDataReader reader = command.ExecuteReader();
            while (reader.Read())
            {
                ids.Add(reader.GetInt64(0));
            }
        }

        return [.. ids];
    }

    /// <summary>Whether a name, known to the log or not, is one of those that are meant.</summary>
    public bool Matches(SqliteConnection connection, string name) =>
        _patterns is null || _patterns.Any(pattern => connection.ReadLong("SELECT $name GLOB $pattern", ("$name", name), ("$pattern", pattern)) == 1);

    /// <summary>The names of all skills by their rows.</summary>
    public static Dictionary<long, string> Names(SqliteConnection connection)
    {
        Dictionary<long, string> names = [];
        using SqliteCommand command = connection.Command("SELECT id, name FROM skill");
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            names.Add(reader.GetInt64(0), reader.GetString(1));
        }

        return names;
    }
}
