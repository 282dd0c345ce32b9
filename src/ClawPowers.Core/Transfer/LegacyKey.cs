using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ClawPowers.Core.Errors;
using ClawPowers.Core.State;

namespace ClawPowers.Core.Transfer;

/// <summary>The key that the name of a 1.0.0 state file stands for.</summary>
/// <param name="Key">The key that is taken.</param>
/// <param name="OtherReading">Another key that 1.0.0 would have kept in the same file; null if there is none.</param>
/// <param name="Reason">Why the key is not the one that 1.0.0 had; null if it is.</param>
internal sealed record LegacyKey(string Key, string? OtherReading, string? Reason)
{
    private const string Separator = "__";

    /// <summary>Reads a file's name. Whatever it is, a valid key comes out.</summary>
    public static LegacyKey Read(string name)
    {
        string decoded = Decode(name);
        string? other = !name.Contains(Separator, StringComparison.Ordinal) ? null
            : decoded == name ? name.Replace(Separator, ":", StringComparison.Ordinal)
            : name;
        if (Problem(decoded) is not { } reason)
        {
            return new LegacyKey(decoded, other, Reason: null);
        }

        string encoded = Encode(decoded);
        if (encoded.Length > StateKey.MaximumLength || Problem(encoded) is not null)
        {
            encoded = encoded[..Math.Min(encoded.Length, 400)].TrimEnd(':', '%') + "~" + Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..16].ToLowerInvariant();
        }

        return new LegacyKey(encoded, other, reason);
    }

    // 1.0.0 wrote every ':' as '__', so each of two underscores may have been one. Where that would leave a segment empty
    // they were underscores: the key then still stands for this very name.
    private static string Decode(string name)
    {
        var key = new StringBuilder(name.Length);
        for (int i = 0; i < name.Length; i++)
        {
            bool isSeparator = name[i] == '_' && i + 1 < name.Length && name[i + 1] == '_'
                && key.Length > 0 && key[^1] != ':' && i + 2 < name.Length && !IsLeading(name, i) && !IsTrailing(name, i) && name[i + 2] != ':';
            key.Append(isSeparator ? ':' : name[i]);
            i += isSeparator ? 1 : 0;
        }

        return key.ToString();
    }

    private static bool IsLeading(string name, int at) => name.AsSpan(0, at).Trim('_').IsEmpty;

    private static bool IsTrailing(string name, int at) => name.AsSpan(at).Trim('_').IsEmpty;

    // As in a URL: the bytes of what is refused, and of '%' itself, so that no two names become one.
    private static string Encode(string key)
    {
        var encoded = new StringBuilder(key.Length + 16);
        for (int i = 0; i < key.Length; i++)
        {
            char c = key[i];
            bool isRefused = c is '*' or '?' or '[' or ']' or '/' or '\\' or '%' || char.IsControl(c)
                || (c == '.' && i > 0 && key[i - 1] == '.')
                || (c == ':' && (i == 0 || i == key.Length - 1 || key[i - 1] == ':'));
            if (isRefused)
            {
                foreach (byte unit in Encoding.UTF8.GetBytes([c]))
                {
                    encoded.Append(CultureInfo.InvariantCulture, $"%{unit:X2}");
                }
            }
            else
            {
                encoded.Append(c);
            }
        }

        return encoded.ToString();
    }

    private static string? Problem(string key)
    {
        try
        {
            StateKey.Validate(key);
            return null;
        }
        catch (ClawException exception)
        {
            // "'…' is not a valid key: reason. A key is …"
            string message = exception.Message[(exception.Message.IndexOf("valid key: ", StringComparison.Ordinal) + "valid key: ".Length)..];
            return message[..message.IndexOf(". A key is", StringComparison.Ordinal)];
        }
    }
}
