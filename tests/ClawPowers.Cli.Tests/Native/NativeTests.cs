using System.Text;
using System.Text.RegularExpressions;

namespace ClawPowers.Cli.Tests.Native;

/// <summary>The native program does what the managed one does, in every group of commands and where it fails: nothing that it needs was trimmed away.</summary>
public sealed partial class NativeTests
{
    private const string Own = "---\nname: aa-own\ndescription: \"Use when it rains: 雨 🌧\"\nmetadata:\n  version: \"1.2.0\"\n  tracks: \"drops gate\"\n  triggers: >-\n    the roof leaks;\n    water on the floor\n---\n# Own\n\n## Method\n\nThink. [Nowhere](missing.md)\n\n```powershell\nGet-Item |\n```\n";

    private static readonly Play[] Plays =
    [
        new("the store is made once, and status says what it is",
            Line("status"), Line("init"), Line("init"), Line("status"), Line("status", "--json"), Line("--version")),
        new("values of every kind, counters, history and undo",
            Line("store", "set", "调试:登录:原因", "连接未关闭 🦀"), Line("store", "get", "调试:登录:原因"), new(["store", "set", "k", "-"], "two\nlines é\n"),
            Line("store", "list-values"), Line("store", "list", "--json"), Line("store", "incr", "n", "5"), Line("store", "incr", "n", "--maximum", "5"),
            Line("store", "append", "k", "third"), Line("store", "history", "k", "--json"), Line("store", "undo", "k"), Line("store", "delete", "k"), Line("store", "exists", "k")),
        new("full text is found",
            Line("store", "set", "debug:a:cause", "Connection not closed in the error path"), Line("store", "set", "b", "something else"), Line("store", "find", "connect"), Line("store", "find", "connect", "--json")),
        new("many changes in one commit",
            new(["store", "apply", "-", "--json"], """
                {"op":"set","key":"a","value":"1","expiresIn":"2h"}
                {"op":"incr","key":"n","by":2,"maximum":10}
                {"op":"incr","key":"n","by":20,"maximum":10}

                """),
            new(["store", "apply", "-"], "{\"op\":\"fly\",\"key\":\"a\"}\n")),
        new("runs and their sums",
            Line("metrics", "record", "--skill", "systematic-debugging", "--outcome", "success", "--duration", "12m", "--measure", "hypotheses_tested=3", "--measure", "gate=security"),
            Line("metrics", "record", "--skill", "systematic-debugging", "--outcome", "failure", "--duration", "900", "--notes", "timeout é"),
            Line("metrics", "show"), Line("metrics", "summary"), Line("metrics", "summary", "--json")),
        new("feedback over a hundred runs, with every analyzer's arithmetic",
            new(["import", "{work}/old"]), Line("analyze"), Line("analyze", "--format", "json"), Line("analyze", "--recommendations"), Line("analyze", "--worktrees")),
        new("skills are listed and read, YAML and all",
            Line("skill", "list", "aa-*"), Line("skill", "list", "--json"), Line("skill", "show", "aa-own", "--json"), Line("skill", "show", "aa-own", "--section", "meth*"), Line("skill", "show", "aa-owm")),
        new("skills are found by a situation",
            Line("skill", "find", "the tests pass alone but fail together"), Line("skill", "find", "the roof leaks", "--json")),
        new("skills are checked, Markdown and PowerShell in it too",
            Line("skill", "test", "aa-own"), Line("skill", "test", "aa-own", "--format", "json"), Line("skill", "test", "aa-own", "--format", "sarif"), Line("skill", "repair", "aa-own", "--dry-run")),
        new("skills are made and installed",
            Line("skill", "new", "bb-own", "--description", "Use when it snows."), Line("skill", "install", "aa-own", "--agent", "claude-code", "--scope", "project"),
            Line("skill", "update"), Line("skill", "uninstall", "aa-own", "--agent", "claude-code", "--scope", "project")),
        new("a session starts in an agent",
            Line("store", "set", "debug:a:root_cause", "Connection not closed 连接"), Line("metrics", "record", "--skill", "aa-own", "--outcome", "failure"),
            Hook("claude-code", """{"session_id":"s-1","transcript_path":"/t","hook_event_name":"SessionStart","source":"startup"}"""),
            Hook("cursor", """{"conversation_id":"s-2","session_id":"s-2","is_background_agent":false,"cursor_version":"1"}"""),
            Hook("copilot", """{"sessionId":"s-3","timestamp":1795258119289,"source":"new","initialPrompt":"héllo"}"""),
            Hook("claude-code", """{"session_id":"""), Hook("codex", string.Empty), Hook("claude-code", """{"conversation_id":"s-2"}"""), Hook("somebody", "{}"), Line("hook"), Line("hook", "run"), Line("status", "--json")),
        new("a store moves out and in",
            Line("store", "set", "debug:a", "value 值"), Line("export", "-"), Line("export", "{work}/out.jsonl"), Line("import", "{work}/out.jsonl"), Line("import", "{work}/out.jsonl", "--conflict", "newest", "--json")),
        new("what is wrong is said in the same words",
            Line(), Line("fly"), Line("fly", "--json"), Line("store"), Line("store", "get", "no such key"), Line("store", "get", "absent", "--json"), Line("store", "set", "a/b", "v"), Line("store", "set", "k"),
            Line("store", "set", "k", "v", "--if-version", "x"), Line("store", "set", "t", "ghp_0123456789abcdefghijklmnopqrstuvwxyz"), Line("metrics", "record", "--skill", "s", "--outcome", "won"),
            Line("export", "{work}/no/such/folder/file"), Line("import", "{work}/nothing"), Line("skill", "test", "{work}/nothing")),
        new("a damaged store is told of and left alone",
            new(["store", "get", "k"]) { Damage = true }, Line("status")),
        new("help", Line("help"), Line("store", "set", "--help"), Line("help", "skill", "find")),
        new("worktrees are made, listed and removed",
            Line("worktree", "list"), new(["worktree", "list"]) { MakesRepository = true }, Line("worktree", "new", "fix/ü", "--path", "{work}/fix"), Line("worktree", "list", "--json"), Line("worktree", "new", "main"),
            Line("analyze", "--worktrees"), Line("worktree", "remove", "no-such"), Line("worktree", "remove", "fix/ü", "--dry-run"), Line("worktree", "remove", "fix/ü"), Line("worktree", "list")),
        new("the main job", Line("demo")),
    ];

