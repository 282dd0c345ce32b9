using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace ClawPowers.Core.Sessions.Hooks;

/// <summary>What an agent tells a hook of the session that starts.</summary>
internal sealed record HookInput
{
    /// <summary>The longest id of a session; agents' are of 36 characters.</summary>
    private const int LongestId = 256;

    // Nothing that agents send is nested deeper than two levels.
    private const int DeepestNesting = 32;

    private static readonly string[] TextProperties =
        ["session_id", "sessionId", "conversation_id", "cwd", "source", "hook_event_name", "hookEventName", "transcript_path", "agent"];

    /// <summary>How the text may be written.</summary>
    public static JsonReaderOptions ReaderOptions { get; } = new() { MaxDepth = DeepestNesting };

    /// <summary>The session's id; null if it was not said.</summary>
    public string? SessionId { get; init; }

    /// <summary>The folders that it may work in, the first that exists; none if nothing was said.</summary>
    public IReadOnlyList<string> Folders { get; init; } = [];

    /// <summary>Why it starts, in the agent's word; null if it was not said.</summary>
    public string? Source { get; init; }

    /// <summary>Whose words these are; null where they could be several agents'.</summary>
    public ClawAgent? Sender { get; init; }

    /// <summary>Whether it is the editor that reads the hooks of Copilot CLI, but wants another answer than that.</summary>
    public bool IsFromEditor { get; init; }

    /// <summary>Reads what an agent said.</summary>
    /// <param name="content">Bytes of UTF-8, with or without a mark before them.</param>
    /// <param name="input">What it says.</param>
    /// <param name="problem">Why that can't be told; null if it can.</param>
    /// <returns>Whether it can.</returns>
    public static bool TryParse(ReadOnlyMemory<byte> content, [NotNullWhen(true)] out HookInput? input, [NotNullWhen(false)] out string? problem)
    {
        input = null;
        if (content.Length > HookInputReader.MostBytes)
        {
            problem = "standard input holds more than 1 MB; an agent sends a small JSON object";
            return false;
        }

        ReadOnlyMemory<byte> text = content[(content.Length - WithoutMark(content.Span).Length)..];
        if (text.Span.Trim(" \t\r\n\0"u8).IsEmpty)
        {
            problem = "standard input is empty; an agent sends a JSON object that tells of the session";
            return false;
        }

        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = DeepestNesting });
            problem = ProblemOf(document.RootElement);
            input = problem is null ? Of(document.RootElement) : null;
        }
        catch (JsonException exception)
        {
            problem = $"standard input is no JSON (line {exception.LineNumber + 1 ?? 1}, byte {exception.BytePositionInLine + 1 ?? 1})";
        }
        catch (InvalidOperationException)
        {
            // A text with half of a surrogate pair, or with bytes that are no UTF-8.
            problem = "standard input holds text that is not Unicode";
        }

        return problem is null && input is not null;
    }

    /// <summary>The bytes without the mark that some agents put before them on Windows.</summary>
    public static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> content) => content.StartsWith("\uFEFF"u8) ? content[3..] : content;

    private static HookInput Of(JsonElement root)
    {
        string? id = Text(root, "session_id") ?? Text(root, "sessionId") ?? Text(root, "conversation_id");
        return new HookInput
        {
            SessionId = string.IsNullOrWhiteSpace(id) ? null : id.Trim(),
            Folders = [.. FoldersOf(root)],
            Source = Text(root, "source"),
            Sender = HookSender.Recognize(root),
            IsFromEditor = Has(root, "sessionId") && Has(root, "hookEventName"),
        };
    }

    private static IEnumerable<string> FoldersOf(JsonElement root)
    {
        if (Text(root, "cwd") is { } folder)
        {
            yield return folder;
        }

        if (root.TryGetProperty("workspace_roots", out JsonElement roots) && roots.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement one in roots.EnumerateArray())
            {
                yield return one.GetString()!;
            }
        }
    }

    private static string? ProblemOf(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            return $"standard input is {Kind(root)} and no JSON object";
        }

        foreach (string name in TextProperties)
        {
            if (Has(root, name) && root.GetProperty(name) is { ValueKind: not JsonValueKind.String } other)
            {
                return $"'{name}' is {Kind(other)} and no text";
            }
        }

        if (Has(root, "workspace_roots")
            && root.GetProperty("workspace_roots") is var roots
            && (roots.ValueKind != JsonValueKind.Array || roots.EnumerateArray().Any(static one => one.ValueKind != JsonValueKind.String)))
        {
            return "'workspace_roots' is no list of texts";
        }

        if ((Text(root, "hook_event_name") ?? Text(root, "hookEventName")) is { } name2 && !name2.Equals("SessionStart", StringComparison.OrdinalIgnoreCase))
        {
            return $"the event is '{(name2.Length > 60 ? name2[..60] : name2)}'; this hook answers SessionStart alone";
        }

        string? id = Text(root, "session_id") ?? Text(root, "sessionId") ?? Text(root, "conversation_id");
        return id is not null && (id.Length > LongestId || id.Any(char.IsControl))
            ? $"the session's id is too long (more than {LongestId} characters) or holds control characters"
            : null;
    }

    private static bool Has(JsonElement root, string name) => HookSender.Has(root, name);

    private static string? Text(JsonElement root, string name) => HookSender.Text(root, name);

    private static string Kind(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => "a list",
        JsonValueKind.Object => "an object",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        JsonValueKind.True or JsonValueKind.False => "a Boolean",
        _ => "null",
    };
}
