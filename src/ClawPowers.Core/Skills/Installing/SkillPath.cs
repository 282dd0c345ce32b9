using System.Buffers;
using System.Globalization;
using ClawPowers.Core.Errors;
using ClawPowers.Core.Skills.Reading;

namespace ClawPowers.Core.Skills.Installing;

/// <summary>Which names a skill and its files may have, so that they mean the same on every system and lead nowhere else.</summary>
internal static class SkillPath
{
    public const int LongestName = 64;

    private const int LongestPath = 200;
    private const int DeepestPath = 6;

    private static readonly SearchValues<char> NameCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");
    private static readonly SearchValues<char> Forbidden = SearchValues.Create("\\:*?\"<>|");

    // Windows takes these for devices, whatever follows a dot.
    private static readonly string[] Devices =
        ["con", "prn", "aux", "nul", "conin$", "conout$", .. Enumerable.Range(1, 9).SelectMany(static n => new[] { $"com{n}", $"lpt{n}" })];

    /// <summary>What is wrong with a skill's name under the standard; null for nothing.</summary>
    public static string? WrongName(string name) => name switch
    {
        "" => "it is empty",
        { Length: > LongestName } => $"it has {name.Length} characters",
        _ when name.AsSpan().ContainsAnyExcept(NameCharacters) => $"'{name[name.AsSpan().IndexOfAnyExcept(NameCharacters)]}' is not allowed",
        _ when name[0] == '-' || name[^1] == '-' || name.Contains("--", StringComparison.Ordinal) => "a hyphen stands between two letters or digits",
        _ when Devices.Contains(name, StringComparer.Ordinal) => "Windows keeps that name for a device",
        _ => null,
    };

    /// <summary>Refuses what is no name of a skill.</summary>
    /// <exception cref="ClawException"><c>InvalidSkillName</c>.</exception>
    public static string CheckName(string name) => WrongName(name) is { } wrong ? throw InstallErrors.InvalidName(name, wrong) : name;

    /// <summary>What is wrong with the path of a file within a skill, written with <c>/</c>; null for nothing.</summary>
    public static string? WrongFile(string path)
    {
        if (path.Length is 0 or > LongestPath)
        {
            return $"the path '{path}' of a file is empty or has more than {LongestPath} characters";
        }

        string[] parts = path.Split('/');
        if (parts.Length > DeepestPath)
        {
            return $"'{path}' is more than {DeepestPath} folders deep";
        }

        return Array.Exists(parts, IsBad) ? $"'{path}' is no name for a file that every system allows" : null;
    }

    private static bool IsBad(string part) =>
        part.Length == 0
        || part[^1] is '.' or ' '
        || part.AsSpan().ContainsAny(Forbidden)
        || VisibleText.Escape(part) != part
        || part.Any(IsUnseen)
        || IsOfGit(part)
        || Devices.Contains(part.Split('.')[0].TrimEnd(' ').Replace('\u00B9', '1').Replace('\u00B2', '2').Replace('\u00B3', '3'), StringComparer.OrdinalIgnoreCase);

    // What no system shows, some leave out, or stands for bytes that are no text.
    private static bool IsUnseen(char character) =>
        character == '\uFFFD' || char.GetUnicodeCategory(character) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse;

    // The folder in which Git looks for its configuration, also by the short name that Windows gives it.
    private static bool IsOfGit(string part) =>
        part.Equals(".git", StringComparison.OrdinalIgnoreCase) || part.StartsWith("git~", StringComparison.OrdinalIgnoreCase);
}
