using System.Text;
using System.Text.Json;
using ClawPowers.Core.Errors;
using ClawPowers.Core.Sessions.Registration.Json;

namespace ClawPowers.Core.Sessions.Registration.Files;

/// <summary>A configuration in JSON: the agent's own, with what else stands in it.</summary>
/// <param name="path">Where it is.</param>
/// <param name="layout">How a hook stands in it; null if none does.</param>
/// <param name="command">The command to run.</param>
/// <param name="rules">The rules by which the agent may call ClawPowers.</param>
internal sealed class JsonHookFile(string path, HookLayout? layout, string command, IReadOnlyList<JsonRule> rules) : HookFile(path)
{
    private static readonly IReadOnlyList<string> Top = [];

    private readonly JsonEditor _editor = new(layout?.ReadsTrailingCommas ?? true);
    private readonly string _commandJson = JsonStyle.Quote(command);

    /// <inheritdoc/>
    public override FileLook Look(byte[]? bytes) => Guarded(() =>
    {
        JsonText text = _editor.Parse(bytes ?? []);
        Check(text);
        CheckReadable(text);
        return LookAt(text);
    });

    private FileLook LookAt(JsonText text)
    {
        List<JsonHandler> ours = layout is null ? [] : JsonHandler.In(text, layout);
        HookState hook = ours.Count == 0 ? HookState.Absent
            : ours.Count == 1 && IsCurrent(ours[0]) ? HookState.Registered
            : HookState.Outdated;
        int allowed = rules.Count(rule => Has(text, rule));
        HookState allows = allowed == 0 ? HookState.Absent : allowed == rules.Count ? HookState.Registered : HookState.Outdated;
        return new FileLook(hook, allows, ours.Count == 0 ? null : ours[0].Commands.FirstOrDefault()?.Text ?? command, Concern(text, ours));
    }

    /// <inheritdoc/>
    public override byte[] Register(byte[]? bytes, FileNote note, bool allowCommands) => Guarded(() =>
    {
        byte[] now = bytes ?? [];
        bool isFresh = Look(bytes).Hook is HookState.Absent && note.Trace.Inserted.Count == 0;
        if (layout is not null)
        {
            now = RegisterHook(now, layout, note.Trace);
        }

        foreach (JsonRule rule in allowCommands ? rules : [])
        {
            now = Has(_editor.Parse(now), rule) ? now : _editor.Insert(now, rule.Path, rule.Name, rule.Json, note.Trace);
        }

        // What can't be undone is not done. (In a file that had some of it already, more than this can't be said.)
        bool isUndone = !isFresh || (Unregister(now, note.Copy()) ?? []).AsSpan().SequenceEqual(bytes ?? []);
        return isUndone ? now : throw HookErrors.NotUndoable(Path);
    });

    /// <inheritdoc/>
    public override byte[]? Unregister(byte[] bytes, FileNote? note) => Guarded(() =>
    {
        JsonTrace trace = note?.Trace ?? Unknown();
        byte[] now = bytes;
        foreach (JsonRule rule in (note is null ? Recognised(bytes) : rules.Where(rule => trace.Inserted.Contains(JsonEditor.KeyOf(rule.Path, rule.Name, rule.Json))).Concat(Former(trace))).Reverse())
        {
            now = _editor.Remove(now, rule.Path, item => IsSame(now, item, rule), trace);
        }

        if (layout is not null)
        {
            now = UnregisterHooks(now, layout, trace);
        }

        return now.Length == 0 && note is not { Existed: true } && bytes.Length > 0 ? null : now;
    });

