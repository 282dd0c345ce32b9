using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using ClawPowers.Core.Errors;
using ClawPowers.Core.Skills.Repositories;
using ClawPowers.Core.Storage;
using ClawPowers.Core.Text;

namespace ClawPowers.Core.Skills.Installing;

/// <summary>A manifest as a file: JSON in a fixed order, for people to read and for Git to keep. Reading trusts nothing: the file can come with a stranger's repository.</summary>
internal static class SkillManifestJson
{
    private const int Format = 1;
    private const int MaximumBytes = 16 << 20;
    private const int HashLength = 64;

    private const string About =
        "Which files ClawPowers put here, with their SHA-256. Update-ClawSkill and Uninstall-ClawSkill go by this file; what is not in it, or was changed, they leave alone.";

    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write(SkillManifest manifest)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            writer.WriteStartObject();
            writer.WriteNumber("format", Format);
            writer.WriteString("about", About);
            writer.WriteString("program", "ClawPowers " + StatusReader.ProgramVersion);
            Texts(writer, "foldersMade", manifest.FoldersMade);
            writer.WriteStartObject("skills");
            foreach ((string name, ManifestSkill skill) in manifest.Skills)
            {
                writer.WritePropertyName(name);
                Skill(writer, skill);
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        // The same bytes on every system.
        byte[] text = LineEnds.OfUnix(buffer.WrittenSpan);
        return [.. text, (byte)'\n'];
    }

    /// <summary>One skill as bytes, to see whether something about it changes.</summary>
    public static byte[] Write(ManifestSkill? skill)
    {
        var buffer = new ArrayBufferWriter<byte>();
        if (skill is not null)
        {
            using var writer = new Utf8JsonWriter(buffer, Options);
            Skill(writer, skill);
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Reads a manifest; an empty one if there is no such file.</summary>
    /// <exception cref="ClawException"><c>SkillManifestInvalid</c>.</exception>
    public static SkillManifest Read(string path, IReadOnlyList<string> foldersAllowed)
    {
        try
        {
            var file = new FileInfo(path);
            if (file.LinkTarget is not null || Directory.Exists(path))
            {
                throw InstallErrors.ManifestInvalid(path, "it is a link or a folder");
            }

            if (!file.Exists)
            {
                return new SkillManifest();
            }

            if (file.Length is 0 or > MaximumBytes)
            {
                throw InstallErrors.ManifestInvalid(path, file.Length == 0 ? "it is empty" : "it is too long");
            }

            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            return Read(document.RootElement, path, foldersAllowed);
        }
        catch (Exception exception) when (exception is JsonException or FormatException or InvalidOperationException or KeyNotFoundException)
        {
            throw InstallErrors.ManifestInvalid(path, "it is no manifest of skills (" + exception.Message.TrimEnd('.') + ")", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw InstallErrors.ManifestInvalid(path, exception.Message.TrimEnd('.'), exception);
        }
    }

    private static SkillManifest Read(JsonElement root, string path, IReadOnlyList<string> foldersAllowed)
    {
        if (root.GetProperty("format").GetInt32() > Format)
        {
            throw InstallErrors.ManifestNewer(path);
        }

        var manifest = new SkillManifest();
        manifest.FoldersMade.UnionWith(Texts(root, "foldersMade").Where(folder => foldersAllowed.Contains(folder, StringComparer.Ordinal)));
        foreach (JsonProperty member in root.GetProperty("skills").EnumerateObject())
        {
            if (SkillPath.WrongName(member.Name) is { } wrong)
            {
                throw new FormatException($"'{member.Name}' is no name of a skill: {wrong}");
            }

            manifest.Skills[member.Name] = ReadSkill(member.Value);
        }

        if (manifest.Skills.Values.Any(static skill => skill.IsLocked))
        {
            var locked = SkillLock.Read(SkillLock.PathBeside(path));
            foreach (string name in manifest.Skills.Where(static skill => skill.Value.IsLocked).Select(static skill => skill.Key).ToArray())
            {
                manifest.Skills[name] = manifest.Skills[name] with { Pin = locked.Of(name) };
            }
        }

        return manifest;
    }

    private static ManifestSkill ReadSkill(JsonElement element)
    {
        var files = new SortedDictionary<string, ManifestFile>(StringComparer.Ordinal);
        foreach (JsonProperty member in element.GetProperty("files").EnumerateObject())
        {
            files[Inside(member.Name)] = new ManifestFile
            {
                Hash = Hash(member.Value, "sha256"),
                Pending = Hash(member.Value, "pending"),
                Offered = Hash(member.Value, "offered"),
                NewVersionOf = Text(member.Value, "newVersionOf") is { } original ? Inside(original) : null,
                Executable = Flag(member.Value, "executable"),
                IsLessons = Flag(member.Value, "lessons"),
            };
        }

        return new ManifestSkill
        {
            // An agent that only a later version knows keeps no copy from being updated.
            Agents = [.. Texts(element, "agents").Select(static name => Enum.TryParse(name, out ClawAgent agent) && Enum.IsDefined(agent) ? agent : (ClawAgent?)null).OfType<ClawAgent>().Distinct().Order()],
            Source = Text(element, "source") is { } source && source.Contains('\0') ? throw new FormatException("a source is no path") : Text(element, "source"),
            IsLocked = Flag(element, "locked"),
            IsLeaving = Flag(element, "isLeaving"),
            Folders = [.. Texts(element, "folders").Select(Inside).Order(StringComparer.Ordinal)],
            Files = files,
        };
    }

    private static void Skill(Utf8JsonWriter writer, ManifestSkill skill)
    {
        writer.WriteStartObject();
        Texts(writer, "agents", skill.Agents.Select(static agent => agent.ToString()));
        if (skill.Source is { } source)
        {
            writer.WriteString("source", source);
        }

        Flag(writer, "locked", skill.IsLocked);
        Flag(writer, "isLeaving", skill.IsLeaving);
        Texts(writer, "folders", skill.Folders);
        writer.WriteStartObject("files");
        foreach ((string path, ManifestFile file) in skill.Files)
        {
            writer.WriteStartObject(path);
            Optional(writer, "sha256", file.Hash);
            Optional(writer, "pending", file.Pending);
            Optional(writer, "offered", file.Offered);
            Optional(writer, "newVersionOf", file.NewVersionOf);
            Flag(writer, "executable", file.Executable);
            Flag(writer, "lessons", file.IsLessons);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void Optional(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }

    private static void Flag(Utf8JsonWriter writer, string name, bool value)
    {
        if (value)
        {
            writer.WriteBoolean(name, value);
        }
    }

    private static bool Flag(JsonElement element, string name) => element.TryGetProperty(name, out JsonElement flag) && flag.GetBoolean();

    private static void Texts(Utf8JsonWriter writer, string name, IEnumerable<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (string text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }

    private static IEnumerable<string> Texts(JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement texts) ? texts.EnumerateArray().Select(static text => text.GetString() ?? throw new FormatException("a text is missing")) : [];

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out JsonElement text) ? text.GetString() : null;

    private static string? Hash(JsonElement element, string name) => Text(element, name) switch
    {
        null => null,
        { Length: HashLength } hash when hash.All(char.IsAsciiHexDigitLower) => hash,
        var other => throw new FormatException($"'{other}' is no hash"),
    };

    private static string Inside(string path) => SkillPath.WrongFile(path) is { } wrong ? throw new FormatException(wrong) : path;
}
