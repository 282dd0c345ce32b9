using ClawPowers.Core.Errors;
using ClawPowers.Core.Skills;
using ClawPowers.Core.Skills.Reading;
using ClawPowers.Core.Tests.Lessons;
using ClawPowers.Core.Tests.Support;

namespace ClawPowers.Core.Tests.Skills;

/// <summary>What the catalogue says of the skills that it finds.</summary>
public sealed class SkillEntriesTests
{
    [Fact]
    public void A_skill_says_all_that_its_front_matter_says()
    {
        using var scratch = new Scratch();
        string path = SkillFolder.Write(scratch.Bundled(), "s", """
            name: s
            description: Use when it is late.
            license: MIT
            compatibility: Needs a network.
            allowed-tools: Read Bash(git:*)
            metadata:
              version: "1.2.0"
              requires-tools: "dotnet no-such-tool"
              requires-runtime: "true"
              tracks: "a b"
              improves: "n=1..5 m"
              triggers: "it is late; nobody is awake ;; "
              count: 5
              list: [x, y]
              map: {a: b}
            """);

        SkillEntry skill = Assert.Single(Read(scratch).Entries);

        Assert.Equal(("s", "Use when it is late.", "1.2.0", "MIT", "Needs a network.", "Read Bash(git:*)"), (skill.Name, skill.Description, skill.Version, skill.License, skill.Compatibility, skill.AllowedTools));
        Assert.Equal((path, Path.GetDirectoryName(path), SkillSource.Bundled, true), (skill.Path, skill.Folder, skill.Source, skill.RequiresRuntime));
        Assert.Equal(["dotnet", "no-such-tool"], skill.RequiresTools);
        Assert.Equal(["no-such-tool"], skill.Missing);
        Assert.False(skill.IsAvailable);
        Assert.Equal(["a", "b"], skill.Tracks);
        Assert.Equal(["n=1..5", "m"], skill.Improves);
        Assert.Equal(["it is late", "nobody is awake"], skill.Triggers);
        Assert.Equal(("5", "x, y", false), (skill.Metadata["COUNT"], skill.Metadata["list"], skill.Metadata.ContainsKey("map")));
        Assert.Equal((new FileInfo(path).Length + 3) / 4, skill.Tokens);
        Assert.Equal(new SkillCatalogue(scratch.Context).Find("s")!.Hash, skill.Hash);
        Assert.Null(skill.Content);
        Assert.Equal(string.Empty, ((SkillSection)skill.Sections["steps"]!).Text);
    }

    [Fact]
    public void The_layout_of_the_first_version_is_understood()
    {
        using var scratch = new Scratch();
        SkillFolder.Write(scratch.Bundled(), "s", "name: s\ndescription: d\nversion: 1.0.0\nrequires:\n  tools: [no-such-tool]\n  runtime: true\nmetrics:\n  tracks: [a, b]\n  improves: [n]");

        SkillEntry skill = Assert.Single(Read(scratch).Entries);

        Assert.Equal(("1.0.0", true), (skill.Version, skill.RequiresRuntime));
        Assert.Equal(["no-such-tool"], skill.Missing);
        Assert.Equal(["a", "b"], skill.Tracks);
        Assert.Equal(["n"], skill.Improves);
    }

