using System.Text;

namespace ClawPowers.Core.Skills.Reading;

/// <summary>
/// How many tokens a text costs an agent, about: a quarter of its bytes in UTF-8, rounded up. Every model counts otherwise; English
/// prose comes to four letters a token, scripts with two or three bytes a letter to fewer letters a token, as they do in the models.
/// </summary>
public static class SkillTokens
{
    private const int BytesPerToken = 4;

    /// <summary>The estimate for a text.</summary>
    /// <param name="text">The text.</param>
    public static int Of(ReadOnlySpan<char> text) => OfBytes(Encoding.UTF8.GetByteCount(text));

    internal static int OfBytes(int bytes) => (bytes + BytesPerToken - 1) / BytesPerToken;
}
