using ClawPowers.Core.Processes;

namespace ClawPowers.Core.Sessions.Proof;

/// <summary>Proves a hook that is a plugin in JavaScript, by asking it as OpenCode does for what goes before the first message.</summary>
internal static class PluginProof
{
    // From its text rather than its file, since outside of the agent nothing says that a file of this name is a module.
    private const string Driver =
        """
        import { readFileSync } from "node:fs";
        const [, path, session, directory] = process.argv;
        const plugin = (await import("data:text/javascript;base64," + readFileSync(path).toString("base64"))).default;
        const problems = [];
        const client = {
          app: { log: async ({ body }) => { problems.push(body?.message); } },
          session: { get: async () => ({ data: { id: session } }) },
        };
        const hooks = await plugin.server({ client, directory, worktree: directory, project: { worktree: directory } });
        const prompt = { id: "part", sessionID: session, messageID: "message", type: "text", text: "hello there" };
        const message = { info: { role: "user", sessionID: session }, parts: [prompt] };
        await hooks["experimental.chat.messages.transform"]({}, { messages: [message] });
        const text = message.parts.find((part) => part !== prompt && part.type === "text")?.text;
        for (const problem of problems) console.error(problem);
        console.log(JSON.stringify(text ? { context: text } : {}));
        """;

    /// <summary>Loads the plugin and asks it, where there is something to load it with.</summary>
    public static void Run(HookProof proof, CancellationToken cancellation)
    {
        if (proof.Programs.Find("node") is not { } program)
        {
            proof.Checks.Add("Starts", passed: null, "Not run: there is no 'node' on PATH to load the plugin with.", "OpenCode loads it by itself. To prove it here, install Node.js.");
            return;
        }

        BoundedResult result = BoundedProcess.Run(
            new BoundedRun
            {
                Program = program,
                Arguments = ["--input-type=module", "-e", Driver, "--", proof.Hook.Path, proof.Sample.SessionId, proof.Sample.WorkingDirectory],
                Environment = HookEnvironment.Of(proof.Context, proof.Agent!.HookVariables(proof.Sample)),
                WorkingDirectory = proof.Sample.WorkingDirectory,
                Limit = proof.TimeLimit,
            },
            cancellation);
        ResultChecks.Add(proof, result, "node, which loads the plugin as OpenCode does", proof.Agent.AnswerShape);
    }
}
