using System.Net;
using System.Net.Sockets;
using ClawPowers.Core.Errors;
using ClawPowers.Core.Skills.Installing;
using ClawPowers.Core.Skills.Repositories;
using ClawPowers.Core.Tests.Skills.Installing;

namespace ClawPowers.Core.Tests.Skills.Repositories;

/// <summary>Fetches and installations that stop in the middle: called off, crashed, on a full disk, at a server that says nothing.</summary>
public sealed class RepositoryStopTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void After_a_crash_or_a_full_disk_at_any_step_the_next_command_finishes(bool isCrash)
    {
        int steps = 0;
        for (bool stops = true; stops; steps++)
        {
            using var home = new SkillRepositoryHome();
            SortedDictionary<string, string> before = InstallHome.Snapshot(home.Home.Home);
            home.Commit("1", "review");
            int left = steps;
            stops = false;
            home.Home.BeforeStep = step =>
            {
                if (left-- == 0 || (stops && isCrash))
                {
                    stops = true;
                    throw isCrash ? new InvalidTimeZoneException(step) : new IOException("No space left on device.");
                }
            };
            Stop(() => home.TryInstall());
            home.Home.BeforeStep = null;
            string version = home.Commit("2", "review");

            SkillInstallation installed = home.Install();
            string text = home.LockText;
            home.Home.Uninstall();

            Assert.Equal(version, installed.Commit);
            Assert.Contains(version, text, StringComparison.Ordinal);
            Assert.Equal(before, InstallHome.Snapshot(home.Home.Home));
        }

        Assert.InRange(steps, 5, 60);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_update_that_stops_at_any_step_is_finished_by_the_next(bool isCrash)
    {
        int steps = 0;
        for (bool stops = true; stops; steps++)
        {
            using var home = new SkillRepositoryHome();
            home.Commit("1", "review");
            home.Install();
            string version = home.Commit("2", "review");
            int left = steps;
            stops = false;
            home.Home.BeforeStep = step =>
            {
                if (left-- == 0 || (stops && isCrash))
                {
                    stops = true;
                    throw isCrash ? new InvalidTimeZoneException(step) : new IOException("No space left on device.");
                }
            };
            Stop(() => home.Home.TryUpdate());
            home.Home.BeforeStep = null;

            SkillInstallation updated = home.Update();

            Assert.Equal(version, updated.Commit);
            Assert.Contains(version, home.LockText, StringComparison.Ordinal);
            Assert.Contains("# Version 2", InstallHome.FileText(home.Home.FolderOf("review"), "SKILL.md"), StringComparison.Ordinal);
            Assert.DoesNotContain(InstallHome.Snapshot(home.Home.Home).Keys, static path => path.EndsWith(SkillDisk.Unfinished, StringComparison.Ordinal));
        }

        Assert.InRange(steps, 5, 60);
    }

    private static void Stop(Func<SkillOutcomes> command)
    {
        try
        {
            command();
        }
        catch (InvalidTimeZoneException)
        {
            // The process died there.
        }
    }

    [Fact]
    public void A_cancelled_fetch_leaves_nothing_that_stands_in_the_way()
    {
        using var home = new SkillRepositoryHome();
        home.Commit("1", "review");
        using var stopped = new CancellationTokenSource();
        stopped.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(() => new SkillInstaller(home.Home.Context).PlanInstall(home.Request(), stopped.Token));
        Assert.False(Directory.Exists(home.Home.FolderOf("review")));
        Assert.Equal("review", home.Install().Skill);
    }

    [Fact]
    public void A_server_that_never_answers_is_given_up()
    {
        using var home = new SkillRepositoryHome();
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        string url = $"https://127.0.0.1:{((IPEndPoint)server.LocalEndpoint).Port}/a/b";
        var limits = new RepositoryLimits { LongestSilence = TimeSpan.FromMilliseconds(300) };

        ClawException refused = Assert.Throws<ClawException>(() => new SkillInstaller(home.Home.Context, new SkillDisk(), limits).PlanInstall(home.Request(repository: url)));

        Assert.Equal("RepositoryUnreachable", refused.ErrorId);
        Assert.Contains("the server does not answer", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Waiting_for_a_server_can_be_called_off()
    {
        using var home = new SkillRepositoryHome();
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        string url = $"https://127.0.0.1:{((IPEndPoint)server.LocalEndpoint).Port}/a/b";
        using var stopped = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));

        Assert.ThrowsAny<OperationCanceledException>(() => new SkillInstaller(home.Home.Context).PlanInstall(home.Request(repository: url), stopped.Token));
    }

    [Fact]
    public async Task A_server_without_TLS_is_refused()
    {
        using var home = new SkillRepositoryHome();
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        string url = $"https://127.0.0.1:{((IPEndPoint)server.LocalEndpoint).Port}/a/b";
        Task answer = Task.Run(async () =>
        {
            using TcpClient client = await server.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
            await client.GetStream().WriteAsync("HTTP/1.1 302 Found\r\nLocation: file:///etc\r\n\r\n"u8.ToArray(), TestContext.Current.CancellationToken);
        }, TestContext.Current.CancellationToken);

        ClawException refused = Assert.Throws<ClawException>(() => new SkillInstaller(home.Home.Context).PlanInstall(home.Request(repository: url)));

        Assert.Equal("RepositoryUnreachable", refused.ErrorId);
        await answer.WaitAsync(TestContext.Current.CancellationToken);
    }
}
