using ClawPowers.Core.Sessions.Context;
using ClawPowers.Core.Tests.Skills;
using ClawPowers.Core.Tests.Support;

namespace ClawPowers.Core.Tests.Sessions.Context;

/// <summary>A project with a store, skills that come along, and programs on a PATH of its own.</summary>
internal sealed class ContextBench : IDisposable
{
    private const string Guide = """
        # Using

        Before you act: does a skill fit? Run `show <name>`.

        | situation | skill |
        |---|---|
        | fails, cause not plain | debugging |
        | code to write | testing |
        | start, unsure | using-clawpowers |

        Cause before fix.

        ## Find

        ```powershell
        Get-It
        ```

        Later prose.

        ## Remember

        Look before
        you begin.

        Known later? Amend.

        """;

    public ContextBench(bool isProject = true)
    {
        if (isProject)
        {
            string git = Directory.CreateDirectory(Path.Combine(Scratch.WorkingDirectory, ".git")).FullName;
            File.WriteAllText(Path.Combine(git, "HEAD"), "ref: refs/heads/main\n");
            File.WriteAllText(Path.Combine(git, "config"), "[remote \"origin\"]\n\turl = https://example.org/ada/shop.git\n");
        }

        SkillFolder.Write(Scratch.Bundled(), UsingSkill.Name, body: Guide);
        SkillFolder.Write(Scratch.Bundled(), "debugging");
        SkillFolder.Write(Scratch.Bundled(), "testing");
    }

    public Scratch Scratch { get; } = new();

    public HashSet<string> Programs { get; } = ["pwsh"];

    public bool IsWindows { get; set; }

    public SessionContext Compose(ContextRequest? request = null) => Composer.Compose(request ?? new ContextRequest(), TestContext.Current.CancellationToken);

    public SessionContextComposer Composer => new(Scratch.Context) { HasProgram = Programs.Contains, IsWindows = IsWindows };

    /// <summary>A section's lines; none if it is absent.</summary>
    public string[] Section(string name, ContextRequest? request = null) =>
        Compose(request).Sections.SingleOrDefault(section => section.Name == name)?.Text.Split('\n') ?? [];

    public void Dispose() => Scratch.Dispose();
}
