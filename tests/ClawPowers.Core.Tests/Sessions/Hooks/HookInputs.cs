namespace ClawPowers.Core.Tests.Sessions.Hooks;

/// <summary>What each agent sends to a hook at the start of a session, with every field that it sends. The folder is put in where it says FOLDER.</summary>
internal static class HookInputs
{
    public const string ClaudeCode = """
        {"session_id":"0c3e8f6e-1111-4222-8333-444455556666","transcript_path":"/home/ada/.claude/projects/-home-ada-engine/0c3e8f6e.jsonl","cwd":"FOLDER","hook_event_name":"SessionStart","source":"startup","model":"opus","agent_type":"reviewer","session_title":"Mend the pool","prompt_id":"p-1"}
        """;

    public const string Codex = """
        {"session_id":"01987654-3210-7abc-8def-0123456789ab","transcript_path":"/home/ada/.codex/sessions/2026/11/21/rollout-2026-11-21T10-00-00-01987654.jsonl","cwd":"FOLDER","hook_event_name":"SessionStart","model":"gpt-5","permission_mode":"default","source":"startup"}
        """;

    public const string Gemini = """
        {"session_id":"9f1c2d3e-aaaa-4bbb-8ccc-dddd0000eeee","transcript_path":"","cwd":"FOLDER","hook_event_name":"SessionStart","timestamp":"2026-11-21T10:00:00.000Z","source":"startup"}
        """;

    public const string Cursor = """
        {"conversation_id":"5b1b2c3d-0000-4111-8222-333344445555","generation_id":"","model":"default","is_background_agent":false,"composer_mode":"agent","session_id":"5b1b2c3d-0000-4111-8222-333344445555","hook_event_name":"sessionStart","cursor_version":"2026.09.28","workspace_roots":["FOLDER"],"user_email":null,"transcript_path":null}
        """;

    public const string Copilot = """
        {"sessionId":"7d6c5b4a-9999-4888-8777-666655554444","timestamp":1795258119289,"cwd":"FOLDER","source":"new","initialPrompt":"hello there"}
        """;

    public const string CopilotInPascalCase = """
        {"hook_event_name":"SessionStart","session_id":"7d6c5b4a-9999-4888-8777-666655554444","timestamp":"2026-11-21T10:48:39.289Z","cwd":"FOLDER","source":"new","initial_prompt":"hello there"}
        """;

    public const string Editor = """
        {"timestamp":"2026-11-21T10:48:39.289Z","cwd":"FOLDER","sessionId":"7d6c5b4a-9999-4888-8777-666655554444","hookEventName":"SessionStart","transcript_path":"/t.json","source":"new"}
        """;

    public const string OpenCode = """
        {"agent":"open-code","hook_event_name":"SessionStart","session_id":"ses_1","cwd":"FOLDER","source":"startup"}
        """;

    /// <summary>What an agent sends, about a folder.</summary>
    public static string Of(ClawAgent agent, string folder) => In(folder, agent switch
    {
        ClawAgent.ClaudeCode => ClaudeCode,
        ClawAgent.Codex => Codex,
        ClawAgent.Gemini => Gemini,
        ClawAgent.Cursor => Cursor,
        ClawAgent.Copilot => Copilot,
        _ => OpenCode,
    });

    public static string In(string folder, string input) => input.Replace("FOLDER", folder.Replace("\\", "\\\\", StringComparison.Ordinal), StringComparison.Ordinal);
}
