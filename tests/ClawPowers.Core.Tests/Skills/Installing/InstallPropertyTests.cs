using ClawPowers.Core.Skills.Installing;

namespace ClawPowers.Core.Tests.Skills.Installing;

/// <summary>
/// Random lives: installed, edited, deleted, updated, merged and removed, for changing agents, while the sources change.
/// What the user wrote is there after every step, and in the end there is nothing else.
/// </summary>
public sealed class InstallPropertyTests
{
    private static readonly string[] Skills = ["one", "two", "three"];
    private static readonly string[] Files = ["SKILL.md", "a.md", "references/b.md", "references/c.md", "scripts/run.sh"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void No_sequence_of_commands_loses_what_the_user_wrote_or_leaves_what_is_ours(int seed)
    {
        for (int life = 0; life < 10; life++)
        {
            using var home = new InstallHome();
            new Life(home, (seed * 1000) + life).Run(30);
        }
    }

    private sealed class Life(InstallHome home, int seed)
    {
        private readonly Random _random = new(seed);
        private readonly Dictionary<string, string> _mine = new(StringComparer.Ordinal);
        private readonly List<string> _story = [];
        private int _number;

        public void Run(int steps)
        {
            Array.ForEach(Skills, WriteSource);
            for (int i = 0; i < steps; i++)
            {
                Step();
                CheckMine();
            }

            Tell("uninstall all", () => home.TryUninstall(new UninstallSkillRequest()));
            CheckMine();
            string[] left = [.. InstallHome.Snapshot(home.Home).Where(static entry => entry.Value != "folder").Select(static entry => entry.Key)];
            Assert.True(left.SequenceEqual(_mine.Keys.Order(StringComparer.Ordinal)), Story("left: " + string.Join(", ", left)));
            Assert.True(!InstallHome.Snapshot(home.Home).Any(entry => entry.Value == "folder" && !Directory.EnumerateFileSystemEntries(Path.Combine(home.Home, entry.Key)).Any()), Story("empty folders"));
        }

        private void Step()
        {
            string skill = Pick(Skills);
            switch (_random.Next(12))
            {
                case 0 or 1:
                    ClawAgent[] agents = Some();
                    bool force = _random.Next(4) == 0;
                    Tell($"install {string.Join('+', agents)} {force}", () => home.TryInstall(new InstallSkillRequest { Agents = agents, Force = force }));
                    break;
                case 2 or 3:
                    Tell("update", () => home.TryUpdate(new UpdateSkillRequest { Force = _random.Next(5) == 0 }));
                    break;
                case 4:
                    ClawAgent[] leaving = Some();
                    Tell($"uninstall {string.Join('+', leaving)} {skill}", () => home.TryUninstall(new UninstallSkillRequest { Agents = leaving, Names = [skill + "*"] }));
                    break;
                case 5 or 6:
                    Tell($"source {skill}", () => WriteSource(skill));
                    break;
                case 7:
                    Tell($"source without {skill}", () => RemoveSource(skill));
                    WriteSource(Skills[0]);
                    break;
                case 8 or 9:
                    Edit(skill);
                    break;
                case 10:
                    Delete(skill);
                    break;
                default:
                    Merge();
                    break;
            }
        }

        private void WriteSource(string skill)
        {
            RemoveSource(skill);

            // Few versions, so that an old one comes back now and then.
            home.Bundle(skill, $"{_random.Next(3)}", [.. Files[1..].Where(_ => _random.Next(3) > 0).Select(file => (file, $"{file} {_random.Next(3)}\n"))]);
        }

        private void RemoveSource(string skill)
        {
            string folder = Path.Combine(home.Bundled, skill);
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }
        }

        // A new text of the user's own, in a file of ours, in one beside it, or in a new one, if the skill is there.
        private void Edit(string skill)
        {
            string folder = home.FolderOf(skill, Pick([ClawAgent.Codex, ClawAgent.ClaudeCode]));
            if (!Directory.Exists(folder))
            {
                return;
            }

            string path = Path.Combine(folder, Pick([.. Files, "own.md", "references/own.md", "a.md.new", "SKILL.md.new"]));
            Tell($"edit {Relative(path)}", () => InstallHome.Put(path, $"mine {_number++}\n"));
            _mine[Relative(path)] = File.ReadAllText(path);
        }

        private void Delete(string skill)
        {
            string folder = home.FolderOf(skill, Pick([ClawAgent.Codex, ClawAgent.ClaudeCode]));
            string[] files = Directory.Exists(folder) ? [.. Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)] : [];
            if (files.Length > 0)
            {
                string path = Pick(files);
                Tell($"delete {Relative(path)}", () => DeleteWithEmptyFolders(path));
                _mine.Remove(Relative(path));
            }
        }

        // The user takes a new version for their own file.
        private void Merge()
        {
            string? offered = Directory.EnumerateFiles(home.Home, "*.new", SearchOption.AllDirectories).Order(StringComparer.Ordinal).FirstOrDefault(path => !_mine.ContainsKey(Relative(path)));
            if (offered is not null)
            {
                string path = offered[..^".new".Length];
                Tell($"merge {Relative(path)}", () => File.Move(offered, path, overwrite: true));

                // What was never installed is the user's own, even when it is the same.
                if (_mine.Remove(Relative(path)) && !IsOurs(path))
                {
                    _mine[Relative(path)] = File.ReadAllText(path);
                }
            }
        }

        private bool IsOurs(string path)
        {
            string[] parts = Relative(path).Split('/');
            return SkillManifestJson.Read(Path.Combine(home.Home, parts[0], parts[1], SkillManifest.FileName), []).Skills.TryGetValue(parts[2], out ManifestSkill? skill)
                && skill.Files.TryGetValue(string.Join('/', parts[3..]), out ManifestFile? file) && file.Hash is not null;
        }

        private static void DeleteWithEmptyFolders(string path)
        {
            File.Delete(path);
            for (string folder = Path.GetDirectoryName(path)!; Path.GetFileName(folder) != "skills" && !Directory.EnumerateFileSystemEntries(folder).Any(); folder = Path.GetDirectoryName(folder)!)
            {
                Directory.Delete(folder);
            }
        }

        private void CheckMine()
        {
            foreach ((string path, string text) in _mine)
            {
                string full = Path.Combine(home.Home, path);
                Assert.True(File.Exists(full) && File.ReadAllText(full) == text, Story("lost: " + path));
            }
        }

        private ClawAgent[] Some() => [.. Enum.GetValues<ClawAgent>().Where(_ => _random.Next(3) == 0).DefaultIfEmpty(ClawAgent.Codex)];

        private string Pick(string[] words) => words[_random.Next(words.Length)];

        private ClawAgent Pick(ClawAgent[] agents) => agents[_random.Next(agents.Length)];

        private string Relative(string path) => Path.GetRelativePath(home.Home, path).Replace('\\', '/');

        private void Tell(string what, Action act)
        {
            _story.Add(what);
            act();
        }

        private string Story(string end) => $"seed {seed}: {string.Join(" | ", _story)} | {end}";
    }
}
