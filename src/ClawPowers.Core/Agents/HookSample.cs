namespace ClawPowers.Core.Agents;

/// <summary>A session that does not exist, as an agent would tell a hook of it.</summary>
internal sealed record HookSample
{
    /// <summary>How the id of such a session begins. No session of this name is ever registered.</summary>
    public const string IdPrefix = "clawpowers-proof-";

    /// <summary>Its id.</summary>
    public required string SessionId { get; init; }

    /// <summary>The folder that it works in.</summary>
    public required string WorkingDirectory { get; init; }

    /// <summary>The user's home.</summary>
    public required string Home { get; init; }

    /// <summary>When it starts.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The moment as JavaScript writes it.</summary>
    public string Timestamp => Time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture);
}
