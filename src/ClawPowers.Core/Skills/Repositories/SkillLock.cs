using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using ClawPowers.Core.Errors;
using ClawPowers.Core.Skills.Installing;
using ClawPowers.Core.Text;

namespace ClawPowers.Core.Skills.Repositories;

/// <summary>
/// The lock file of a folder of skills: which commit of which repository each skill is, for people to read and for Git to keep. Reading trusts
/// nothing: the file can come with a stranger's repository. Writing keeps what it does not know: entries of other skills, and what someone noted.
/// </summary>
internal sealed class SkillLock
{
    /// <summary>The file's name. It stands beside the skills' folders.</summary>
    public const string FileName = "clawpowers-skills.lock.json";

    private const int Format = 1;
    private const int MaximumBytes = 4 << 20;
    private const int LongestText = 2_000;

    private const string About =
        "Which commit of which Git repository each skill here is. Update-ClawSkill moves it on; commit this file with the skills.";

    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly string[] Own = ["repository", "ref", "commit", "path", "tree", "author", "committed"];

    private readonly string _path;
    private readonly SortedDictionary<string, SkillPin> _pins = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, JsonElement> _entries = new(StringComparer.Ordinal);
    private readonly List<JsonProperty> _others = [];

    private SkillLock(string path) => _path = path;

    /// <summary>Whether nothing stands in it that anyone would miss.</summary>
    public bool IsEmpty => _entries.Count == 0 && _pins.Count == 0 && _others.Count == 0;

    /// <summary>The lock file that stands beside a manifest.</summary>
    public static string PathBeside(string manifest) => Path.Combine(Path.GetDirectoryName(manifest)!, FileName);

