using System.Text.Json;

namespace ClawPowers.Cli.Tests.Support;

/// <summary>How a command ended.</summary>
public sealed record CliResult(int ExitCode, string Output, string Error)
{
    /// <summary>The lines printed.</summary>
    public string[] Lines => Output.Length == 0 ? [] : Output[..^1].Split('\n');

    /// <summary>What was printed, as JSON.</summary>
    public JsonElement Json
    {
        get
        {
            using JsonDocument document = JsonDocument.Parse(Output);
            return document.RootElement.Clone();
        }
    }

    /// <summary>It went well, printed exactly this, and said nothing on standard error.</summary>
    public CliResult Prints(string output)
    {
        Assert.Equal(string.Empty, Error);
        Assert.Equal(output, Output);
        Assert.Equal(0, ExitCode);
        return this;
    }

    /// <summary>It failed with one message that has all of these parts, and printed nothing.</summary>
    public CliResult Fails(params string[] parts)
    {
        Assert.All(parts, part => Assert.Contains(part, Error, StringComparison.Ordinal));
        Assert.Equal(string.Empty, Output);
        Assert.Equal(1, ExitCode);
        Assert.DoesNotContain("   at ", Error, StringComparison.Ordinal);
        return this;
    }
}
