using System.Text.Json;
using ClawPowers.Core.Skills.Checking;

namespace ClawPowers.Core.Tests.Skills.Checking;

public sealed class SarifLogTests
{
    private static readonly string Root = Path.GetFullPath("/work/my project");

    private static SkillProblem Problem(string path, string rule = "name-folder", int line = 3, string message = "It is so.") => new()
    {
        RuleId = rule,
        Severity = SkillProblemSeverity.Warning,
        Skill = "sample",
        Path = path,
        Line = line,
        Column = 7,
        Message = message,
        Advice = "Do otherwise.",
    };

    [Fact]
    public void A_log_has_the_structure_of_the_standard()
    {
        JsonElement log = Log(Problem(Path.Combine(Root, "skills", "sample é", "SKILL.md")));

        Assert.Equal("2.1.0", log.GetProperty("version").GetString());
        Assert.EndsWith("/sarif-schema-2.1.0.json", log.GetProperty("$schema").GetString(), StringComparison.Ordinal);
        JsonElement run = log.GetProperty("runs").EnumerateArray().Single();
        Assert.Equal("utf16CodeUnits", run.GetProperty("columnKind").GetString());
        JsonElement driver = run.GetProperty("tool").GetProperty("driver");
        Assert.Equal("ClawPowers", driver.GetProperty("name").GetString());
        Assert.Equal("1.2.3", driver.GetProperty("version").GetString());
        JsonElement[] rules = [.. driver.GetProperty("rules").EnumerateArray()];
        Assert.Equal(SkillRules.Ids, rules.Select(static rule => rule.GetProperty("id").GetString()!));
        Assert.All(rules, static rule =>
        {
            Assert.NotEmpty(rule.GetProperty("shortDescription").GetProperty("text").GetString()!);
            Assert.NotEmpty(rule.GetProperty("help").GetProperty("text").GetString()!);
            Assert.True(Uri.TryCreate(rule.GetProperty("helpUri").GetString(), UriKind.Absolute, out _));
            Assert.True(rule.GetProperty("defaultConfiguration").GetProperty("level").GetString() is "error" or "warning" or "note");
        });

        JsonElement result = run.GetProperty("results").EnumerateArray().Single();
        Assert.Equal("name-folder", result.GetProperty("ruleId").GetString());
        Assert.Equal("name-folder", rules[result.GetProperty("ruleIndex").GetInt32()].GetProperty("id").GetString());
        Assert.Equal("warning", result.GetProperty("level").GetString());
        Assert.Equal("It is so. Do otherwise.", result.GetProperty("message").GetProperty("text").GetString());
        JsonElement place = result.GetProperty("locations").EnumerateArray().Single().GetProperty("physicalLocation");
        Assert.Equal("skills/sample%20%C3%A9/SKILL.md", place.GetProperty("artifactLocation").GetProperty("uri").GetString());
        Assert.Equal("%SRCROOT%", place.GetProperty("artifactLocation").GetProperty("uriBaseId").GetString());
        Assert.Equal((3, 7), (place.GetProperty("region").GetProperty("startLine").GetInt32(), place.GetProperty("region").GetProperty("startColumn").GetInt32()));
        Assert.False(place.GetProperty("region").TryGetProperty("endLine", out _));
        Assert.Equal(JsonValueKind.String, result.GetProperty("partialFingerprints").EnumerateObject().Single().Value.ValueKind);
    }

    [Fact]
    public void Nothing_but_properties_of_the_standard_is_written()
    {
        Dictionary<string, string[]> allowed = new(StringComparer.Ordinal)
        {
            ["log"] = ["$schema", "version", "runs"],
            ["runs"] = ["tool", "columnKind", "results"],
            ["tool"] = ["driver"],
            ["driver"] = ["name", "version", "informationUri", "rules"],
            ["rules"] = ["id", "shortDescription", "help", "helpUri", "defaultConfiguration"],
            ["results"] = ["ruleId", "ruleIndex", "level", "message", "locations", "partialFingerprints"],
            ["locations"] = ["physicalLocation"],
            ["physicalLocation"] = ["artifactLocation", "region"],
            ["artifactLocation"] = ["uri", "uriBaseId"],
            ["region"] = ["startLine", "startColumn", "endLine"],
        };

        Visit("log", Log(Problem(Path.Combine(Root, "a.md")) with { EndLine = 5 }));

        void Visit(string name, JsonElement element)
        {
            if (element.ValueKind == JsonValueKind.Array)
            {
                Assert.All(element.EnumerateArray(), item => Visit(name, item));
            }
            else if (element.ValueKind == JsonValueKind.Object)
            {
                foreach (JsonProperty property in element.EnumerateObject())
                {
                    Assert.True(!allowed.TryGetValue(name, out string[]? known) || known.Contains(property.Name), $"{name}.{property.Name}");
                    Visit(property.Name, property.Value);
                }
            }
        }
    }

    [Fact]
    public void A_file_outside_of_the_root_whose_name_looks_escaped_is_named_as_it_is()
    {
        string path = Path.GetFullPath("/else where/ü#%20/SKILL.md");

        string uri = Result(Log(Problem(path))).GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("artifactLocation").GetProperty("uri").GetString()!;

        Assert.EndsWith("/else%20where/%C3%BC%23%2520/SKILL.md", uri, StringComparison.Ordinal);
        Assert.StartsWith("file:///", uri, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_outside_of_the_root_has_its_full_uri()
    {
        JsonElement place = Result(Log(Problem(Path.GetFullPath("/elsewhere/SKILL.md")))).GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("artifactLocation");

        Assert.StartsWith("file:///", place.GetProperty("uri").GetString(), StringComparison.Ordinal);
        Assert.False(place.TryGetProperty("uriBaseId", out _));
    }

    [Fact]
    public void A_fingerprint_stays_when_the_line_moves_and_tells_equal_problems_apart()
    {
        string path = Path.Combine(Root, "SKILL.md");
        string Fingerprint(JsonElement result) => result.GetProperty("partialFingerprints").GetProperty("skillProblem/v1").GetString()!;

        string first = Fingerprint(Result(Log(Problem(path))));
        Assert.Equal(first, Fingerprint(Result(Log(Problem(path, line: 90)))));
        Assert.NotEqual(first, Fingerprint(Result(Log(Problem(path, message: "It is otherwise.")))));
        Assert.Equal(2, Log(Problem(path), Problem(path, line: 90)).GetProperty("runs")[0].GetProperty("results").EnumerateArray().Select(Fingerprint).Distinct().Count());
    }

    [Fact]
    public void No_problems_are_a_log_with_an_empty_list() =>
        Assert.Equal(0, Log().GetProperty("runs")[0].GetProperty("results").GetArrayLength());

    private static JsonElement Log(params SkillProblem[] problems) => JsonDocument.Parse(SarifLog.Write(problems, Root, "1.2.3")).RootElement;

    private static JsonElement Result(JsonElement log) => log.GetProperty("runs")[0].GetProperty("results")[0];
}
