using System.Globalization;
using ClawPowers.Core.Tests.Support;

namespace ClawPowers.Core.Tests.Skills.Installing;

/// <summary>Puts an approved lesson into a store.</summary>
internal static class InstalledLesson
{
    public static void Add(Scratch scratch, string skill, int id, string text, string project)
    {
        static string Quote(string value) => "'" + value.Replace("'", "''", StringComparison.Ordinal) + "'";
        scratch.Sql(string.Create(CultureInfo.InvariantCulture, $$"""
            INSERT INTO scope (project) VALUES ({{Quote(project)}}) ON CONFLICT DO NOTHING;
            INSERT INTO skill (name) VALUES ({{Quote(skill)}}) ON CONFLICT DO NOTHING;
            INSERT INTO recommendation (id, scope_id, skill_id, kind, state, analyzer, fingerprint, proposed_at, decided_at, evidence, text)
            SELECT {{id}}, scope.id, skill.id, 0, 1, 'drivers', 'f{{id}}', 5000, 6000, '{}', {{Quote(text)}} FROM scope, skill WHERE project = {{Quote(project)}} AND name = {{Quote(skill)}};
            INSERT INTO lesson (recommendation_id, version, scope_id, skill_id, approved_at, text)
            SELECT id, 1, scope_id, skill_id, 6000, text FROM recommendation WHERE id = {{id}};
            """));
    }
}