    /// <summary>Reads a lock file; an empty one if there is no such file.</summary>
    /// <exception cref="ClawException"><c>SkillLockInvalid</c>.</exception>
    public static SkillLock Read(string path)
    {
        var found = new SkillLock(path);
        try
        {
            var file = new FileInfo(path);
            if (file.LinkTarget is not null || Directory.Exists(path))
            {
                throw RepositoryErrors.LockInvalid(path, "it is a link or a folder");
            }

            if (!file.Exists)
            {
                return found;
            }

            if (file.Length is 0 or > MaximumBytes)
            {
                throw RepositoryErrors.LockInvalid(path, file.Length == 0 ? "it is empty" : "it is too long");
            }

            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            found.Take(document.RootElement);
            return found;
        }
        catch (Exception exception) when (exception is JsonException or FormatException or InvalidOperationException or KeyNotFoundException)
        {
            throw RepositoryErrors.LockInvalid(path, "it is no lock file of skills (" + exception.Message.TrimEnd('.') + ")", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw RepositoryErrors.LockInvalid(path, exception.Message.TrimEnd('.'), exception);
        }
    }

    /// <summary>The pin of a skill; null if there is none.</summary>
    public SkillPin? Of(string skill) => _pins.GetValueOrDefault(skill);

    /// <summary>Sets or removes a skill's pin. Gives whether that changes anything.</summary>
    public bool Set(string skill, SkillPin? pin)
    {
        if (_pins.GetValueOrDefault(skill) == pin && (pin is not null || !_entries.ContainsKey(skill)))
        {
            return false;
        }

        if (pin is null)
        {
            _pins.Remove(skill);
            _entries.Remove(skill);
        }
        else
        {
            _pins[skill] = pin;
        }

        return true;
    }

    /// <summary>Writes it, whole or not at all; removes it once it is empty.</summary>
    public void Save(SkillDisk disk)
    {
        if (IsEmpty)
        {
            disk.Delete(_path);
            return;
        }

        disk.WriteUnfinished(_path, Write(), executable: false);
        disk.Finish(_path, replace: true);
    }

    private void Take(JsonElement root)
    {
        foreach (JsonProperty member in root.Clone().EnumerateObject())
        {
            switch (member.Name)
            {
                case "format" when member.Value.GetInt32() > Format:
                    throw RepositoryErrors.LockInvalid(_path, "a later version of ClawPowers wrote it");
                case "format" or "about":
                    break;
                case "skills":
                    TakeSkills(member.Value);
                    break;
                default:
                    _others.Add(member);
                    break;
            }
        }
    }

    private void TakeSkills(JsonElement skills)
    {
        foreach (JsonProperty member in skills.EnumerateObject())
        {
            if (SkillPath.WrongName(member.Name) is { } wrong)
            {
                throw new FormatException($"'{member.Name}' is no name of a skill: {wrong}");
            }

            _entries[member.Name] = member.Value;
            if (Pin(member.Name, member.Value) is { } pin)
            {
                _pins[member.Name] = pin;
            }
        }
    }

    // Null for a repository that this machine can't have, such as a path of another system: its entry stays as it is.
    private static SkillPin? Pin(string skill, JsonElement entry)
    {
        string repository = Text(entry, "repository");
        string reference = Text(entry, "ref");
        string path = Text(entry, "path");
        string commit = Text(entry, "commit");
        string tree = Text(entry, "tree");

        return !IsAddress(repository) ? null
            : !RepositoryRef.IsPossible(reference) ? throw new FormatException($"'{reference}' is no branch, tag or commit")
            : !RepositoryRef.IsCommitName(commit) || !RepositoryRef.IsCommitName(tree) ? throw new FormatException($"the commit of '{skill}' is none")
            : CommitSkills.WrongFolder(path) is { } wrong ? throw new FormatException(wrong)
            : new SkillPin
            {
                Repository = repository,
                Ref = reference,
                Commit = commit,
                Path = path,
                Tree = tree,
                Author = entry.TryGetProperty("author", out JsonElement author) ? author.GetString() : null,
                CommittedAt = entry.TryGetProperty("committed", out JsonElement time) ? time.GetDateTimeOffset().ToUniversalTime() : null,
            };
    }

    // It is read as one that someone types, and refused for the same reasons.
    private static bool IsAddress(string repository)
    {
        try
        {
            return RepositoryAddress.Parse(repository, Path.GetTempPath()).Url == repository;
        }
        catch (ClawException)
        {
            return false;
        }
    }

    private static string Text(JsonElement entry, string name) =>
        entry.GetProperty(name).GetString() is { Length: <= LongestText } text ? text : throw new FormatException($"'{name}' is missing or too long");

    private byte[] Write()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            writer.WriteStartObject();
            writer.WriteNumber("format", Format);
            writer.WriteString("about", About);
            foreach (JsonProperty other in _others)
            {
                other.WriteTo(writer);
            }

            writer.WriteStartObject("skills");
            foreach (string skill in _entries.Keys.Union(_pins.Keys).Order(StringComparer.Ordinal))
            {
                writer.WritePropertyName(skill);
                Write(writer, _pins.GetValueOrDefault(skill), _entries.TryGetValue(skill, out JsonElement before) ? before : null);
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        // The same bytes on every system.
        byte[] text = LineEnds.OfUnix(buffer.WrittenSpan);
        return [.. text, (byte)'\n'];
    }

    private static void Write(Utf8JsonWriter writer, SkillPin? pin, JsonElement? before)
    {
        if (pin is null)
        {
            before!.Value.WriteTo(writer);
            return;
        }

        writer.WriteStartObject();
        Write(writer, pin);
        if (before is { } entry)
        {
            foreach (JsonProperty note in entry.EnumerateObject().Where(static member => !Own.Contains(member.Name, StringComparer.Ordinal)))
            {
                note.WriteTo(writer);
            }
        }

        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, SkillPin pin)
    {
        writer.WriteString("repository", pin.Repository);
        writer.WriteString("ref", pin.Ref);
        writer.WriteString("commit", pin.Commit);
        writer.WriteString("path", pin.Path);
        writer.WriteString("tree", pin.Tree);
        if (pin.Author is { } author)
        {
            writer.WriteString("author", author);
        }

        if (pin.CommittedAt is { } time)
        {
            writer.WriteString("committed", time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        }
    }
}
