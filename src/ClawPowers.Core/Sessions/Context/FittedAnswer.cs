using ClawPowers.Core.Agents;
using ClawPowers.Core.Text;

namespace ClawPowers.Core.Sessions.Context;

/// <summary>An agent's answer, one line of ASCII that is no longer than what the agent takes whole.</summary>
/// <param name="Json">The answer.</param>
/// <param name="Text">The context in it; null where there is none, or no worth while part of it fits.</param>
internal sealed record FittedAnswer(string Json, string? Text)
{
    // Less than this says nothing worth while.
    private const int LeastCharacters = 100;

    /// <summary>Writes an answer without regard to its length.</summary>
    /// <param name="agent">Whose shape it has.</param>
    /// <param name="text">The context; null or empty for the valid answer that gives none.</param>
    public static string Write(AgentDefinition agent, string? text) =>
        AsciiJson.Text(writer => agent.WriteAnswer(writer, string.IsNullOrEmpty(text) ? null : text));

    /// <summary>
    /// The answer with as much of a text as fits into it. What is not ASCII takes six characters for one, so that a text that is short
    /// enough may make an answer that is not; it is then composed again.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="shorten">Composes it anew with so many characters at most.</param>
    /// <param name="write">Writes the answer for a text, or for none.</param>
    public static FittedAnswer Of(string text, Func<int, string> shorten, Func<string?, string> write)
    {
        string json = write(text);
        while (json.Length > SessionContextComposer.MostCharacters && text.Length > LeastCharacters)
        {
            int most = (int)((long)text.Length * (SessionContextComposer.MostCharacters - LeastCharacters) / json.Length);
            string shorter = shorten(Math.Min(most, text.Length - 1));
            if (shorter.Length >= text.Length)
            {
                break;
            }

            text = shorter;
            json = write(text);
        }

        bool fits = json.Length <= SessionContextComposer.MostCharacters;
        return new FittedAnswer(fits ? json : write(null), fits && text.Length > 0 ? text : null);
    }
}
