using System.Diagnostics;
using System.Text;
using ClawPowers.Cli.CommandLine;
using ClawPowers.Cli.Output;
using ClawPowers.Core;
using ClawPowers.Core.Scope;
using ClawPowers.Core.Sessions.Identity;
using ClawPowers.Core.Storage;

namespace ClawPowers.Cli.Tests.Support;

/// <summary>The command line on a store of its own: in this process, which is fast, or as the real program.</summary>
public sealed class ScratchCli : IDisposable
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("clawpowers-cli-");

    /// <summary>Where the store is; not there until something makes it.</summary>
    public string StoreDirectory => Path.Combine(_root.FullName, "store");

    /// <summary>The current folder; in no repository unless a test makes one of it.</summary>
    public string WorkingDirectory => Directory.CreateDirectory(Path.Combine(_root.FullName, "work")).FullName;

    /// <summary>The user's own folder, with no skills in it.</summary>
    public string HomeDirectory => Directory.CreateDirectory(Path.Combine(_root.FullName, "home")).FullName;

    /// <summary>What is added to the environment.</summary>
    public IDictionary<string, string> Environment { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Whether commands run in this process believe that a person reads their results.</summary>
    public bool IsTerminal { get; set; }

    /// <summary>Whether commands run in this process believe that a person can be asked.</summary>
    public bool CanAsk { get; set; }

    /// <summary>The built program, in the folder beside this project's.</summary>
    public static string ProgramPath
    {
        get
        {
            string here = Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory);
            string configuration = Path.GetFileName(here);
            string name = OperatingSystem.IsWindows() ? "clawpowers.exe" : "clawpowers";
            return Path.GetFullPath(Path.Combine(here, "..", "..", "ClawPowers.Cli", configuration, name));
        }
    }

    /// <summary>Runs a command in this process.</summary>
    public CliResult Run(params string[] args) => RunWith([], args);

    /// <summary>Runs a command in this process, with text on standard input.</summary>
    public CliResult RunWith(string input, params string[] args) => RunWith(Utf8.GetBytes(input), args);

    /// <summary>Runs a command in this process, with bytes on standard input.</summary>
    public CliResult RunWith(byte[] input, params string[] args)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var shell = new Shell
        {
            Out = output,
            Error = error,
            OpenInput = () => new MemoryStream(input),
            Variable = Variable,
            Context = () => new ClawContext
            {
                Store = new StoreLocation(StoreDirectory),
                WorkingDirectory = WorkingDirectory,
                DefaultScope = ScopeName.Parse(Variable("CLAWPOWERS_SCOPE")),
                Agent = Variable("CLAWPOWERS_AGENT"),
                SessionId = Variable("CLAWPOWERS_SESSION"),
                SessionSource = Variable("CLAWPOWERS_SESSION") is null ? SessionSource.None : SessionSource.Variable,
                Surroundings = new SessionSurroundings(Variable),
                HomeDirectory = HomeDirectory,
                BundledSkills = Path.Combine(_root.FullName, "bundled"),
                Variables = Variable,
            },
            UsesColor = false,
            IsTerminal = IsTerminal,
            CanAsk = CanAsk,
        };
        int exitCode = CommandHost.Run(args, shell, TestContext.Current.CancellationToken);
        return new CliResult(exitCode, output.ToString(), error.ToString());
    }

    /// <summary>Runs the real program.</summary>
    public Task<CliResult> SpawnAsync(params string[] args) => SpawnWithAsync([], args);

    /// <summary>Runs the real program with bytes on standard input.</summary>
    public async Task<CliResult> SpawnWithAsync(byte[] input, params string[] args)
    {
        using Process process = Start(ProgramPath, args);
        await process.StandardInput.BaseStream.WriteAsync(input, TestContext.Current.CancellationToken);
        process.StandardInput.Close();
        return await EndAsync(process);
    }

    /// <summary>Starts a program with this store; its standard input stays open.</summary>
    public Process Start(string program, params string[] args)
    {
        var start = new ProcessStartInfo(program, args)
        {
            WorkingDirectory = WorkingDirectory,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Utf8,
            StandardErrorEncoding = Utf8,
        };
        foreach (string name in start.Environment.Keys.Where(static name => name.StartsWith("CLAWPOWERS_", StringComparison.Ordinal)).Concat(SessionResolver.Variables).ToArray())
        {
            start.Environment.Remove(name);
        }

        start.Environment["CLAWPOWERS_DIR"] = StoreDirectory;
        start.Environment["HOME"] = HomeDirectory;
        foreach ((string name, string value) in Environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    /// <summary>Waits for the end of a program.</summary>
    public static async Task<CliResult> EndAsync(Process process)
    {
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new CliResult(process.ExitCode, await output, await error);
    }

    /// <summary>Makes a repository of the current folder.</summary>
    /// <param name="origin">Its remote.</param>
    public void MakeRepository(string origin)
    {
        string git = Directory.CreateDirectory(Path.Combine(WorkingDirectory, ".git")).FullName;
        File.WriteAllText(Path.Combine(git, "HEAD"), "ref: refs/heads/main\n");
        File.WriteAllText(Path.Combine(git, "config"), $"[remote \"origin\"]\n\turl = {origin}\n");
    }

    private string? Variable(string name) => Environment.TryGetValue(name, out string? value) ? value : null;

    /// <summary>Removes the store.</summary>
    public void Dispose()
    {
        StoreConnections.ReleaseIdle();
        _root.Delete(recursive: true);
    }
}
