using System.Text.Json;

namespace ClawPowers.Cli.Tests;

public sealed class SkillFindTests
{
    [Fact]
    public void Find_prints_the_best_first_with_score_and_reason()
    {
        using ScratchCli cli = WithSkills();

        CliResult found = cli.Run("skill", "find", "the tests pass alone but fail together", "--limit", "2");

        Assert.Equal((0, string.Empty), (found.ExitCode, found.Error));
        Assert.StartsWith("1. systematic-debugging  0.", found.Output, StringComparison.Ordinal);
        Assert.Equal(4, found.Output.TrimEnd().Split('\n').Length);
    }

    [Fact]
    public void Find_prints_an_array_as_json_best_first()
    {
        using ScratchCli cli = WithSkills();
        using var found = JsonDocument.Parse(cli.Run("skill", "find", "the", "API", "answered", "402", "--json").Output);

        JsonElement first = found.RootElement[0];
        Assert.Equal("agent-payments", first.GetProperty("name").GetString());
        Assert.InRange(first.GetProperty("score").GetDouble(), 0.12, 1);
        Assert.Contains("402", first.GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.Equal(["name", "score", "reason", "rank", "description", "path", "source", "isAvailable", "runs", "rate"], first.EnumerateObject().Select(member => member.Name));
    }

    [Fact]
    public void Find_of_what_fits_nothing_says_so_and_is_no_failure()
    {
        using ScratchCli cli = WithSkills();

        CliResult nothing = cli.Run("skill", "find", "what shall I cook for dinner");
        Assert.Equal((0, string.Empty), (nothing.ExitCode, nothing.Output));
        Assert.Contains("No skill fits", nothing.Error, StringComparison.Ordinal);
        cli.Run("skill", "find", "what shall I cook for dinner", "--json").Prints("[]\n");
    }

    [Fact]
    public void Find_without_words_fails()
    {
        using ScratchCli cli = WithSkills();
        cli.Run("skill", "find", "?!").Fails("no words that describe a situation");
    }

    private static ScratchCli WithSkills()
    {
        var cli = new ScratchCli();
        Write("agent-payments", "Pays for calls.\nmetadata:\n  triggers: the API returned 402; it wants money");
        Write("systematic-debugging", "Use when something fails.\nmetadata:\n  triggers: the tests pass alone but fail together");
        Write("test-driven-development", "Use when writing tests first.\nmetadata:\n  triggers: write a failing test");
        return cli;

        void Write(string name, string rest)
        {
            string folder = Directory.CreateDirectory(Path.Combine(cli.WorkingDirectory, ".agents", "skills", name)).FullName;
            File.WriteAllText(Path.Combine(folder, "SKILL.md"), $"---\nname: {name}\ndescription: {rest}\n---\n");
        }
    }
}
