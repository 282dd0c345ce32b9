using System.Text;
using System.Text.Json;
using ClawPowers.Core.Agents;
using ClawPowers.Core.Sessions.Registration.Files;
using ClawPowers.Core.Sessions.Registration.Rules;
using FsCheck;
using FsCheck.Fluent;

namespace ClawPowers.Core.Tests.Sessions.Registration;

/// <summary>JSON of any shape with any blanks, comments and line ends.</summary>
public sealed class JsonEditorPropertyTests
{
    private static readonly string[] Names = ["hooks", "SessionStart", "sessionStart", "permissions", "allow", "sandbox", "x", "ü \\\" y", "version"];
    private static readonly string[] Scalars = ["1", "-2.5e3", "true", "null", "\"\"", "\"a // b /* c */ , ] }\"", "\"\\u00e9\\\\\"", "\"漢\""];
    private static readonly string[] Plain = ["", "", "", " ", "\n", "\r\n", "\n  ", "\r\n\t", "  ", "\n\n    "];
    private static readonly string[] WithComments = [.. Plain, " // c\n", "/* c */", " /* a\n b */ ", "\n  // d , ]\r\n  ", "//\n"];

    private static readonly AgentDefinition[] Agents = [.. AgentDefinition.All.Where(static agent => agent.HookLayout is not null)];

    [Fact]
    public void What_is_registered_in_any_text_and_removed_again_leaves_the_same_bytes() => Check(static (text, agent, allow) =>
    {
        byte[] before = Encoding.UTF8.GetBytes(text);
        HookFile file = FileOf(agent);
        if (!IsFit(file, before))
        {
            return;
        }

        var note = new FileNote { Existed = true };
        byte[] after = file.Register(before, note, allow);
        Assert.Equal(HookState.Registered, file.Look(after).Hook);
        Assert.Equal(after, file.Register(after, note.Copy(), allow));
        Assert.Equal(text, Encoding.UTF8.GetString(file.Unregister(after, note)!));
    });

    [Fact]
    public void What_else_stands_in_any_text_is_the_same_for_a_reader_after_registering() => Check(static (text, agent, allow) =>
    {
        byte[] before = Encoding.UTF8.GetBytes(text);
        HookFile file = FileOf(agent);
        if (!IsFit(file, before))
        {
            return;
        }

        byte[] after = file.Register(before, new FileNote { Existed = true }, allow);
        using JsonDocument changed = Parse(after);

        // Without a note nothing but what is empty then may differ.
        byte[] removed = file.Unregister(after, note: null) ?? "{}"u8.ToArray();
        using JsonDocument left = Parse(removed.Length == 0 ? "{}"u8.ToArray() : removed);
        using JsonDocument old = Parse(before);
        Assert.Equal(Bare(old.RootElement), Bare(left.RootElement));
    });

    private static void Check(Action<string, AgentDefinition, bool> check)
    {
        Gen<(string, AgentDefinition, bool)> cases =
            from agent in Gen.Elements(Agents)
            from allow in Gen.Elements(true, false)
            from trailing in Gen.Elements(true, false)
            from comments in Gen.Elements(true, false)
            from seed in Gen.Choose(0, int.MaxValue - 1)
            select (new Writer(new System.Random(seed), trailing && agent.HookLayout!.ReadsTrailingCommas, comments ? WithComments : Plain).Root(), agent, allow);
        Prop.ForAll(cases.ToArbitrary(), entry => check(entry.Item1, entry.Item2, entry.Item3)).Check(Config.QuickThrowOnFailure.WithMaxTest(4_000));
    }

    private static JsonHookFile FileOf(AgentDefinition agent) =>
        new("settings.json", agent.HookLayout, HookCommand.For(agent.Agent), agent.Agent is ClawAgent.ClaudeCode ? Rules : []);

    private static readonly JsonRule[] Rules =
    [
        new(["permissions", "allow"], null, "\"Bash(clawpowers store *)\""),
        new(["permissions", "allow"], null, "\"Bash(clawpowers metrics *)\""),
        new(["sandbox", "filesystem", "allowWrite"], null, "\"~/.clawpowers\""),
        new(["x"], CommandRules.HooksFolder, "\"ask\""),
    ];

    // What has a text or number where an object belongs is refused, which another test says.
    private static bool IsFit(HookFile file, byte[] before)
    {
        try
        {
            _ = file.Register(before, new FileNote { Existed = true }, allowCommands: true);
            return true;
        }
        catch (Core.Errors.ClawException exception) when (exception.ErrorId == "HookFileUnreadable")
        {
            return false;
        }
    }

    private static JsonDocument Parse(byte[] bytes) => JsonDocument.Parse(bytes, new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });

    // Empty objects and arrays on the way of a hook may be gone; so they are left out of the comparison.
    private static string Bare(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => "{" + string.Join(',', json.EnumerateObject().Select(static member => member.Name + ":" + Bare(member.Value)).Where(static text => !text.EndsWith(":{}", StringComparison.Ordinal) && !text.EndsWith(":[]", StringComparison.Ordinal) && text != "version:1")) + "}",
        JsonValueKind.Array => "[" + string.Join(',', json.EnumerateArray().Select(Bare)) + "]",
        _ => json.GetRawText(),
    };

    private sealed class Writer(System.Random random, bool trailingCommas, string[] trivia)
    {
        private const int Deepest = 8;

        public string Root() => Trivia() + Object(0) + Trivia();

        private string Value(int depth) => random.Next(depth > 4 ? 1 : 3) switch
        {
            1 => Object(depth),
            2 => Array(depth),
            _ => Pick(Scalars),
        };

        private string Object(int depth)
        {
            string[] names = [.. Names.OrderBy(_ => random.Next()).Take(random.Next(depth > Deepest ? 1 : 5))];
            return Items('{', '}', [.. names.Select(name => $"\"{name}\"{Trivia()}:{Trivia()}{Value(name, depth + 1)}")]);
        }

        // Mostly of the kind that an agent would have there, or few texts would be fit.
        private string Value(string name, int depth) => name switch
        {
            "hooks" or "permissions" or "sandbox" or "x" => Object(depth),
            "SessionStart" or "sessionStart" or "allow" => Array(depth),
            "version" => "1",
            _ => Value(depth),
        };

        private string Array(int depth) => Items('[', ']', [.. Enumerable.Range(0, random.Next(depth > Deepest ? 1 : 4)).Select(_ => Value(depth + 1))]);

        private string Items(char open, char close, string[] items)
        {
            var text = new StringBuilder().Append(open).Append(Trivia());
            for (int i = 0; i < items.Length; i++)
            {
                text.Append(items[i]).Append(Trivia());
                if (i < items.Length - 1 || (trailingCommas && random.Next(2) == 0))
                {
                    text.Append(',').Append(Trivia());
                }
            }

            return text.Append(close).ToString();
        }

        private string Trivia() => Pick(trivia);

        private string Pick(string[] from) => from[random.Next(from.Length)];
    }
}
