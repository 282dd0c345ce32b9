using System.Text;
using System.Text.RegularExpressions;

namespace ClawPowers.Core.State;

/// <summary>Recognises secrets by their published forms. Each rule has a prefix or a marker, so that prose is not mistaken for one.</summary>
internal static partial class SecretScanner
{
    private const int ShortestSecret = 12;

    // The formats are those that the issuers document; the lengths are lower bounds.
    private static readonly (string Rule, Func<string, IEnumerable<Range>> Find)[] Rules =
    [
        ("private key", In(PrivateKey())),
        ("AWS access key", In(AwsAccessKey())),
        ("GitHub token", In(GitHubToken())),
        ("GitLab token", In(GitLabToken())),
        ("Slack token", In(SlackToken())),
        ("Slack webhook", In(SlackWebhook())),
        ("Stripe key", In(StripeKey())),
        ("Google API key", In(GoogleKey())),
        ("OpenAI or Anthropic key", In(ModelProviderKey())),
        ("package registry token", In(RegistryToken())),
        ("Hugging Face token", In(HuggingFaceToken())),
        ("SendGrid key", In(SendGridKey())),
        ("DigitalOcean token", In(DigitalOceanToken())),
        ("JSON Web Token", JsonWebTokens),
        ("Azure storage key", In(AzureStorageKey())),
        ("connection string with a password", ConnectionStrings),
        ("URL with a password", In(UrlWithPassword())),
    ];

    /// <summary>The name of the first rule that a text breaks, or null.</summary>
    public static string? Find(string text)
    {
        if (text.Length >= ShortestSecret && HasMarker(text))
        {
            foreach ((string rule, Func<string, IEnumerable<Range>> find) in Rules)
            {
                if (find(text).Any())
                {
                    return rule;
                }
            }
        }

        return null;
    }

    /// <summary>Every place in a text that breaks a rule, with the rule's name.</summary>
    public static IEnumerable<(string Rule, Range Range)> FindAll(string text) => Find(text) is null ? [] :
        from rule in Rules
        from range in rule.Find(text)
        select (rule.Rule, range);

    /// <summary>The text with every secret in it replaced by a mark that names the rule.</summary>
    public static string Mask(string text)
    {
        if (Find(text) is null)
        {
            return text;
        }

        foreach ((string rule, Func<string, IEnumerable<Range>> find) in Rules)
        {
            text = Replace(text, find(text), $"<{rule}>");
        }

        return text;
    }

    private static Func<string, IEnumerable<Range>> In(Regex pattern) => text => In(pattern, text);

    private static IEnumerable<Range> In(Regex pattern, string text)
    {
        for (Match match = pattern.Match(text); match.Success; match = match.NextMatch())
        {
            yield return match.Index..(match.Index + match.Length);
        }
    }

    // The ranges are in order of their ends, and those that overlap become one.
    private static string Replace(string text, IEnumerable<Range> ranges, string mark)
    {
        StringBuilder? masked = null;
        int kept = 0;
        foreach (Range range in ranges)
        {
            (int start, int end) = (range.Start.Value, range.End.Value);
            masked ??= new StringBuilder(text.Length);
            if (start >= kept)
            {
                masked.Append(text, kept, start - kept).Append(mark);
            }

            kept = Math.Max(kept, end);
        }

        return masked is null ? text : masked.Append(text, kept, text.Length - kept).ToString();
    }

    private static bool HasMarker(string text) =>
        text.AsSpan().IndexOfAny(Markers) >= 0 || Array.Exists(LongMarkers, marker => text.Contains(marker, StringComparison.Ordinal));
}
