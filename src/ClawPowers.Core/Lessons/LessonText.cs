using ClawPowers.Core.Errors;
using ClawPowers.Core.State;

namespace ClawPowers.Core.Lessons;

/// <summary>What a lesson may say: a short text without secrets, since every agent that uses the skill will read it.</summary>
internal static class LessonText
{
    /// <summary>The longest text, in UTF-16 units.</summary>
    public const int MaximumLength = 500;

    /// <summary>Checks what a person wrote. Returns it trimmed, its lines ended by line feeds.</summary>
    /// <param name="text">The text.</param>
    /// <param name="what">What it is, for a message: <c>text</c> or <c>reason</c>.</param>
    /// <param name="request">The decision that it belongs to.</param>
    /// <exception cref="ClawException"><c>InvalidLesson</c>, <c>SecretInValue</c>.</exception>
    public static string Check(string text, string what, RecommendationRequest request)
    {
        string checkedText = text.Replace("\r\n", "\n", StringComparison.Ordinal).Trim();
        string? wrong = checkedText switch
        {
            { Length: 0 } => $"its {what} is blank; leave it out to keep the proposed one",
            { Length: > MaximumLength } => $"its {what} has {checkedText.Length} characters, and at most {MaximumLength} are allowed",
            _ when checkedText.Any(static c => char.IsControl(c) && c != '\n') => $"its {what} has control characters, and only line breaks are allowed",
            _ => null,
        };
        if (wrong is not null)
        {
            throw LessonErrors.InvalidLesson(request.Id, wrong, request.Target);
        }

        return SecretScanner.Find(checkedText) is { } rule
            ? throw LessonErrors.SecretInLesson(request.Id, what, rule, request.Target)
            : checkedText;
    }

    /// <summary>Makes what an analyzer wrote fit: secrets masked, control characters turned into blanks, cut where it is too long.</summary>
    public static string Fit(string text)
    {
        string masked = SecretScanner.Mask(text.ReplaceLineEndings("\n").Trim());
        string plain = string.Create(masked.Length, masked, static (target, source) =>
        {
            for (int i = 0; i < target.Length; i++)
            {
                target[i] = char.IsControl(source[i]) && source[i] != '\n' ? ' ' : source[i];
            }
        });
        if (plain.Length <= MaximumLength)
        {
            return plain;
        }

        int end = MaximumLength - 1;
        return plain[..(char.IsHighSurrogate(plain[end - 1]) ? end - 1 : end)] + "…";
    }
}
