using System.Buffers;
using System.Text.RegularExpressions;

namespace ClawPowers.Core.State;

/// <content>The published form of each kind of secret.</content>
internal static partial class SecretScanner
{
    // Every pattern below contains one of these characters or texts, so that a text without any is done at once.
    private static readonly SearchValues<char> Markers = SearchValues.Create("_-=:AIK");
    private static readonly string[] LongMarkers = ["oy2", "SG.", "eyJ"];

    // Without its end, as in the beginning of a long value, everything after the first line counts as the key.
    [GeneratedRegex("-----BEGIN (?:[A-Z0-9]+ ){0,3}PRIVATE KEY(?: BLOCK)?-----(?:[\\s\\S]{0,20000}?-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----|[\\s\\S]{0,20000})", RegexOptions.CultureInvariant)]
    private static partial Regex PrivateKey();

    [GeneratedRegex(@"\b(?:AKIA|ASIA)[A-Z0-9]{16}\b", RegexOptions.CultureInvariant)]
    private static partial Regex AwsAccessKey();

    [GeneratedRegex(@"\b(?:gh[pousr]_[A-Za-z0-9]{36,255}|github_pat_[A-Za-z0-9_]{60,255})", RegexOptions.CultureInvariant)]
    private static partial Regex GitHubToken();

    [GeneratedRegex(@"\bgl(?:pat|dt|rt|ptt|soat)-[A-Za-z0-9_-]{20,255}", RegexOptions.CultureInvariant)]
    private static partial Regex GitLabToken();

    [GeneratedRegex(@"\bxox[abeoprs]-(?=[A-Za-z-]{0,30}[0-9])[A-Za-z0-9-]{10,255}", RegexOptions.CultureInvariant)]
    private static partial Regex SlackToken();

    [GeneratedRegex(@"hooks\.slack\.com/(?:services|workflows)/[A-Za-z0-9/_-]{20,255}", RegexOptions.CultureInvariant)]
    private static partial Regex SlackWebhook();

    [GeneratedRegex(@"\b(?:sk|rk|whsec)_(?:live_|test_)?[A-Za-z0-9]{24,255}", RegexOptions.CultureInvariant)]
    private static partial Regex StripeKey();

    [GeneratedRegex(@"\bAIza[A-Za-z0-9_-]{35}", RegexOptions.CultureInvariant)]
    private static partial Regex GoogleKey();

    [GeneratedRegex(@"\bsk-(?:ant-|proj-|svcacct-)?[A-Za-z0-9_-]{32,255}", RegexOptions.CultureInvariant)]
    private static partial Regex ModelProviderKey();

    [GeneratedRegex(@"\b(?:npm_[A-Za-z0-9]{36}|pypi-[A-Za-z0-9_-]{50,255}|oy2[a-z0-9]{43}\b|dckr_pat_[A-Za-z0-9_-]{20,255}|rubygems_[a-f0-9]{48})", RegexOptions.CultureInvariant)]
    private static partial Regex RegistryToken();

    [GeneratedRegex(@"\bhf_[A-Za-z0-9]{30,255}", RegexOptions.CultureInvariant)]
    private static partial Regex HuggingFaceToken();

    [GeneratedRegex(@"\bSG\.[A-Za-z0-9_-]{16,64}\.[A-Za-z0-9_-]{16,64}", RegexOptions.CultureInvariant)]
    private static partial Regex SendGridKey();

    [GeneratedRegex(@"\bdo[opr]_v1_[a-f0-9]{64}", RegexOptions.CultureInvariant)]
    private static partial Regex DigitalOceanToken();

    [GeneratedRegex(@"\b(?:AccountKey|SharedAccessKey)=[A-Za-z0-9+/]{40,128}={0,2}", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex AzureStorageKey();

    // Each up to and with the first character of its value.
    [GeneratedRegex(@"\b(?:server|data source|host|addr(?:ess)?|endpoint)\s*=\s*[^;\s]", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex ServerAssignment();

    [GeneratedRegex(@"\b(?:password|pwd)\s*=\s*[^;\s]", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex PasswordAssignment();

    [GeneratedRegex(@"\b[A-Za-z][A-Za-z0-9+.-]{1,20}://[^\s/:@]{0,100}:[^\s/@]{3,200}@(?=[A-Za-z0-9\[])", RegexOptions.CultureInvariant)]
    private static partial Regex UrlWithPassword();
}
