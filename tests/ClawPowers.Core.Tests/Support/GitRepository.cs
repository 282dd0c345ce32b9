using System.Diagnostics;

namespace ClawPowers.Core.Tests.Support;

/// <summary>Runs the real Git, untouched by the configuration of whoever runs the tests.</summary>
internal static class GitRepository
{
    /// <summary>Makes a repository with one commit.</summary>
    public static string Create(string folder, params string[] options)
    {
        Run(Path.GetDirectoryName(folder)!, ["init", "--quiet", "--initial-branch=main", .. options, folder]);
        Run(folder, "commit", "--quiet", "--allow-empty", "-m", "first");
        return folder;
    }

    public static string Run(string folder, params string[] arguments)
    {
        (int exitCode, string output, string errors) = TryRun(folder, arguments);
        Assert.True(exitCode == 0, $"git {string.Join(' ', arguments)}: {errors}");
        return output;
    }

    public static (int ExitCode, string Output, string Errors) TryRun(string folder, params string[] arguments) => TryRun(folder, environment: null, arguments);

    /// <summary>As the other, with more in the environment, such as <c>GIT_AUTHOR_DATE</c>, and with something to read.</summary>
    public static (int ExitCode, string Output, string Errors) TryRun(string folder, IReadOnlyDictionary<string, string>? environment, string[] arguments, byte[]? input = null)
    {
        var start = new ProcessStartInfo("git", arguments)
        {
            UseShellExecute = false,
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = input is not null,
        };
        foreach (string name in start.Environment.Keys.Where(static name => name.StartsWith("GIT_", StringComparison.OrdinalIgnoreCase)).ToArray())
        {
            start.Environment.Remove(name);
        }

        start.Environment["GIT_CONFIG_GLOBAL"] = OperatingSystem.IsWindows() ? "NUL" : "/dev/null";
        start.Environment["GIT_CONFIG_NOSYSTEM"] = "1";
        foreach (string who in new[] { "AUTHOR", "COMMITTER" })
        {
            start.Environment[$"GIT_{who}_NAME"] = "tester";
            start.Environment[$"GIT_{who}_EMAIL"] = "tester@example.org";
        }

        foreach ((string name, string value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("Git is not installed.");
            throw;
        }

        using (process)
        {
            Task<string> errors = process.StandardError.ReadToEndAsync();
            if (input is not null)
            {
                process.StandardInput.BaseStream.Write(input);
                process.StandardInput.Close();
            }

            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, output.TrimEnd('\r', '\n'), errors.GetAwaiter().GetResult());
        }
    }
}
