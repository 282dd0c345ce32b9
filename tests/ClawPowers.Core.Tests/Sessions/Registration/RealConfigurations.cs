namespace ClawPowers.Core.Tests.Sessions.Registration;

/// <summary>Configurations as people have them: several tools' hooks, comments, their own layout.</summary>
internal static class RealConfigurations
{
    public static readonly (HookTarget Target, string Text)[] All =
    [
        (HookTarget.ClaudeCode, """
        {
          "$schema": "https://json.schemastore.org/claude-code-settings.json",
          "model": "opus",
          "env": { "EDITOR": "code --wait", "TOKEN_FILE": "~/.secrets/token" },
          "permissions": {
            "allow": ["Bash(git status)", "Bash(npm run *)"],
            "deny": [
              "Read(./.env)"
            ]
          },
          "hooks": {
            "PreToolUse": [
              { "matcher": "Bash", "hooks": [ { "type": "command", "command": "~/bin/guard.sh \"$CLAUDE_PROJECT_DIR\"" } ] }
            ],
            "SessionStart": [
              {
                "hooks": [
                  { "type": "command", "command": "bd prime" }
                ]
              }
            ],
            "Stop": []
          },
          "statusLine": { "type": "command", "command": "~/.claude/statusline.sh" }
        }
        """),
        (HookTarget.ClaudeCode, "{\r\n\t\"hooks\": {\r\n\t\t\"SessionStart\": [\r\n\t\t\t{\"hooks\": [{\"type\": \"command\", \"command\": \"C:\\\\tools\\\\x.exe\"}]}\r\n\t\t]\r\n\t},\r\n\t\"includeCoAuthoredBy\": false\r\n}\r\n"),
        (HookTarget.ClaudeCode, "{\"model\":\"sonnet\",\"hooks\":{\"SessionStart\":[{\"hooks\":[{\"type\":\"command\",\"command\":\"x\"}]}]},\"permissions\":{\"allow\":[]}}"),
        (HookTarget.Codex, """
        {
            "hooks": {
                "SessionStart": [
                    {
                        "matcher": "startup",
                        "hooks": [
                            {"type": "command", "command": "python3 ~/.codex/hooks/a.py", "timeout": 5},
                            {"type": "command", "command": "python3 ~/.codex/hooks/b.py"}
                        ]
                    },
                    {"hooks": [{"type": "command", "command": "omx start"}]}
                ],
                "Stop": [{"hooks": [{"type": "command", "command": "say done"}]}]
            }
        }

        """),
        (HookTarget.Gemini, """
        // my settings
        {
           /* looks */
           "ui": { "theme": "GitHub" }, // dark is too dark

           "mcpServers": {
              "db": { "command": "npx", "args": ["-y", "db-mcp"], "env": { "DB_KEY": "$DB_KEY" } }
           },
           "hooks": {
              // from work
              "BeforeTool": [ { "matcher": "write_file", "hooks": [ { "type": "command", "command": "lint" } ] } ],
              "SessionStart": [
                 { "matcher": "startup", "hooks": [ { "name": "hello", "type": "command", "command": "hello" } ] } // mine
                 // more to come
              ]
           } // hooks
        }
        // end
        """),
        (HookTarget.Gemini, "{\r\n  \"general\": {\r\n    \"vimMode\": true // yes\r\n  } /* last */\r\n}"),
        (HookTarget.Cursor, """
        {
          "version": 1,
          "hooks": {
            "sessionStart": [
              { "command": "./hooks/one.sh" },
              { "command": "./hooks/two.sh", "timeout": 5 },
            ],
            "afterFileEdit": [{ "command": "prettier --write" }],
          },
        }
        """),
        (HookTarget.Cursor, "{ \"hooks\" : { \"stop\" : [ { \"command\" : \"x\" } ] } , \"version\" : 1 }\n"),
        (HookTarget.Cursor, "{\n\"version\": 1,\n\"hooks\": {\n}\n}\n"),
        (HookTarget.Copilot, "{\n  \"version\": 1,\n  \"hooks\": { \"postToolUse\": [ { \"bash\": \"./log.sh\", \"timeoutSec\": 10 } ] }\n}\n"),
        (HookTarget.Profile, "Import-Module posh-git\r\nSet-PSReadLineOption -EditMode Emacs\r\n"),
        (HookTarget.Profile, "# no line break at the end\nfunction prompt { '> ' }"),
    ];

    /// <summary>Texts that say little, in ways of their own.</summary>
    public static readonly string[] Small =
    [
        "", " \n", "\r\n\r\n", "{}", "{ }", "{\n}", "{\r\n\t\r\n}\r\n", " {\n\n}", "{\"hooks\":{}}", "{\"hooks\": { }}\n", "{\n  \"hooks\": {\n  }\n}\n", "{\n    \"hooks\": {}\n}",
        "{\"hooks\":{\"SessionStart\":[],\"sessionStart\":[]}}", "{\n  \"hooks\": {\n    \"SessionStart\": [\n    ],\n    \"sessionStart\": [ ]\n  }\n}\n", "{\n/* nothing yet */\n}", "{ // nothing\n}",
        "{\n\t\"a\": 1\n}", "{\"a\":1}", "{ \"a\": 1 }", "{\n\"a\": [\n1,\n2\n]\n}", "{\n  \"a\": 1 // one\n}", "{\n  \"a\": 1 /* one */ /* two */\n  // three\n}\n", "{\"a\":1//x\n}", "\uFEFF{\n  \"a\": 1\n}\n", "\uFEFF",
    ];
}
