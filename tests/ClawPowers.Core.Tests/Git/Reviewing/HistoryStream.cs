using System.Globalization;
using System.Text;

namespace ClawPowers.Core.Tests.Git.Reviewing;

/// <summary>Writes a history for <c>git fast-import</c>: each commit says what every file of it holds.</summary>
internal sealed class HistoryStream
{
    private readonly StringBuilder _text = new();
    private int _commits;

    /// <summary>Adds a commit.</summary>
    /// <param name="branch">The branch that it ends.</param>
    /// <param name="files">All files: path to text. A text that begins with <c>!</c> is one that can be run.</param>
    /// <param name="parents">The commits that it follows.</param>
    /// <param name="author">Who writes it: <c>Name &lt;address&gt;</c>.</param>
    /// <param name="at">Seconds since 1970; a minute after the one before if left out.</param>
    /// <param name="message">The message.</param>
    /// <returns>Its number, for those that follow it.</returns>
    public int Commit(string branch, IReadOnlyDictionary<string, string> files, int[]? parents = null, string author = "A U Thor <thor@example.org>", long? at = null, string message = "change")
    {
        int number = ++_commits;
        string time = (at ?? 1_700_000_000 + (60 * number)).ToString(CultureInfo.InvariantCulture);
        Line($"commit refs/heads/{branch}");
        Line($"mark :{number}");
        Line($"author {author} {time} +0000");
        Line($"committer {author} {time} +0000");
        Data(message);
        string link = "from";
        foreach (int parent in parents ?? (number > 1 ? [number - 1] : []))
        {
            Line($"{link} :{parent}");
            link = "merge";
        }

        Line("deleteall");
        foreach ((string path, string text) in files)
        {
            Line($"M {(text.StartsWith('!') ? "100755" : "100644")} inline {path}");
            Data(text);
        }

        return number;
    }

    public byte[] ToBytes() => Encoding.UTF8.GetBytes(_text.ToString());

    private void Line(string line) => _text.Append(line).Append('\n');

    private void Data(string text) => _text.Append(CultureInfo.InvariantCulture, $"data {Encoding.UTF8.GetByteCount(text)}\n{text}\n");
}
