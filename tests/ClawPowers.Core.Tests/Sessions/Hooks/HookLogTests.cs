using System.Text;
using System.Text.Json;
using ClawPowers.Core.Sessions.Hooks;
using ClawPowers.Core.Storage;
using ClawPowers.Core.Tests.Support;

namespace ClawPowers.Core.Tests.Sessions.Hooks;

public sealed class HookLogTests : IDisposable
{
    private readonly Scratch _scratch = new();

    private string LogPath => Path.Combine(_scratch.Location.Directory, HookLog.FileName);

    [Fact]
    public void What_was_noted_is_read_back_the_newest_first()
    {
        DateTimeOffset first = _scratch.Time.Now;
        HookLog.Append(_scratch.Context, "codex", "The store is locked.");
        _scratch.Time.Move(TimeSpan.FromMinutes(1));
        HookLog.Append(_scratch.Context, null, "größer als 中文 🦀 \"quoted\" \\");

        Assert.Equal(
            [
                new HookFailure { At = first.AddMinutes(1), Agent = "", Message = "größer als 中文 🦀 \"quoted\" \\" },
                new HookFailure { At = first, Agent = "codex", Message = "The store is locked." },
            ],
            HookLog.Read(_scratch.Context, 10));
        Assert.Single(HookLog.Read(_scratch.Context, 1));
        Assert.Equal([HookLog.FileName, HookLog.FileName + ".lock"], Directory.EnumerateFiles(_scratch.Location.Directory).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void The_status_shows_the_last_five_with_or_without_a_store()
    {
        for (int i = 0; i < 7; i++)
        {
            HookLog.Append(_scratch.Context, "codex", $"failure {i}");
        }

        Assert.Equal(["failure 6", "failure 5", "failure 4", "failure 3", "failure 2"], _scratch.Maintenance.Status().HookFailures.Select(failure => failure.Message));
        _scratch.Set("n", 1);
        Assert.Equal(5, _scratch.Maintenance.Status().HookFailures.Count);
    }

    [Fact]
    public void Without_a_log_there_are_no_failures_and_none_is_made()
    {
        Assert.Empty(_scratch.Maintenance.Status().HookFailures);
        Assert.False(Directory.Exists(_scratch.Location.Directory));
    }

    [Fact]
    public void A_message_becomes_one_line_without_what_a_terminal_would_obey()
    {
        HookLog.Append(_scratch.Context, "co\ndex", "a\r\n\u001b[31mb\0\u202e c\u2028d\u200be\t\u0085f   ");

        HookFailure failure = Assert.Single(HookLog.Read(_scratch.Context, 5));
        Assert.Equal(("co dex", "a [31mb c d e f"), (failure.Agent, failure.Message));
        Assert.Single(File.ReadAllLines(LogPath));
    }

    [Fact]
    public void A_long_message_is_cut_and_never_within_a_character()
    {
        HookLog.Append(_scratch.Context, new string('a', 80), new string('x', HookLog.MaximumMessage - 2) + string.Concat(Enumerable.Repeat("🦀", 4000)));

        HookFailure failure = Assert.Single(HookLog.Read(_scratch.Context, 5));
        Assert.Equal(new string('x', HookLog.MaximumMessage - 2) + "…", failure.Message);
        Assert.Equal(50, failure.Agent.Length);
    }

    [Fact]
    public void A_secret_in_a_message_is_masked()
    {
        string token = "ghp_" + new string('A', 36);
        HookLog.Append(_scratch.Context, "codex", $"Cloning with {token} failed.");

        Assert.DoesNotContain(token, File.ReadAllText(LogPath), StringComparison.Ordinal);
        Assert.Contains("GitHub token", HookLog.Read(_scratch.Context, 1)[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_log_stays_small_and_keeps_the_newest()
    {
        for (int i = 0; i < 300; i++)
        {
            HookLog.Append(_scratch.Context, "codex", $"{i} {new string('x', 480)}");
            Assert.True(new FileInfo(LogPath).Length <= HookLog.MaximumBytes);
        }

        int[] kept = [.. HookLog.Read(_scratch.Context, int.MaxValue).Select(failure => int.Parse(failure.Message.Split(' ')[0], null))];
        Assert.Equal(299, kept[0]);
        Assert.InRange(kept.Length, 100, 140);
        Assert.Equal(Enumerable.Range(300 - kept.Length, kept.Length).Reverse(), kept);
        Assert.All(File.ReadAllLines(LogPath), line => JsonDocument.Parse(line).Dispose());
    }

    [Fact]
    public void Lines_that_cannot_be_read_are_skipped_and_nothing_is_lost_behind_them()
    {
        HookLog.Append(_scratch.Context, "codex", "before");
        File.AppendAllText(LogPath, "\nnot JSON\n{\"at\":1}\n[1]\n\"x\"\n{\"at\":\"2026-11-21T10:00:00Z\",\"message\":7}\n{\"at\":\"2026-11-21T10:00:00Z\",\"message\":\"by hand\"}\n{\"at\":\"2026-11");
        HookLog.Append(_scratch.Context, "codex", "after");

        Assert.Equal(["after", "by hand", "before"], HookLog.Read(_scratch.Context, 10).Select(failure => failure.Message));
        File.WriteAllBytes(LogPath, [.. Enumerable.Repeat((byte)0xFF, 200_000), .. "\n{\"at\":\"2026-11-21T10:00:00Z\",\"message\":\"last\"}"u8]);
        Assert.Equal(["last"], HookLog.Read(_scratch.Context, 10).Select(failure => failure.Message));
        HookLog.Append(_scratch.Context, "codex", "new");
        Assert.Equal(["new", "last"], HookLog.Read(_scratch.Context, 10).Select(failure => failure.Message));
        Assert.True(new FileInfo(LogPath).Length <= HookLog.MaximumBytes);
    }

    [Fact]
    public void Only_the_owner_may_read_it()
    {
        HookLog.Append(_scratch.Context, "codex", "failure");

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, Permissions.Of(LogPath));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, Permissions.Of(_scratch.Location.Directory));
    }

    [Fact]
    public void Where_it_cannot_be_written_nothing_happens()
    {
        File.WriteAllText(_scratch.PathOf("file"), "");
        ClawContext nowhere = _scratch.Context with { Store = new StoreLocation(_scratch.PathOf("file", "store")) };
        HookLog.Append(nowhere, "codex", "failure");
        Assert.Empty(HookLog.Read(nowhere, 5));

        Directory.CreateDirectory(LogPath);
        HookLog.Append(_scratch.Context, "codex", "failure");
        Assert.Empty(HookLog.Read(_scratch.Context, 5));
    }

    [Fact]
    public void Whoever_keeps_the_turn_to_write_is_not_waited_for_long()
    {
        HookLog.Append(_scratch.Context, "codex", "before");
        using (new FileStream(LogPath + ".lock", FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            HookLog.Append(_scratch.Context, "codex", "lost");
        }

        HookLog.Append(_scratch.Context, "codex", "after");
        Assert.Equal(["after", "before"], HookLog.Read(_scratch.Context, 5).Select(failure => failure.Message));
    }

    [Fact]
    public void Many_processes_at_once_leave_whole_lines_only()
    {
        Worker[] workers = [.. Enumerable.Range(0, 4).Select(_ => Worker.Start(_scratch.Location, "fail", "20"))];
        try
        {
            using var barrier = new Barrier(workers.Length);
            Parallel.ForEach(workers, new ParallelOptions { MaxDegreeOfParallelism = workers.Length }, worker => worker.GoTogether(barrier));
            foreach (Worker worker in workers)
            {
                Assert.Empty(worker.ReadToEnd());
            }
        }
        finally
        {
            Array.ForEach(workers, worker => worker.Dispose());
        }

        string[] lines = File.ReadAllLines(LogPath, Encoding.UTF8);
        Assert.All(lines, line => Assert.Equal(lines[0][lines[0].IndexOf("agent", StringComparison.Ordinal)..], line[line.IndexOf("agent", StringComparison.Ordinal)..]));
        Assert.Equal(lines.Length, HookLog.Read(_scratch.Context, int.MaxValue).Count);

        // Who does not get a turn in a quarter of a second gives up.
        Assert.InRange(lines.Length, 1, 80);
    }

    public void Dispose() => _scratch.Dispose();
}