    private byte[] RegisterHook(byte[] now, HookLayout layout, JsonTrace trace)
    {
        if (layout.HasVersion && _editor.Parse(now).Root?.Member("version") is null)
        {
            now = _editor.Insert(now, Top, "version", "1", trace);
        }

        JsonText text = _editor.Parse(now);
        List<JsonHandler> ours = JsonHandler.In(text, layout);
        if (ours.Count == 0)
        {
            string handler = layout.Handler(_commandJson);
            return _editor.Insert(now, layout.Path, name: null, layout.Group?.Invoke(handler) ?? handler, trace);
        }

        for (int i = ours.Count - 1; i > 0; i--)
        {
            now = RemoveHandler(_editor.Parse(now), ours[i], layout, trace);
        }

        JsonHandler first = JsonHandler.In(_editor.Parse(now), layout)[0];
        if (first.IsInParts)
        {
            bool isOneLine = !now.AsSpan(first.Handler.Start..first.Handler.End).Contains((byte)'\n');
            return JsonEditor.Replace(now, first.Handler, JsonStyle.Of(text).Write(layout.Handler(_commandJson), isOneLine ? null : JsonStyle.Indent(now, first.Handler.Start)));
        }

        foreach (JsonNode old in first.Commands.Reverse().Where(node => node.Text != command))
        {
            now = JsonEditor.Replace(now, old, _commandJson);
        }

        return now;
    }

    private byte[] UnregisterHooks(byte[] now, HookLayout layout, JsonTrace trace)
    {
        while (JsonHandler.In(_editor.Parse(now), layout) is [.., var last])
        {
            now = RemoveHandler(_editor.Parse(now), last, layout, trace);
        }

        // The version came with ours. In a file that we began, and others went on with, it stays.
        JsonText text = _editor.Parse(now);
        bool isOurVersion = layout.HasVersion && trace.Inserted.Contains(JsonEditor.KeyOf(Top, "version", "1"));
        return isOurVersion && (text.Root?.Items.Count == 1 || !trace.Made.Contains(string.Empty))
            ? _editor.Remove(now, Top, item => item.Name == "version" && IsText(now, item, "1"), trace)
            : now;
    }

    private byte[] RemoveHandler(JsonText text, JsonHandler handler, HookLayout layout, JsonTrace trace)
    {
        // Others in the same group stay, and so does the group.
        if (handler.Group is { Items.Count: > 1 } group)
        {
            return JsonEditor.RemoveElement(text, group, handler.GroupIndex);
        }

        JsonNode element = handler.List.Items[handler.Index].Value;
        return _editor.Remove(text.Bytes, layout.Path, item => item.Value.Start == element.Start && item.Value.End == element.End, trace);
    }

    // Without a note a rule may be the user's own. Beside our hook, or with all the others, it is taken for ours.
    private IReadOnlyList<JsonRule> Recognised(byte[] bytes)
    {
        JsonText text = _editor.Parse(bytes);
        Check(text);
        FileLook look = LookAt(text);
        return (layout is null ? look.Rules is HookState.Registered : look.Hook is not HookState.Absent) ? rules : [];
    }

    // Rules that were inserted then and would not be now: another version's, or those of a store that was elsewhere.
    private IEnumerable<JsonRule> Former(JsonTrace trace)
    {
        string hooks = layout is null ? string.Empty : JsonTrace.NameOf(layout.Path);
        return trace.Inserted
            .Select(static key => key.Split("[] ", 2))
            .Where(parts => parts.Length == 2 && parts[0] != hooks && !parts[0].Contains(' ', StringComparison.Ordinal))
            .Select(static parts => new JsonRule(parts[0].Split('/'), Name: null, parts[1]))
            .Where(rule => !rules.Any(known => known.Json == rule.Json && known.Path.SequenceEqual(rule.Path)));
    }

    private bool IsCurrent(JsonHandler handler) => !handler.IsInParts && handler.Commands.All(node => node.Text == command);

    private static bool Has(JsonText text, JsonRule rule) =>
        JsonEditor.Find(text, rule.Path) is { } chain && chain[^1].Items.Exists(item => IsSame(text.Bytes, item, rule));

    private static bool IsSame(byte[] bytes, JsonItem item, JsonRule rule) => item.Name == rule.Name && IsText(bytes, item, rule.Json);

