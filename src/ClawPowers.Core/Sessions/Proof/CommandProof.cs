using System.Buffers;
using System.Text.Json;
using ClawPowers.Core.Agents;
using ClawPowers.Core.Processes;

namespace ClawPowers.Core.Sessions.Proof;

/// <summary>Proves a hook that is a command, run by the agent's shell.</summary>
internal static class CommandProof
{
    /// <summary>Runs the command and checks what comes of it.</summary>
    public static void Run(HookProof proof, CancellationToken cancellation)
    {
        AgentDefinition agent = proof.Agent!;
        IReadOnlyList<AgentShell> shells = agent.Shells(OperatingSystem.IsWindows(), proof.Context.Variables);
        (string? program, AgentShell shell) = Find(shells, proof);
        if (program is null)
        {
            proof.Checks.Add("Starts", passed: false, $"{agent.DisplayName} runs hooks by {string.Join(" or ", shells.Select(static shell => $"'{shell.Program}'"))}, which is not on PATH.", $"Install '{shell.Program}', or put its folder on PATH.");
            return;
        }

        string folder = agent.HookFolder(proof.Hook.Scope, proof.Sample);
        BoundedResult result = BoundedProcess.Run(
            new BoundedRun
            {
                Program = program,
                Arguments = [.. shell.Arguments, proof.Hook.Command!],
                Input = Input(agent, proof.Sample),
                Environment = HookEnvironment.Of(proof.Context, agent.HookVariables(proof.Sample)),
                WorkingDirectory = Directory.Exists(folder) ? folder : proof.Sample.WorkingDirectory,
                Limit = proof.TimeLimit,
            },
            cancellation);
        ResultChecks.Add(proof, result, $"{shell.Program} {string.Join(' ', shell.Arguments)}", agent.AnswerShape);
    }

    /// <summary>The sample as the agent writes it.</summary>
    public static byte[] Input(AgentDefinition agent, HookSample sample)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            agent.WriteSample(writer, sample);
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static (string? Program, AgentShell Shell) Find(IReadOnlyList<AgentShell> shells, HookProof proof)
    {
        foreach (AgentShell shell in shells)
        {
            string? program = Path.IsPathFullyQualified(shell.Program) ? (File.Exists(shell.Program) ? shell.Program : null) : proof.Programs.Find(shell.Program);
            if (program is not null)
            {
                return (program, shell);
            }
        }

        return (null, shells[0]);
    }
}