    [Fact]
    public void The_project_counts_before_the_user_and_the_user_before_the_program()
    {
        using var scratch = new Scratch();
        string below = Directory.CreateDirectory(Path.Combine(scratch.WorkingDirectory, "src", "app")).FullName;
        Directory.CreateDirectory(Path.Combine(scratch.WorkingDirectory, ".git"));
        File.WriteAllText(Path.Combine(scratch.WorkingDirectory, ".git", "HEAD"), "ref: refs/heads/main");
        string near = SkillFolder.Write(Path.Combine(below, ".agents", "skills"), "s");
        string middle = SkillFolder.Write(Path.Combine(scratch.WorkingDirectory, "src", ".agents", "skills"), "s");
        string top = SkillFolder.Write(Path.Combine(scratch.WorkingDirectory, ".claude", "skills"), "s");
        string user = SkillFolder.Write(Path.Combine(scratch.Context.HomeDirectory, ".codex", "skills"), "s");
        string bundled = SkillFolder.Write(scratch.Bundled(), "s");
        SkillFolder.Write(Path.Combine(scratch.Root, ".agents", "skills"), "above-the-repository");
        scratch.Context = scratch.Context with { WorkingDirectory = below };

        Assert.Equal((near, SkillSource.Project, false), Read(scratch).Entries.Select(static skill => (skill.Path, skill.Source, skill.IsShadowed)).Single());
        Assert.Equal(
            [(near, SkillSource.Project, null), (middle, SkillSource.Project, near), (top, SkillSource.Project, near), (user, SkillSource.User, near), (bundled, SkillSource.Bundled, near)],
            Read(scratch, new SkillQuery { WithShadowed = true }).Entries.Select(static skill => (skill.Path, skill.Source, skill.ShadowedBy)));
    }

    [Fact]
    public void A_skill_that_several_agents_link_to_is_one()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege there.");
        using var scratch = new Scratch();
        string real = SkillFolder.Write(Path.Combine(scratch.Context.HomeDirectory, ".agents", "skills"), "s");
        string claude = Directory.CreateDirectory(Path.Combine(scratch.Context.HomeDirectory, ".claude", "skills")).FullName;
        Directory.CreateSymbolicLink(Path.Combine(claude, "s"), Path.GetDirectoryName(real)!);
        Directory.CreateSymbolicLink(Path.Combine(claude, "up"), scratch.Context.HomeDirectory);
        Directory.CreateSymbolicLink(Path.Combine(claude, "gone"), Path.Combine(scratch.Root, "nowhere"));

        SkillListing listing = Read(scratch, new SkillQuery { WithShadowed = true });

