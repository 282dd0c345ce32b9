using System.Globalization;

namespace ClawPowers.Core.Sessions.Context;

/// <summary>How much is told, as the environment and the store's entry say it.</summary>
internal static class ContextModes
{
    /// <summary>The key of the entry that decides for a project, or globally.</summary>
    public const string Key = "clawpowers:bootstrap";

    /// <summary>Reads a word.</summary>
    /// <param name="word">The word, in any case.</param>
    /// <param name="origin">Where it comes from.</param>
    /// <param name="issues">Gets a sentence if the word is unknown.</param>
    public static ContextMode Parse(string word, string origin, List<string> issues)
    {
        switch (word.Trim().ToUpperInvariant())
        {
            case "OFF":
                return ContextMode.Off;
            case "BRIEF":
                return ContextMode.Brief;
            case "FULL":
                return ContextMode.Full;
            default:
                issues.Add(string.Create(CultureInfo.InvariantCulture, $"{origin} is {DataText.Quote(word, 40)}, which is none of off, brief and full. It counts as brief."));
                return ContextMode.Brief;
        }
    }

    /// <summary>The length that a mode allows.</summary>
    public static int Limit(ContextMode mode) => mode is ContextMode.Full ? SessionContextComposer.MostCharacters : SessionContextComposer.BriefCharacters;
}
