using System.Text.RegularExpressions;

namespace ClawPowers.Core.Skills.Checking.Rules.Dangers;

/// <summary>No HTML comment holds instructions: an agent reads them, and the person who looks at the page does not.</summary>
internal sealed partial class CommentRule() : SkillRule(
    "hidden-instruction",
    SkillProblemSeverity.Warning,
    "No HTML comment holds instructions: an agent reads them, and the person who looks at the page does not.",
    "Say it in the text, or take the comment away.")
{
    public override IEnumerable<Fault> Check(CheckedSkill skill) =>
        from passage in skill.Pages.SelectMany(static page => page.Passages)
        where passage.Kind == PassageKind.Comment
        let match = Order().Match(passage.Text)
        where match.Success
        select passage.At(0, $"A comment tells the agent something ('{match.Value.Trim().ReplaceLineEndings(" ")}').");

    // Said to someone who acts, or a sentence or line that begins with an order to do so.
    [GeneratedRegex(@"\b(?:you|your|agents?|assistants?|LLM|AI|the\s+model)\b[^\n]{0,40}\b(?:must|should|shall|will|are|need|have\s+to|always|never|can|may)\b|\b(?:important|attention|note|system|instructions?)\s*:|(?:^<!--|[.!?:\n])\s*(?:please\s+|then\s+|now\s+|first,?\s+|also\s+)?(?:run|execute|ignore|disregard|send|download|install|delete|remove|fetch|upload|call|read|open|include|remember|never|always|do\s+not|don['’]t|act|respond|answer|reply|pretend|when\s+(?:the\s+user|you|asked))\s+\w", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Order();
}