        Assert.Equal([real], listing.Entries.Select(static skill => skill.Path));
        Assert.Empty(listing.Issues);
    }

    [Fact]
    public void A_link_to_a_file_outside_is_not_read_and_is_named()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege there.");
        using var scratch = new Scratch();
        string secret = Path.Combine(scratch.Root, "secret.txt");
        File.WriteAllText(secret, "---\nname: s\ndescription: hunter2\n---\n");
        string link = Path.Combine(Directory.CreateDirectory(Path.Combine(scratch.Bundled(), "s")).FullName, "SKILL.md");
        File.CreateSymbolicLink(link, secret);

        SkillListing listing = Read(scratch);

        Assert.Empty(listing.Entries);
        Assert.Equal(link, Assert.Single(listing.Issues).File);
        Assert.Null(new SkillCatalogue(scratch.Context).HashOf("s"));
    }

    [Fact]
    public void One_bad_skill_hides_no_other_and_is_named_with_its_line()
    {
        using var scratch = new Scratch();
        string bad = SkillFolder.Write(scratch.Bundled(), "bad", "name: bad\ndescription: \"open");
        string silent = SkillFolder.Write(scratch.Bundled(), "silent", "name: silent");
        string other = SkillFolder.Write(scratch.Bundled(), "other", "name: another\ndescription: d");
        SkillFolder.Write(scratch.Bundled(), "good");

        SkillListing listing = Read(scratch);

        Assert.Equal(["good", "other"], listing.Entries.Select(static skill => skill.Name));
        Assert.Equal([(bad, 3), (other, 2), (silent, 1)], listing.Issues.Select(static issue => (issue.File, issue.Line)));
        Assert.StartsWith($"{bad}:3: The skill is passed over. ", listing.Issues[0].ToString(), StringComparison.Ordinal);
        Assert.Empty(Read(scratch, new SkillQuery { Names = ["good"] }).Issues);
    }

    [Fact]
    public void A_broken_skill_gives_way_to_a_whole_one_of_its_name()
    {
        using var scratch = new Scratch();
        string broken = SkillFolder.Write(Path.Combine(scratch.WorkingDirectory, ".agents", "skills"), "s", "name: s");
        string whole = SkillFolder.Write(scratch.Bundled(), "s");

        SkillListing listing = Read(scratch, new SkillQuery { Names = ["s"] });

        Assert.Equal((whole, false), (Assert.Single(listing.Entries).Path, listing.Entries[0].IsShadowed));
        Assert.Equal(broken, Assert.Single(listing.Issues).File);
        Assert.Empty(listing.Errors);
    }

    [Fact]
    public void Names_are_found_by_pattern_in_any_case_and_an_exact_one_that_is_missing_is_an_error_with_the_nearest()
    {
        using var scratch = new Scratch();
        foreach (string name in new[] { "code-review", "code-audit", "debugging" })
        {
            SkillFolder.Write(scratch.Bundled(), name);
        }

        SkillFolder.Write(scratch.Bundled(), "broken", "name: broken");

        Assert.Equal(["code-audit", "code-review"], Names("CODE-*"));
        Assert.Equal(["code-audit", "debugging"], Names("*-a*", "[a-d]ebug*"));
        Assert.Equal(["debugging"], Names("[^c]*g"));
        Assert.Empty(Names("nothing*"));
        SkillListing listing = Read(scratch, new SkillQuery { Names = ["debuging", "code-review", "broken"] });
        Assert.Equal(["code-review"], listing.Entries.Select(static skill => skill.Name));
        Assert.Equal(["SkillNotFound", "SkillUnreadable"], listing.Errors.Select(static error => error.ErrorId));
        Assert.Contains("Did you mean 'debugging'?", listing.Errors[0].Message, StringComparison.Ordinal);
        Assert.Empty(listing.Issues);

        IEnumerable<string> Names(params string[] names)
        {
            SkillListing found = Read(scratch, new SkillQuery { Names = names });
            Assert.Empty(found.Errors);
            return found.Entries.Select(static skill => skill.Name);
        }
    }

    [Fact]
    public void A_path_may_be_a_folder_of_skills_one_skill_or_its_file()
    {
        using var scratch = new Scratch();
        string folder = Path.Combine(scratch.WorkingDirectory, "own");
        string a = SkillFolder.Write(folder, "a");
        string b = SkillFolder.Write(folder, "deeper/b");
        SkillFolder.Write(scratch.Bundled(), "c");

        Assert.Equal([a, b], Paths("own"));
        Assert.Equal([a], Paths(Path.Combine(folder, "a") + Path.DirectorySeparatorChar));
        Assert.Equal([b], Paths(b));
        Assert.Equal(SkillSource.Path, Read(scratch, new SkillQuery { Paths = [b] }).Entries[0].Source);
        Assert.Equal(SkillSource.Bundled, Read(scratch, new SkillQuery { Paths = [scratch.Bundled()] }).Entries[0].Source);
        File.WriteAllText(Path.Combine(folder, "notes.md"), "x");
        SkillListing listing = Read(scratch, new SkillQuery { Paths = ["nowhere", Path.Combine(folder, "notes.md"), a] });
        Assert.Equal([a], listing.Entries.Select(static skill => skill.Path));
        Assert.Equal(["SkillPathNotFound", "SkillPathNotFound"], listing.Errors.Select(static error => error.ErrorId));

        IEnumerable<string> Paths(string path) => Read(scratch, new SkillQuery { Paths = [path] }).Entries.Select(static skill => skill.Path);
    }

    [Fact]
    public void The_text_comes_with_the_lessons_in_force()
    {
        using var bench = new LessonBench();
        SkillFolder.Write(bench.Scratch.Bundled(), LessonBench.Skill, body: "\n# Debugging\n\n## Method\n\nThink.\n");
        SkillFolder.Write(bench.Scratch.Bundled(), "other", body: "# Other\n");
        bench.Approve(bench.Propose(text: "Rest first."));
        bench.Approve(bench.Propose("n:up", text: "Larger pieces worked.", parameter: new SkillParameter("n", 1, 9), value: 4));

        IReadOnlyList<SkillEntry> skills = Read(bench.Scratch, new SkillQuery { WithContent = true }).Entries;

        Assert.Equal(["Rest first.", "n = 4: Larger pieces worked."], skills[0].Lessons);
        Assert.Equal("# Debugging\n\n## Method\n\nThink.\n\n## Lessons in force\n\n- Rest first.\n- n = 4: Larger pieces worked.", skills[0].Content);
        Assert.Equal(("# Other", 0), (skills[1].Content, skills[1].Lessons.Count));
        SkillListing section = Read(bench.Scratch, new SkillQuery { WithContent = true, Section = "meth*" });
        Assert.Equal(("Think.", 1), (Assert.Single(section.Entries).Content, section.Entries.Count));
        Assert.Empty(section.Errors);
        ClawException error = Assert.Single(Read(bench.Scratch, new SkillQuery { WithContent = true, Section = "Recipe", Names = ["other"] }).Errors);
        Assert.Equal(("SectionNotFound", "The skill 'other' has no section 'Recipe'. It has: Other."), (error.ErrorId, error.Message));
    }

    [Fact]
    public void A_store_that_can_not_be_read_costs_the_lessons_and_not_the_skills()
    {
        using var scratch = new Scratch();
        SkillFolder.Write(scratch.Bundled(), "s");
        Directory.CreateDirectory(Path.GetDirectoryName(scratch.Location.File)!);
        File.WriteAllText(scratch.Location.File, string.Concat(Enumerable.Repeat("no database ", 1_000)));

        SkillListing listing = Read(scratch);

        Assert.Equal(["s"], listing.Entries.Select(static skill => skill.Name));
        Assert.Equal(scratch.Location.File, Assert.Single(listing.Issues).File);
    }

    [Fact]
    public void What_could_steer_a_terminal_is_written_out()
    {
        using var scratch = new Scratch();
        SkillFolder.Write(scratch.Bundled(), "s", "name: s\ndescription: \"a \\e[31m red\\n\\n  \\u202E line \\r\\a\"\nlicense: \"\\e]0;x\\a\"\nmetadata:\n  note: \"\\e[2J\"\n  triggers: \"\\e[1m; b\"");

        SkillEntry skill = Assert.Single(Read(scratch).Entries);

        Assert.Equal(@"a \u001b[31m red \u202e line \u0007", skill.Description);
        Assert.Equal((@"\u001b]0;x\u0007", @"\u001b[2J", @"\u001b[1m"), (skill.License, skill.Metadata["note"], skill.Triggers[0]));
    }

    [Fact]
    public void More_folders_than_are_looked_into_are_said()
    {
        using var scratch = new Scratch();
        for (int i = 0; i <= SkillScan.MaximumFolders; i++)
        {
            Directory.CreateDirectory(Path.Combine(scratch.Bundled(), $"f{i:0000}"));
        }

        SkillFolder.Write(scratch.Bundled(), "zz-last");

        SkillListing listing = Read(scratch);

        Assert.Empty(listing.Entries);
        Assert.Contains("2000 folders", Assert.Single(listing.Issues).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Programs_are_looked_for_on_the_path_with_the_endings_that_the_system_has()
    {
        using var scratch = new Scratch();
        string folder = Directory.CreateDirectory(Path.Combine(scratch.Root, "bin dir")).FullName;
        foreach (string name in new[] { "tool", "tool.CMD", "notes" })
        {
            File.WriteAllText(Path.Combine(folder, name), "x");
        }

        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Path.Combine(folder, "tool"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
            File.SetUnixFileMode(Path.Combine(folder, "tool.CMD"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
            Assert.False(Search().IsThere("notes"));
        }

        Assert.Equal((true, false, false, false), (Search().IsThere("tool"), Search().IsThere("other"), Search().IsThere("../bin dir/tool"), Search().IsThere(Path.Combine(folder, "tool"))));
        Assert.Equal((true, true, false), (Search(".EXE", ".CMD").IsThere("tool"), Search(".EXE", ".CMD").IsThere("tool.CMD"), Search(".EXE").IsThere("tool")));

        ProgramSearch Search(params string[] endings) => new($"relative{Path.PathSeparator}{Path.PathSeparator}\"{folder}\"{Path.PathSeparator}{scratch.Root}", endings);
    }

    private static SkillListing Read(Scratch scratch, SkillQuery? query = null) => new SkillCatalogue(scratch.Context).Entries(query ?? new SkillQuery());
}
