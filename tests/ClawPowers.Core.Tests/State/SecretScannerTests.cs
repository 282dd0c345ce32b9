using ClawPowers.Core.Errors;
using ClawPowers.Core.State;
using ClawPowers.Core.Tests.Support;

namespace ClawPowers.Core.Tests.State;

/// <summary>Every made-up secret is put together at run time, so that no scanner takes this file for a leak.</summary>
public sealed class SecretScannerTests
{
    public static TheoryData<string, string> Secrets()
    {
        string letters(int count) => string.Concat(Enumerable.Range(0, count).Select(static number => "aB3dE5gH7jK9mN1pQ"[number % 17]));
        string hex(int count) => string.Concat(Enumerable.Range(0, count).Select(static number => "0123456789abcdef"[number % 16]));
        var data = new TheoryData<string, string>();
        foreach (string kind in new[] { "", "RSA ", "EC ", "OPENSSH ", "ENCRYPTED " })
        {
            data.Add("private key", $"-----BEGIN {kind}PRIVATE" + $" KEY-----\n{letters(64)}\n-----END {kind}PRIVATE KEY-----");
        }

        data.Add("private key", "-----BEGIN PGP PRIVATE" + " KEY BLOCK-----\n\n" + letters(64));
        data.Add("AWS access key", "AKI" + "A" + letters(16).ToUpperInvariant());
        data.Add("AWS access key", "ASI" + "A" + letters(16).ToUpperInvariant());
        foreach (string kind in new[] { "p", "o", "u", "s", "r" })
        {
            data.Add("GitHub token", "gh" + kind + "_" + letters(36));
        }

        data.Add("GitHub token", "github" + "_pat_" + letters(22) + "_" + letters(59));
        data.Add("GitLab token", "gl" + "pat-" + letters(20));
        data.Add("GitLab token", "gl" + "ptt-" + hex(40));
        data.Add("Slack token", "xo" + "xb-" + "123456789012-" + letters(24));
        data.Add("Slack webhook", "https://hooks.sl" + "ack.com/services/T00000000/B00000000/" + letters(24));
        data.Add("Stripe key", "sk" + "_live_" + letters(24));
        data.Add("Stripe key", "rk" + "_test_" + letters(24));
        data.Add("Google API key", "AI" + "za" + letters(35));
        data.Add("OpenAI or Anthropic key", "sk" + "-proj-" + letters(48));
        data.Add("OpenAI or Anthropic key", "sk" + "-ant-api03-" + letters(90));
        data.Add("OpenAI or Anthropic key", "sk" + "-" + letters(48));
        data.Add("package registry token", "np" + "m_" + letters(36));
        data.Add("package registry token", "py" + "pi-AgEIcHlwaS5vcmc" + letters(60));
        data.Add("package registry token", "oy" + "2" + hex(43));
        data.Add("package registry token", "dckr" + "_pat_" + letters(27));
        data.Add("package registry token", "ruby" + "gems_" + hex(48));
        data.Add("Hugging Face token", "h" + "f_" + letters(34));
        data.Add("SendGrid key", "S" + "G." + letters(22) + "." + letters(43));
        data.Add("SendGrid key", "S" + "G." + hex(22) + "." + hex(43));
        data.Add("DigitalOcean token", "do" + "p_v1_" + hex(64));
        data.Add("JSON Web Token", "ey" + "J" + letters(20) + ".ey" + "J" + letters(40) + "." + letters(43));
        data.Add("Azure storage key", "DefaultEndpointsProtocol=https;AccountName=x;Account" + "Key=" + letters(86) + "==");
        data.Add("connection string with a password", "Server=db.example.org;Database=app;User Id=app;Pass" + "word=" + letters(9) + ";");
        data.Add("connection string with a password", "Pw" + "d=" + letters(9) + ";Uid=app;Data Source=db.example.org");
        data.Add("connection string with a password", "host=db.example.org;port=5432;username=app;pass" + "word=" + letters(9));
        data.Add("URL with a password", "postgres://app:" + letters(9) + "@db.example.org:5432/app");
        data.Add("URL with a password", "https://user:" + letters(9) + "@example.org/path");
        data.Add("URL with a password", "redis://:" + letters(9) + "@localhost:6379");
        return data;
    }