    private static bool IsText(byte[] bytes, JsonItem item, string json) =>
        Encoding.UTF8.GetString(bytes, item.Value.Start, item.Value.End - item.Value.Start) == json
        || (item.Value.Text is { } text && JsonStyle.Quote(text) == json);

    private void Check(JsonText text)
    {
        if (text.Root is not { } root)
        {
            return;
        }

        Expect(text, root, JsonValueKind.Object, "it");
        if (layout is null)
        {
            return;
        }

        if (layout.HasVersion && root.Member("version") is { } version && !IsText(text.Bytes, version, "1"))
        {
            (int line, int column) = JsonText.Place(text.Bytes, version.Value.Start);
            throw HookErrors.UnknownVersion(Path, Encoding.UTF8.GetString(text.Bytes, version.Value.Start, version.Value.End - version.Value.Start), line, column);
        }

        if (root.Member("hooks") is { } hooks)
        {
            Expect(text, hooks.Value, JsonValueKind.Object, "'hooks'");
            if (hooks.Value.Member(layout.Event) is { } list)
            {
                Expect(text, list.Value, JsonValueKind.Array, $"'hooks.{layout.Event}'");
            }
        }
    }

    private static void Expect(JsonText text, JsonNode node, JsonValueKind kind, string what)
    {
        if (node.Kind != kind)
        {
            (int line, int column) = JsonText.Place(text.Bytes, node.Start);
            throw new JsonTextException($"{what} has to be {(kind is JsonValueKind.Object ? "an object: {…}" : "an array: […]")}", line, column);
        }
    }

    // A hook in a file that its agent drops as a whole would never run. Removing it from there does no harm.
    private void CheckReadable(JsonText text)
    {
        if (layout is { ReadsComments: false } && text.FirstComment >= 0)
        {
            throw Unread("the agent reads no comments in this file, and drops all of it", text.FirstComment);
        }

        if (layout is { ReadsMark: false } && JsonText.Mark(text.Bytes) > 0)
        {
            throw Unread("the agent does not read a file that begins with the mark of UTF-8 (BOM), so save it without", 0);
        }

        if (layout?.TopNames is { } names && text.Root?.Items.Find(item => !names.Contains(item.Name, StringComparer.Ordinal)) is { } odd)
        {
            throw Unread($"the agent drops all of this file while '{odd.Name}' stands at its top: it takes {string.Join(" and ", names)} only", odd.Start);
        }

        JsonTextException Unread(string reason, int at)
        {
            (int line, int column) = JsonText.Place(text.Bytes, at);
            return new JsonTextException(reason, line, column);
        }
    }

    // What the user should know of a hook that can be registered all the same.
    private string? Concern(JsonText text, List<JsonHandler> ours)
    {
        List<string> concerns = [];
        if (layout is { ReadsMark: null } && JsonText.Mark(text.Bytes) > 0)
        {
            concerns.Add($"'{Path}' begins with the mark of UTF-8, which agents mostly do not read. Save it without.");
        }

        if (ours.Count > 1)
        {
            concerns.Add($"The hook is there {ours.Count} times, so a session would get the context as often.");
        }

        return concerns.Count == 0 ? null : string.Join(' ', concerns);
    }

    // Without a note, everything on the way counts as made for the hook if nothing else is in it.
    private JsonTrace Unknown()
    {
        var trace = new JsonTrace();
        foreach (IReadOnlyList<string> way in rules.Select(static rule => rule.Path).Concat(layout is null ? [] : [layout.Path]))
        {
            for (int depth = layout is null ? way.Count : 0; depth <= way.Count; depth++)
            {
                trace.Made.Add(JsonTrace.NameOf(way.Take(depth)));
            }
        }

        trace.Inserted.Add(JsonEditor.KeyOf(Top, "version", "1"));
        return trace;
    }

    private T Guarded<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (JsonTextException exception)
        {
            throw HookErrors.Unreadable(Path, exception.Message, exception.Line, exception.Column, exception);
        }
    }
}
