using System.Text.Json;
using ClawPowers.Cli.CommandLine;
using ClawPowers.Core.Errors;
using ClawPowers.Core.State;
using ClawPowers.Core.Text;

namespace ClawPowers.Cli.Changes;

/// <summary>Reads changes from JSON lines. Strict, since a member that is misspelt and passed over would change something else than was meant.</summary>
internal static class ChangeLines
{
    private static readonly Dictionary<string, string[]> Members = new(StringComparer.Ordinal)
    {
        ["set"] = ["op", "key", "value", "expiresIn", "ifVersion"],
        ["append"] = ["op", "key", "value", "expiresIn", "ifVersion"],
        ["incr"] = ["op", "key", "by", "minimum", "maximum", "expiresIn", "ifVersion"],
        ["delete"] = ["op", "key", "ifVersion"],
        ["undo"] = ["op", "key", "version", "ifVersion"],
    };

    /// <summary>Reads all lines; blank ones are passed over.</summary>
    /// <param name="text">The lines.</param>
    /// <param name="now">The moment that expiry counts from.</param>
    /// <returns>The changes, in order.</returns>
    /// <exception cref="ClawException"><c>InvalidChange</c>, with the number of the first line that can't be read.</exception>
    public static IReadOnlyList<ChangeLine> Read(string text, DateTimeOffset now)
    {
        List<ChangeLine> changes = [];
        int number = 0;
        using var lines = new StringReader(text);
        while (lines.ReadLine() is { } line)
        {
            number++;
            if (!string.IsNullOrWhiteSpace(line))
            {
                changes.Add(ReadLine(line, number, now));
            }
        }

        return changes;
    }

    private static ChangeLine ReadLine(string line, int number, DateTimeOffset now)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(line);
            return new Reader(document.RootElement, number, now).Read();
        }
        catch (JsonException exception)
        {
            throw CommandLineErrors.InvalidChange(number, $"is not valid JSON (at byte {(exception.BytePositionInLine ?? 0) + 1})");
        }
        catch (InvalidOperationException)
        {
            throw CommandLineErrors.InvalidChange(number, "has text with half of a surrogate pair, which no file can keep");
        }
    }

    private readonly struct Reader
    {
        private readonly Dictionary<string, JsonElement> _members = new(StringComparer.Ordinal);
        private readonly int _number;
        private readonly DateTimeOffset _now;

        public Reader(JsonElement line, int number, DateTimeOffset now)
        {
            _number = number;
            _now = now;
            if (line.ValueKind != JsonValueKind.Object)
            {
                throw Problem("is not a JSON object");
            }

            foreach (JsonProperty member in line.EnumerateObject())
            {
                if (!_members.TryAdd(member.Name, member.Value))
                {
                    throw Problem($"has the member '{member.Name}' twice");
                }
            }
        }

        public ChangeLine Read()
        {
            string operation = Text("op");
            if (!Members.TryGetValue(operation, out string[]? allowed))
            {
                throw Problem($"has the op '{operation}'. Allowed: {string.Join(", ", Members.Keys)}");
            }

            foreach (string name in _members.Keys)
            {
                if (!allowed.Contains(name, StringComparer.Ordinal))
                {
                    throw Problem($"has the member '{name}'. Allowed for {operation}: {string.Join(", ", allowed)}");
                }
            }

            return new ChangeLine(_number, operation, Request(operation, Text("key")));
        }

        private StateRequest Request(string operation, string key)
        {
            StateRequest request = operation switch
            {
                "set" => new SetRequest { Key = key, Value = Text("value"), ExpiresAt = Expiry() },
                "append" => new AppendRequest { Key = key, Line = Text("value"), ExpiresAt = Expiry() },
                "incr" => new StepRequest
                {
                    Key = key,
                    By = Integer("by") ?? 1,
                    Minimum = Integer("minimum"),
                    Maximum = Integer("maximum"),
                    ExpiresAt = Expiry(),
                    IntegerOnly = true,
                },
                "delete" => new RemoveRequest { Key = key },
                _ => new UndoRequest { Key = key, Version = Integer("version", minimum: 1) },
            };
            return request with { IfVersion = Integer("ifVersion", minimum: 0) };
        }

        private string Text(string name) => _members.TryGetValue(name, out JsonElement member)
            ? member.ValueKind == JsonValueKind.String ? member.GetString()! : throw Problem($"has a '{name}' that is not a string")
            : throw Problem($"has no '{name}'");

        private long? Integer(string name, long minimum = long.MinValue)
        {
            if (!_members.TryGetValue(name, out JsonElement member))
            {
                return null;
            }

            return member.ValueKind == JsonValueKind.Number && member.TryGetInt64(out long number) && number >= minimum
                ? number
                : throw Problem(minimum == long.MinValue ? $"has a '{name}' that is not a whole number of up to 64 bits" : $"has a '{name}' that is not a whole number from {minimum}");
        }

        private DateTimeOffset? Expiry()
        {
            if (!_members.ContainsKey("expiresIn"))
            {
                return null;
            }

            string text = Text("expiresIn");
            return Duration.TryParse(text, out TimeSpan duration)
                ? _now + duration
                : throw Problem($"has the expiresIn '{text}', which is not a duration such as 90s, 10m, 2h or 30d");
        }

        private ClawException Problem(string problem) => CommandLineErrors.InvalidChange(_number, problem);
    }
}
