using System.Text.Json;
using ClawPowers.Core.Agents;
using ClawPowers.Core.Sessions.Registration.Json;

namespace ClawPowers.Core.Sessions.Registration.Files;

/// <summary>One of our hooks in a JSON text.</summary>
/// <param name="List">The event's list.</param>
/// <param name="Index">The place in it.</param>
/// <param name="Group">The hooks of the group that it stands in; null if it stands in the list itself.</param>
/// <param name="GroupIndex">The place in that group.</param>
/// <param name="Handler">The hook.</param>
internal sealed record JsonHandler(JsonNode List, int Index, JsonNode? Group, int GroupIndex, JsonNode Handler)
{
    // A name that an agent gives to a command, for all systems or for one.
    private static readonly string[] CommandNames = ["command", "commandWindows", "command_windows", "bash", "powershell", "windows", "linux", "osx"];

    /// <summary>The commands in it that are ours.</summary>
    public IEnumerable<JsonNode> Commands => Handler.Items
        .Where(static item => CommandNames.Contains(item.Name, StringComparer.Ordinal) && IsOurs(item.Value.Text))
        .Select(static item => item.Value);

    /// <summary>Whether it stands as its parts in a list, as no version of ours writes it now.</summary>
    public bool IsInParts => !Commands.Any();

    /// <summary>Our hooks among those of an event.</summary>
    public static List<JsonHandler> In(JsonText text, HookLayout layout)
    {
        List<JsonHandler> found = [];
        if (JsonEditor.Find(text, layout.Path) is not { } chain || chain[^1] is not { Kind: JsonValueKind.Array } list)
        {
            return found;
        }

        for (int i = 0; i < list.Items.Count; i++)
        {
            JsonNode element = list.Items[i].Value;
            if (element.Member("hooks")?.Value is { Kind: JsonValueKind.Array } group)
            {
                for (int k = 0; k < group.Items.Count; k++)
                {
                    Add(i, group, k, group.Items[k].Value);
                }
            }
            else
            {
                Add(i, null, 0, element);
            }
        }

        return found;

        void Add(int index, JsonNode? group, int groupIndex, JsonNode handler)
        {
            if (handler.Items.Exists(static item => IsOurs(item.Value.Text) || item.Value.Items.Exists(static part => IsOurs(part.Value.Text))))
            {
                found.Add(new JsonHandler(list, index, group, groupIndex, handler));
            }
        }
    }

    /// <summary>Whether a command runs what we register, in this form or an older one.</summary>
    public static bool IsOurs(string? command) => command is not null
        && (command.Replace('\\', '/').Contains(HookCommand.StarterPath, StringComparison.OrdinalIgnoreCase)
            || command.Contains("Invoke-ClawHook", StringComparison.OrdinalIgnoreCase));
}
