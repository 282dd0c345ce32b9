namespace ClawPowers.Core.Skills.Reading;

/// <summary>Where the front matter of a text is.</summary>
/// <param name="Yaml">What is between the two marks.</param>
/// <param name="LastLine">The line of the second mark, from 1.</param>
/// <param name="BodyStart">Where the text below begins.</param>
internal readonly record struct FrontMatterBlock(string Yaml, int LastLine, int BodyStart)
{
    /// <summary>The longest front matter that is read, in UTF-16 units; 20 times what a skill needs.</summary>
    public const int MaximumLength = 1 << 16;

    private const string Mark = "---";

    /// <summary>Finds the front matter; null if there is none, or too much.</summary>
    /// <param name="text">The text, lines ended by line feeds.</param>
    /// <param name="flaws">Gets what is wrong.</param>
    public static FrontMatterBlock? Find(string text, List<DocumentFlaw> flaws)
    {
        int start = text.IndexOf('\n', StringComparison.Ordinal) + 1;
        if ((start == 0 ? text : text.AsSpan(0, start)).TrimEnd() is not Mark)
        {
            flaws.Add(new DocumentFlaw(DocumentFlawKind.NoFrontMatter, 1, 1, "It has no front matter: its first line is not '---'. Begin it with '---', name, description and '---'."));
            return null;
        }

        int number = 2;
        for (int line = start; start > 0 && line < text.Length; number++)
        {
            int end = text.IndexOf('\n', line);
            end = end < 0 ? text.Length : end;
            if (text.AsSpan(line, end - line).TrimEnd() is Mark)
            {
                if (line - start <= MaximumLength)
                {
                    return new FrontMatterBlock(text[start..line], number, Math.Min(end + 1, text.Length));
                }

                flaws.Add(new DocumentFlaw(DocumentFlawKind.TooLong, 1, 1, $"Its front matter has {line - start} characters, and more than {MaximumLength} are not read. Move what does not belong there into the body."));
                return null;
            }

            line = end + 1;
        }

        flaws.Add(new DocumentFlaw(DocumentFlawKind.NoEndMark, 1, 1, "No line '---' ends its front matter. Add one below the last field."));
        return null;
    }
}
