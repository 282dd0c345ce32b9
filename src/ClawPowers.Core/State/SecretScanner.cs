using System.Text.RegularExpressions;

namespace ClawPowers.Core.State;

/// <summary>Recognises secrets by their published forms. Each rule has a prefix or a marker, so that prose is not mistaken for one.</summary>
internal static partial class SecretScanner
{
    private const int ShortestSecret = 12;

    // The formats are those that the issuers document; the lengths are lower bounds.
    private static readonly (string Rule, Regex Pattern)[] Rules =
    [
        ("private key", PrivateKey()),
        ("AWS access key", AwsAccessKey()),
        ("GitHub token", GitHubToken()),
        ("GitLab token", GitLabToken()),
        ("Slack token", SlackToken()),
        ("Slack webhook", SlackWebhook()),
        ("Stripe key", StripeKey()),
        ("Google API key", GoogleKey()),
        ("OpenAI or Anthropic key", ModelProviderKey()),
        ("package registry token", RegistryToken()),
        ("Hugging Face token", HuggingFaceToken()),
        ("SendGrid key", SendGridKey()),
        ("DigitalOcean token", DigitalOceanToken()),
        ("JSON Web Token", JsonWebToken()),
        ("Azure storage key", AzureStorageKey()),
        ("connection string with a password", ConnectionString()),
        ("URL with a password", UrlWithPassword()),
    ];

    /// <summary>The name of the first rule that a text breaks, or null.</summary>
    public static string? Find(string text)
    {
        if (text.Length >= ShortestSecret && HasMarker(text))
        {
            foreach ((string rule, Regex pattern) in Rules)
            {
                if (pattern.IsMatch(text))
                {
                    return rule;
                }
            }
        }

        return null;
    }

    /// <summary>The text with every secret in it replaced by a mark that names the rule.</summary>
    public static string Mask(string text)
    {
        if (Find(text) is null)
        {
            return text;
        }

        foreach ((string rule, Regex pattern) in Rules)
        {
            text = pattern.Replace(text, $"<{rule}>");
        }

        return text;
    }

    private static bool HasMarker(string text) =>
        text.AsSpan().IndexOfAny(Markers) >= 0 || Array.Exists(LongMarkers, marker => text.Contains(marker, StringComparison.Ordinal));
}
