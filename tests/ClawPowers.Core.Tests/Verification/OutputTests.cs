using System.Text;
using ClawPowers.Core.Verification.Running;

namespace ClawPowers.Core.Tests.Verification;

public sealed class OutputTests : IDisposable
{
    private readonly VerificationFolder _project = new();

    public void Dispose() => _project.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("one line without an end")]
    [InlineData("one\ntwo\r\n\nfour\n")]
    public void What_is_short_is_kept_as_it_is(string text) => Assert.Equal(text, Kept(text));

    [Fact]
    public void Of_what_is_long_both_ends_are_kept_and_the_rest_is_counted()
    {
        var text = new StringBuilder();
        for (int i = 0; text.Length < 5 * OutputCapture.Part; i++)
        {
            text.Append("line ").Append(i).Append('\n');
        }

        string kept = Kept(text.ToString());

        int note = kept.IndexOf("\n[", StringComparison.Ordinal);
        Assert.Equal(text.ToString(0, note), kept[..note]);
        Assert.InRange(note, OutputCapture.Part, OutputCapture.Part + 100);
        Assert.EndsWith("\n", kept[..note], StringComparison.Ordinal);
        string rest = kept[(kept.IndexOf("]\n", note, StringComparison.Ordinal) + 2)..];
        Assert.EndsWith(rest, text.ToString(), StringComparison.Ordinal);
        Assert.StartsWith("line ", rest, StringComparison.Ordinal);
        Assert.InRange(rest.Length, OutputCapture.Part - 100, OutputCapture.Part);
        Assert.Contains($"[{text.Length - note - rest.Length} bytes were left out here;", kept, StringComparison.Ordinal);
    }

    [Fact]
    public void Pieces_of_any_length_make_the_same()
    {
        string text = string.Concat(Enumerable.Range(0, 300_000).Select(number => $"{number}\n"));

        Assert.Equal(Kept(text), Kept(text, 7919));
        Assert.Equal(Kept(text), Kept(text, 700_001));
    }

    [Fact]
    public void Known_secrets_are_masked_also_keys_of_many_lines_and_the_last_part()
    {
        string token = "ghp_" + new string('a', 36);
        string key = "-----BEGIN RSA PRIVATE KEY-----\nMIIEabcdef\nMIIEghijkl\n-----END RSA PRIVATE KEY-----\n";
        string text = $"token={token}\n{key}after\n" + string.Concat(Enumerable.Repeat("filler filler\n", 100_000)) + $"late {token}\n";

        string kept = Kept(text);

        Assert.DoesNotContain(token, kept, StringComparison.Ordinal);
        Assert.DoesNotContain("MIIE", kept, StringComparison.Ordinal);
        Assert.StartsWith("token=<GitHub token>\n<private key>\nafter\n", kept, StringComparison.Ordinal);
        Assert.EndsWith("late <GitHub token>\n", kept, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_that_are_no_text_stay_as_they_are()
    {
        byte[] bytes = [0xFF, 0x00, 0xC3, (byte)'\n', 0x80];
        string path = File();
        using (var capture = new OutputCapture(path))
        {
            capture.Write(bytes);
        }

        Assert.Equal(bytes, System.IO.File.ReadAllBytes(path));
    }

    [Fact]
    public void Last_lines_have_no_colours_and_steer_no_terminal()
    {
        string path = File();
        System.IO.File.WriteAllText(path, "\u001b[31mred\u001b[0m \u001b]0;title\u0007x\n10%\r100%\nbell \u0007 \u202e\n\n\n");

        Assert.Equal("red x\n100%\nbell \\u0007 \\u202e", OutputText.Last(path));
    }

    [Fact]
    public void Findings_are_counted_in_what_was_kept()
    {
        string path = File();
        System.IO.File.WriteAllText(path, "a: \u001b[33mwarning\u001b[0m W1\nfine\nb: warning W2 warning W3\n");

        Assert.Equal(3, OutputText.Count(path, "warning W[0-9]"));
        Assert.Null(OutputText.Count(path, null));
    }

    [Fact]
    public void Files_are_for_their_owner_only_and_expire_after_two_weeks()
    {
        var folder = new OutputFolder(_project.Context);
        string old = folder.Prepare(1, "a");
        string present = folder.Prepare(2, "a");
        string other = Directory.CreateDirectory(Path.Combine(Path.GetDirectoryName(Path.GetDirectoryName(old)!)!, "mine")).FullName;
        Directory.SetLastWriteTimeUtc(Path.GetDirectoryName(old)!, DateTime.UtcNow.AddDays(-14.01));
        Directory.SetLastWriteTimeUtc(other, DateTime.UtcNow.AddDays(-100));

        folder.Expire();

        Assert.False(Directory.Exists(Path.GetDirectoryName(old)));
        Assert.True(System.IO.File.Exists(present));
        Assert.True(Directory.Exists(other));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(present));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, System.IO.File.GetUnixFileMode(Path.GetDirectoryName(present)!));
        }
    }

    private string File() => _project.Scratch.PathOf(Guid.NewGuid().ToString("n"));

    private string Kept(string text, int piece = int.MaxValue)
    {
        string path = File();
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        using (var capture = new OutputCapture(path))
        {
            for (int at = 0; at < bytes.Length; at += Math.Min(piece, bytes.Length - at))
            {
                capture.Write(bytes.AsMemory(at, Math.Min(piece, bytes.Length - at)));
            }
        }

        return System.IO.File.ReadAllText(path);
    }
}