    [Theory]
    [MemberData(nameof(Secrets), DisableDiscoveryEnumeration = true)]
    public void A_secret_is_refused_by_the_rule_of_its_kind_wherever_it_stands_and_masked_whole(string rule, string secret)
    {
        foreach (string text in new[] { secret, $"use {secret} for now", $"\"{secret}\"", $"TOKEN={secret}\nnext line", $"({secret})", $"令牌:{secret}。" })
        {
            Assert.Equal(rule, SecretScanner.Find(text));
            string masked = SecretScanner.Mask(text);
            Assert.Contains($"<{rule}>", masked, StringComparison.Ordinal);
            Assert.DoesNotContain(rule == "URL with a password" ? "aB3dE5gH7" : secret[^8..^1], masked, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("The password is in the vault under payments/prod.")]
    [InlineData("password=")]
    [InlineData("Set Password in appsettings.json; the server=localhost is fine")]
    [InlineData("The skip-list has sk-nodes; see task-1234-and-another-long-name-of-a-branch")]
    [InlineData("AKIA is the prefix of AWS access keys")]
    [InlineData("ghp_ tokens have 36 characters")]
    [InlineData("https://example.org/path?user=a@b.example")]
    [InlineData("git@github.com:owner/name.git")]
    [InlineData("ssh://git@example.org:22/owner/name.git")]
    [InlineData("https://user@example.org/path")]
    [InlineData("commit 4b97ad6f0e1d2c3b4a5968778695a4b3c2d1e0f1 fixed it")]
    [InlineData("sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")]
    [InlineData("id 123e4567-e89b-12d3-a456-426614174000")]
    [InlineData("-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----")]
    [InlineData("-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----")]
    [InlineData("eyJ is how a token begins: eyJhbGciOiJIUzI1NiJ9")]
    [InlineData("mailto:someone@example.org at 12:30 and http://localhost:8080/@scope/package")]
    [InlineData("npm_config_registry=https://registry.example.org/")]
    [InlineData("hf_hub_download and xoxo-hugs-and-kisses")]
    [InlineData("Server=localhost;Database=app;Integrated Security=true")]
    public void Prose_that_speaks_of_secrets_is_none(string text)
    {
        Assert.Null(SecretScanner.Find(text));
        Assert.Equal(text, SecretScanner.Mask(text));
    }

    [Fact]
    public void A_secret_is_not_stored_unless_the_caller_insists()
    {
        using var scratch = new Scratch();
        string secret = "gh" + "p_" + new string('a', 36);

        ClawException failure = Failure.Of("SecretInValue", () => scratch.Set("deploy:token", secret));

        Assert.Equal((ClawErrorKind.Secret, "deploy:token"), (failure.Kind, failure.Target));
        Assert.Contains("GitHub token", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, failure.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(scratch.Location.File));
        Assert.Equal(secret, scratch.State.Apply(new SetRequest { Key = "deploy:token", Value = secret, AllowSecret = true })!.Value);
    }

    [Fact]
    public void A_secret_in_a_line_or_deep_inside_a_dictionary_is_refused_too()
    {
        using var scratch = new Scratch();
        string secret = "AKI" + "A" + new string('Q', 16);

        Failure.Of("SecretInValue", () => scratch.Append("log", "found " + secret));
        Failure.Of("SecretInValue", () => scratch.Set("cfg", new System.Collections.Hashtable { ["aws"] = new object[] { new System.Collections.Hashtable { ["id"] = secret } } }));
        Assert.Equal("found " + secret, scratch.State.Apply(new AppendRequest { Key = "log", Line = "found " + secret, AllowSecret = true })!.Value);
    }

    [Fact]
    public void A_private_key_with_line_breaks_inside_a_dictionary_is_refused()
    {
        using var scratch = new Scratch();
        string secret = "-----BEGIN " + "PRIVATE KEY-----\r\nQUJD\r\n-----END PRIVATE KEY-----\r\n";

        Failure.Of("SecretInValue", () => scratch.Set("cfg", new System.Collections.Hashtable { ["key"] = secret }));
    }

    [Fact]
    public void Several_secrets_in_one_text_are_all_masked()
    {
        string text = "a " + "gh" + "p_" + new string('a', 36) + " b " + "AKI" + "A" + new string('Q', 16) + " c " + "gh" + "o_" + new string('b', 40);

        Assert.Equal("a <GitHub token> b <AWS access key> c <GitHub token>", SecretScanner.Mask(text));
    }

    [Fact]
    public void Every_password_near_a_server_is_masked()
    {
        Assert.Equal("<connection string with a password>;x", SecretScanner.Mask("Server=a;Pass" + "word=b1;User=u;Pwd=b2;x"));
        Assert.Equal("<connection string with a password>;x", SecretScanner.Mask("Pass" + "word=b1;Pwd=b2;Server=a;x"));
        Assert.Equal("<connection string with a password>\n<connection string with a password>", SecretScanner.Mask("Host=a;Pwd" + "=b1\nPwd" + "=b2;Host=a"));
    }

    [Theory]
    [InlineData("host=a\npassword=b;x")]
    [InlineData("host=a;\npassword=b")]
    [InlineData("password=b;\r\nhost=a")]
    [InlineData("password=host=a;b")]
    [InlineData("host=password=a;b")]
    [InlineData("host=a password=b")]
    [InlineData("password=a;password=b;pwd=c")]
    [InlineData("host=a;server=b;address=c")]
    public void A_password_without_a_server_in_its_line_is_none(string text) => Assert.Null(SecretScanner.Find(text));

    [Fact]
    public void A_password_far_from_a_server_is_none()
    {
        string far = new string(' ', 2_000);

        Assert.Null(SecretScanner.Find($"host=a;{far}password=b"));
        Assert.Null(SecretScanner.Find($"password=b;{far}host=a"));
        Assert.NotNull(SecretScanner.Find($"host=a;{far[..400]}password=b"));
        Assert.NotNull(SecretScanner.Find($"password=b;{far[..400]}host=a"));
    }

    [Fact]
    public void Looking_through_a_long_text_takes_time_in_proportion_to_its_length()
    {
        string[] hard =
        [
            "password=a;",
            "pwd=x;",
            "password = x ",
            "server=a;",
            "host=a;",
            "host=",
            "host=a\npwd=x;\n",
            "pwd=x;\nhost=a;\n",
            "pwd=host=a ",
            "-----BEGIN " + "PRIVATE",
            "eyJ",
            "eyJ-",
            "eyJ-.",
            ".eyJ-",
            "AeyJ",
            "a://b:",
            "abc-",
            "-",
            "A_",
        ];

        foreach (string part in hard)
        {
            string text = string.Concat(Enumerable.Repeat(part, 2_000_000 / part.Length));
            var watch = System.Diagnostics.Stopwatch.StartNew();
            Assert.Null(SecretScanner.Find(text));
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"{part}… took {watch.Elapsed}");
        }
    }
}