    public static TheoryData<string> Names => [.. Plays.Select(static play => play.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task It_answers_like_the_managed_program(string name)
    {
        string native = NativeProgram.Path;
        Play play = Plays.Single(play => play.Name == name);
        using var cli = new ScratchCli();
        string[] expected = await RunAsync(cli, ScratchCli.ProgramPath, play);
        string[] actual = await RunAsync(cli, native, play);
        Assert.Equal(expected, actual);
    }

    [Fact]
    public async Task It_finds_the_skills_of_a_module_from_the_folder_it_has_in_there()
    {
        string native = NativeProgram.Path;
        using var cli = new ScratchCli();
        string module = Directory.CreateDirectory(Path.Combine(cli.WorkingDirectory, "Mödule (1) & 模块")).FullName;
        string folder = Directory.CreateDirectory(Path.Combine(module, "lib", "runtimes", "some-rid", "native")).FullName;
        foreach (string file in Directory.EnumerateFiles(Path.GetDirectoryName(native)!).Where(static file => !file.EndsWith(".dbg", StringComparison.Ordinal)))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }

        Write(Path.Combine(module, "skills", "aa-own"));
        using System.Diagnostics.Process process = cli.Start(Path.Combine(folder, Path.GetFileName(native)), "skill", "list", "--json");
        process.StandardInput.Close();
        CliResult result = await ScratchCli.EndAsync(process);
        Assert.Equal((0, string.Empty), (result.ExitCode, result.Error));
        Assert.Contains(Path.Combine(module, "skills", "aa-own"), result.Output, StringComparison.Ordinal);
        using System.Diagnostics.Process storing = cli.Start(Path.Combine(folder, Path.GetFileName(native)), "store", "set", "k", "值");
        storing.StandardInput.Close();
        (await ScratchCli.EndAsync(storing)).Prints(string.Empty);
    }

    private static PlayLine Line(params string[] arguments) => new(arguments);

    private static PlayLine Hook(string agent, string said) => new(["hook", "run", "--agent", agent], said);

    private static async Task<string[]> RunAsync(ScratchCli cli, string program, Play play)
    {
        foreach (string folder in (string[])[cli.StoreDirectory, cli.WorkingDirectory, cli.HomeDirectory])
        {
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }
        }

        Write(Path.Combine(cli.WorkingDirectory, ".agents", "skills", "aa-own"));
        WriteOldHome(Path.Combine(cli.WorkingDirectory, "old"));
        List<string> results = [];
        foreach (PlayLine line in play.Lines)
        {
            if (line.Damage)
            {
                Directory.CreateDirectory(cli.StoreDirectory);
                await File.WriteAllTextAsync(Path.Combine(cli.StoreDirectory, "clawpowers.db"), "this is no store", TestContext.Current.CancellationToken);
            }

            if (line.MakesRepository)
            {
                Repository(cli.WorkingDirectory);
            }

            string[] arguments = [.. line.Arguments.Select(argument => argument.Replace("{work}", cli.WorkingDirectory, StringComparison.Ordinal))];
            using System.Diagnostics.Process process = cli.Start(program, arguments);
            await process.StandardInput.BaseStream.WriteAsync(Encoding.UTF8.GetBytes(line.Input), TestContext.Current.CancellationToken);
            process.StandardInput.Close();
            CliResult result = await ScratchCli.EndAsync(process);
            results.Add($"> {string.Join(' ', line.Arguments)}\n{result.ExitCode}\n{Common(result.Output, program)}\n{Common(result.Error, program)}");
        }

        return [.. results];
    }

