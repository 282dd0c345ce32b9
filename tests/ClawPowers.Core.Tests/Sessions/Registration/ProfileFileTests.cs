using System.Text;
using ClawPowers.Core.Sessions.Registration.Files;

namespace ClawPowers.Core.Tests.Sessions.Registration;

public sealed class ProfileFileTests
{
    private const string Block = "# >>> ClawPowers >>>\n. ~/.clawpowers/hooks/session-start.ps1\n# <<< ClawPowers <<<\n";

    public static TheoryData<string, string> Profiles()
    {
        var data = new TheoryData<string, string>();
        foreach (string text in new[] { "", "\n", "# ü 漢 😀\n", "'no end'", "a\r\nb\r\n", "a\r\nb", "a\n\n\n", "# >>> ClawPowers >>>\n# begun and never ended\n" })
        {
            foreach (string encoding in new[] { "utf-8", "utf-8-bom", "utf-16", "utf-16BE", "iso-8859-1" })
            {
                data.Add(text, encoding);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public void A_profile_of_any_encoding_is_the_same_after_registering_and_removing(string text, string name)
    {
        Encoding encoding = name switch
        {
            "utf-8" => new UTF8Encoding(false),
            "utf-8-bom" => new UTF8Encoding(true),
            "utf-16" => new UnicodeEncoding(bigEndian: false, byteOrderMark: true),
            "utf-16BE" => new UnicodeEncoding(bigEndian: true, byteOrderMark: true),
            _ => Encoding.Latin1,
        };
        byte[] before = [.. encoding.Preamble, .. encoding.GetBytes(text)];
        var file = new ProfileFile("profile.ps1");
        byte[] after = file.Register(before, new FileNote { Existed = true }, allowCommands: false);
        Assert.Equal(HookState.Registered, file.Look(after).Hook);
        string written = encoding.GetString(after, encoding.Preamble.Length, after.Length - encoding.Preamble.Length);
        Assert.StartsWith(name == "iso-8859-1" ? encoding.GetString(encoding.GetBytes(text)) : text, written, StringComparison.Ordinal);
        Assert.EndsWith(Block.TrimEnd('\n'), written.ReplaceLineEndings("\n").TrimEnd('\n'), StringComparison.Ordinal);
        Assert.Equal(after, file.Register(after, new FileNote { Existed = true }, allowCommands: false));
        Assert.Equal(before, file.Unregister(after, new FileNote { Existed = true }));
    }

    [Fact]
    public void Lines_that_were_written_after_the_block_or_into_it_are_told_apart()
    {
        var file = new ProfileFile("profile.ps1");
        byte[] between = Encoding.UTF8.GetBytes("before\n" + Block + "after\n");
        Assert.Equal("before\nafter\n", Encoding.UTF8.GetString(file.Unregister(between, note: null)!));
        byte[] edited = Encoding.UTF8.GetBytes("before\n" + Block.Replace(". ~", "# . ~", StringComparison.Ordinal));
        Assert.Equal(HookState.Outdated, file.Look(edited).Hook);
        Assert.Equal("before\n" + Block, Encoding.UTF8.GetString(file.Register(edited, new FileNote(), allowCommands: false)));
        Assert.Null(file.Unregister(Encoding.UTF8.GetBytes(Block), note: null));
    }

    [Fact]
    public void A_signed_profile_is_left_alone()
    {
        byte[] signed = "1\n# SIG # Begin signature block\n# MII\n# SIG # End signature block\n"u8.ToArray();
        Support.Failure.Of("HookFileUnusable", () => new ProfileFile("profile.ps1").Register(signed, new FileNote(), allowCommands: false));
    }
}
