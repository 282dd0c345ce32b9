using System.Text.RegularExpressions;

namespace ClawPowers.Cli.Tests;

/// <summary>What the documents show can be typed as it stands there.</summary>
public sealed partial class DocumentTests
{
    public static TheoryData<string> Documents => ["README.md", "docs/command-line.md"];

    [Theory]
    [MemberData(nameof(Documents))]
    public async Task Every_example_for_a_shell_works(string document)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The examples are for a POSIX shell.");
        using var cli = new ScratchCli();
        cli.MakeRepository("https://github.com/owner/name.git");
        cli.Environment["PATH"] = Path.GetDirectoryName(ScratchCli.ProgramPath) + Path.PathSeparator + System.Environment.GetEnvironmentVariable("PATH");
        Prepare(cli);
        string text = await File.ReadAllTextAsync(Path.Combine(Repository.Root, document), TestContext.Current.CancellationToken);
        string[] examples = [.. Blocks().Matches(text).Select(static match => match.Groups["code"].Value).Where(static code => Commands().IsMatch(code))];
        Assert.NotEmpty(examples);
        foreach (string example in examples)
        {
            // "set -e" ends at the first command that fails.
            using System.Diagnostics.Process shell = cli.Start("/bin/sh", "-ec", example);
            shell.StandardInput.Close();
            CliResult result = await ScratchCli.EndAsync(shell);
            Assert.True(result.ExitCode == 0 && !result.Error.Contains("Usage", StringComparison.Ordinal), $"{example}\n{result.Error}");
        }
    }

    // The example of many changes goes on from these.
    private static void Prepare(ScratchCli cli)
    {
        foreach (string value in (string[])["DNS", "TLS", "DNS after all"])
        {
            cli.Run("store", "set", "debug:payment-pool:guess", value).Prints(string.Empty);
            cli.Run("store", "set", "debug:payment-pool:observation", value).Prints(string.Empty);
        }
    }

    [GeneratedRegex(@"^```sh\r?\n(?<code>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 30_000)]
    private static partial Regex Blocks();

    [GeneratedRegex(@"(^|\| )clawpowers ", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 30_000)]
    private static partial Regex Commands();
}
