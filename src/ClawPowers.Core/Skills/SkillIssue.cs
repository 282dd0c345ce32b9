using System.Globalization;
using ClawPowers.Core.Skills.Reading;

namespace ClawPowers.Core.Skills;

/// <summary>Something that keeps a skill from being seen, or seen as it was meant.</summary>
/// <param name="File">The file, or the folder.</param>
/// <param name="Line">The line of the file, from 1; 0 for none.</param>
/// <param name="Message">What is wrong and what to do, as sentences.</param>
public sealed record SkillIssue(string File, int Line, string Message)
{
    /// <summary>The place and the message on one line, fit for a screen.</summary>
    public override string ToString() => VisibleText.Escape(Line == 0 ? $"{File}: {Message}" : string.Create(CultureInfo.InvariantCulture, $"{File}:{Line}: {Message}"));
}
