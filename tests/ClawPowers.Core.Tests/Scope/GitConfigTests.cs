using System.Text;
using ClawPowers.Core.Scope;
using ClawPowers.Core.Tests.Support;
using FsCheck;
using FsCheck.Fluent;

namespace ClawPowers.Core.Tests.Scope;

/// <summary>Configurations in every syntax that Git allows, each compared with what the real Git reads out of it.</summary>
public sealed class GitConfigTests
{
    private const string Url = "https://example.org/owner/name.git";

    public static TheoryData<string> Configurations() =>
    [
        $"[remote \"origin\"]\n\turl = {Url}\n",
        $"[remote \"origin\"]\r\n\turl = {Url}\r\n\tfetch = x\r\n",
        $"\uFEFF[remote \"origin\"]\nurl={Url}",
        $"[remote \"origin\"]url={Url}\n",
        $"[remote \"origin\"] url = {Url}",
        $"[REMOTE \"origin\"]\n\tURL = {Url}\n",
        $"[remote \"Origin\"]\n\turl = {Url}\n",
        $"[remote   \"origin\"]\n   url   =   {Url}   \n",
        $"  [remote \"origin\"]  \n\turl = {Url}\n",
        $"[remote \"origin\"]\n\turl = \"{Url}\"\n",
        $"[remote \"origin\"]\n\turl = \"https://example.org/with # and ; inside\"\n",
        $"[remote \"origin\"]\n\turl = {Url} # comment\n",
        $"[remote \"origin\"]\n\turl = {Url} ; comment\n",
        $"[remote \"origin\"]\n\turl = {Url}# comment\n",
        $"[remote \"origin\"]\n\turl = \"https://example.org/\"owner/\"name\"\n",
        $"[remote \"origin\"]\n\turl = https://example.org/ow\\\nner/name\n",
        $"[remote \"origin\"]\n\turl = https://example.org/ow\\\r\nner/name\r\n",
        $"[remote \"origin\"]\n# comment \\\n\turl = {Url}\n",
        $"[remote \"origin\"] ; comment\n\turl = {Url}\n",
        $"; url = wrong\n[remote \"origin\"]\n\t# url = wrong\n\turl = {Url}\n",
        $"[remote \"origin\"]\n\turl = a\\\\b\\\"c\\tdnn\\n\n",
        $"[remote \"origin\"]\n\turl = one  two\tthree\n",
        $"[remote \"origin\"]\n\turl =\n",
        $"[remote \"origin\"]\n\turl = first\n\turl = second\n",
        $"[remote \"origin\"]\n\turl = first\n[core]\n\tbare = false\n[remote \"origin\"]\n\turl = second\n",
        $"[remote \"other\"]\n\turl = wrong\n[remote \"origin\"]\n\tfetch = x\n",
        $"[remote \"origin\"]\n\tpushurl = wrong\n",
        $"[remote]\n\turl = wrong\n",
        $"[branch \"origin\"]\n\turl = wrong\n",
        $"[remote.origin]\n\turl = {Url}\n",
        $"[remote \"o\\rigin\"]\n\turl = {Url}\n",
        $"[remote \"a]b\"]\n\turl = wrong\n[remote \"origin\"]\n\turl = {Url}\n",
        $"[remote \"x\\\\\"]\n\turl = wrong\n[remote \"origin\"]\n\turl = {Url}\n",
        $"[remote \"origin\"] url = \"ssh://git@[::1]/owner/name\"\n",
        $"[remote \"origin\"]\n\turl = ssh://git@[::1]/owner/name\n",
        $"[remote \"origin\"]\n\turl = a=b\n",
        $"[remote \"origin\"]\n\turl = \\\\\\\\server\\\\share\n",
        $"[remote \"origin\"]\n\turl = ends with backslashes\\\\\n\tfetch = x\n",
        $"[core]\n\trepositoryformatversion = 0\n[remote \"origin\"]\n\turl = größe/中文\n",
        "",
        "\n\n  \n",
        "# only a comment",
    ];

    [Theory]
    [MemberData(nameof(Configurations), DisableDiscoveryEnumeration = true)]
    public void A_configuration_is_read_as_git_reads_it(string text)
    {
        using var scratch = new Scratch();

        Assert.Equal(ByGit(scratch, text), Read(scratch, text));
    }

    [Fact]
    public void Whatever_git_accepts_is_read_as_git_reads_it()
    {
        using var scratch = new Scratch();
        Gen<string> piece = Gen.Elements(
            "[remote \"origin\"]", "[remote \"origin\"]\n", "[core]\n", "[remote \"other\"]\n", "url", "URL", "fetch", " = ", "=", " ", "\t", "\n", "\n", "\r\n",
            "\"", "\\\\", "\\\"", "\\n", "\\\n", "#", ";", "value", "a b", "x.git", "]", "[");
        Gen<string> text = from count in Gen.Choose(0, 10)
                           from pieces in piece.ArrayOf(count)
                           select $"[remote \"origin\"]\nurl = {string.Concat(pieces)}\n";

        Prop.ForAll(text.ToArbitrary(), configuration =>
        {
            string file = Write(scratch, configuration);
            (int exitCode, string output, _) = GitRepository.TryRun(scratch.Root, "config", "--file", file, "--null", "--get", "remote.origin.url");
            if (exitCode is 0)
            {
                Assert.Equal(Blanks(output.TrimEnd('\0')), Read(scratch, configuration));
            }

            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
    }

    private static string Write(Scratch scratch, string text)
    {
        string file = scratch.PathOf("config");
        File.WriteAllText(file, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        return file;
    }

    private static string? Read(Scratch scratch, string text) =>
        Blanks(GitConfig.Read(File.ReadAllText(Write(scratch, text)), "remote", "origin", "url"));

    // Git keeps blanks inside of a value as they are since 2.45 and made each a space before.
    private static string? Blanks(string? text) => text?.Replace('\t', ' ');

    private static string? ByGit(Scratch scratch, string text)
    {
        (int exitCode, string output, string errors) = GitRepository.TryRun(scratch.Root, "config", "--file", Write(scratch, text), "--null", "--get", "remote.origin.url");
        Assert.True(exitCode is 0 or 1, errors);
        return exitCode == 0 ? Blanks(output.TrimEnd('\0')) : null;
    }
}