    private static void Repository(string folder)
    {
        foreach (string[] arguments in (string[][])[["init", "--quiet", "--initial-branch=main"], ["add", ".agents"], ["commit", "--quiet", "-m", "first"]])
        {
            var start = new System.Diagnostics.ProcessStartInfo("git", ["-c", "user.name=Ada", "-c", "user.email=ada@example.com", "-c", "commit.gpgsign=false", .. arguments]) { WorkingDirectory = folder };
            start.Environment["GIT_CONFIG_GLOBAL"] = OperatingSystem.IsWindows() ? "NUL" : "/dev/null";
            start.Environment["GIT_AUTHOR_DATE"] = start.Environment["GIT_COMMITTER_DATE"] = "1767225600 +0000";
            try
            {
                using System.Diagnostics.Process process = System.Diagnostics.Process.Start(start)!;
                process.WaitForExit();
            }
            catch (System.ComponentModel.Win32Exception)
            {
                Assert.Skip("Git is not installed.");
            }
        }
    }

    private static void Write(string folder)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "SKILL.md"), Own);
    }

    /// <summary>A home of clawpowers 1.0.0 with a hundred runs that get worse, which tests and totals have something to say of.</summary>
    private static void WriteOldHome(string home)
    {
        Directory.CreateDirectory(Path.Combine(home, "state"));
        Directory.CreateDirectory(Path.Combine(home, "metrics"));
        File.WriteAllText(Path.Combine(home, ".version"), "version=1.0.0\ninitialized=2026-01-01T00:00:00Z\n");
        File.WriteAllText(Path.Combine(home, "state", "debug__a__cause"), "DNS\n");
        File.WriteAllLines(
            Path.Combine(home, "metrics", "2026-10.jsonl"),
            Enumerable.Range(0, 100).Select(static i => FormattableString.Invariant(
                $$"""{"ts":"2026-10-{{1 + (i / 4):00}}T{{i % 4:00}}:00:00Z","skill":"systematic-debugging","outcome":"{{(i % (i < 50 ? 10 : 2) == 0 ? "failure" : "success")}}","duration_s":{{60 + (i * 7)}},"notes":"connection {{(i % 2 == 0 ? "timeout" : "closed")}}","session":"s"}""")));
    }

    // Without what two runs can't have in common: times, durations, ids, and where the program is.
    private static string Common(string text, string program) => Changing().Replace(text.Replace(Path.GetDirectoryName(program)!, "<program>", StringComparison.Ordinal), "<…>");

    [GeneratedRegex(@"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|\+00:00)?|\b[0-9a-f]{32}\b|\b\d+\.\d s\b|clawpowers-demo-\w+|""sizeBytes"":\d+|\(\d+ KiB", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 30_000)]
    private static partial Regex Changing();
}
