using ClawPowers.Core.Agents;
using ClawPowers.Core.Sessions.Context;
using ClawPowers.Core.Storage;

namespace ClawPowers.Core.Sessions.Hooks;

/// <summary>
/// Does what happens when an agent runs its session-start hook: hears which session starts where, registers it, and answers with its context. Whatever
/// goes wrong, the answer is one that the agent takes: with the part of the context that needs no store, or with none.
/// </summary>
/// <param name="context">Which store, from where, and who asks.</param>
public sealed class HookRunner(ClawContext context)
{
    // What takes longer hangs: on a network drive, or on a disk that fails.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(4);

    /// <summary>How long standard input may stay silent.</summary>
    internal TimeSpan Patience { get; init; } = HookInputReader.Patience;

    /// <summary>Answers an agent whose environment may be such that not even the store's place can be told.</summary>
    /// <param name="create">Reads the environment; may fail.</param>
    /// <param name="agent">The agent that asks.</param>
    /// <param name="open">Opens what it says, as JSON in UTF-8; may fail, or give null for nothing.</param>
    /// <param name="cancellation">Ends the work; the answer then is empty.</param>
    /// <returns>The answer; never an exception.</returns>
    public static HookAnswer Run(Func<ClawContext> create, ClawAgent agent, Func<Stream?> open, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(create);
        ArgumentNullException.ThrowIfNull(open);
        return Run(create, WithoutVariables, agent, open, cancellation);
    }

    /// <summary>Answers an agent whose environment may be such that not even the store's place can be told.</summary>
    /// <param name="create">Reads the environment; may fail.</param>
    /// <param name="instead">Reads as much of it as can't fail, if that does.</param>
    /// <param name="agent">The agent that asks.</param>
    /// <param name="open">Opens what it says.</param>
    /// <param name="cancellation">Ends the work.</param>
    internal static HookAnswer Run(Func<ClawContext> create, Func<ClawContext> instead, ClawAgent agent, Func<Stream?> open, CancellationToken cancellation)
    {
        string? failure = null;
        try
        {
            ClawContext context;
            try
            {
                context = create();
            }
            catch (Exception exception)
            {
                failure = HookFailureLine.Of(exception);
                context = instead();
            }

            var runner = new HookRunner(context);
            HookAnswer answer = runner.Run(agent, Opened(open), cancellation);
            runner.Note(agent, failure);
            return failure is null ? answer : answer with { Failure = failure };
        }
        catch (Exception exception)
        {
            return Empty(agent, failure ?? HookFailureLine.Of(exception));
        }
    }

    /// <summary>Answers an agent.</summary>
    /// <param name="agent">The agent that asks.</param>
    /// <param name="input">What it says, as JSON in UTF-8; null if nothing.</param>
    /// <param name="cancellation">Ends the work; the answer then is empty.</param>
    /// <returns>The answer; never an exception.</returns>
    public HookAnswer Run(ClawAgent agent, Stream? input, CancellationToken cancellation = default)
    {
        HookAnswer answer;
        try
        {
            answer = Answer(AgentDefinition.Of(agent), input, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return Empty(agent, failure: null);
        }
        catch (Exception exception)
        {
            answer = Empty(agent, HookFailureLine.Of(exception));
        }

        Note(agent, answer.Failure);
        return answer;
    }

    private static HookAnswer Empty(ClawAgent agent, string? failure) => new()
    {
        Json = FittedAnswer.Write(AgentDefinition.Of(agent), text: null),
        Failure = failure,
    };

    // A closed standard input can't even be opened on some systems.
    private static Stream? Opened(Func<Stream?> open)
    {
        try
        {
            return open();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException or InvalidOperationException)
        {
            return null;
        }
    }

    // A variable of ours holds nonsense. The session goes on as if it were not set.
    private static ClawContext WithoutVariables()
    {
        string folder = Directory.GetCurrentDirectory();
        return new ClawContext
        {
            Store = StoreLocation.FromEnvironment(folder),
            WorkingDirectory = folder,
            Bootstrap = ClawContext.Variable(ClawContext.BootstrapVariable),
        };
    }

    private HookAnswer Answer(AgentDefinition agent, Stream? input, CancellationToken cancellation)
    {
        ReadOnlyMemory<byte> content = input is null ? default : HookInputReader.Read(input, Patience, cancellation);
        if (!HookInput.TryParse(content, out HookInput? said, out string? problem) || !IsFrom(agent, said, out problem))
        {
            return Empty(agent.Agent, HookFailureLine.Of(problem));
        }

        ClawContext session = context with
        {
            SessionId = said.SessionId ?? context.SessionId,
            SessionSource = said.SessionId is null ? context.SessionSource : SessionSource.Given,
            Agent = agent.Name,
        };

        // The editor reads the files of Copilot CLI, and wants the shape of Claude Code.
        AgentDefinition shape = said.IsFromEditor ? AgentDefinition.Of(ClawAgent.ClaudeCode) : agent;
        bool isCarried = agent.IsBesideUsersHook(context)
            || (said.Source is { } source && agent.CarriedSources.Contains(source, StringComparer.OrdinalIgnoreCase));
        try
        {
            // The folder may be on a drive that does not answer, too.
            return TimeLimit.Run(
                Limit,
                stopped => new HookReply(session with { WorkingDirectory = HookFolder.Of(agent, said, session) }, agent, shape).Compose(said, isCarried, stopped),
                cancellation);
        }
        catch (Exception exception) when (!cancellation.IsCancellationRequested)
        {
            return isCarried
                ? Empty(agent.Agent, HookFailureLine.Of(exception))
                : TimeLimit.Run(Limit / 2, stopped => new HookReply(session, agent, shape).ComposeStatic(said, HookFailureLine.Of(exception), stopped), cancellation);
        }
    }

    private bool IsFrom(AgentDefinition agent, HookInput said, out string? problem)
    {
        problem = said.Sender is { } sender && sender != agent.Agent && !IsOwnSession(agent, said)
            ? $"the input is that of {AgentDefinition.Of(sender).DisplayName}, which has a hook of its own; this one answers {agent.DisplayName} alone"
            : agent.Agent == ClawAgent.ClaudeCode && context.Variables("CURSOR_VERSION") is not null && !IsOwnSession(agent, said)
                ? "Cursor runs the hook of Claude Code, and has one of its own"
                : null;
        return problem is null;
    }

    // The agent's own variable with the same id is proof, should the agent come to say more than it does today.
    private bool IsOwnSession(AgentDefinition agent, HookInput said) =>
        agent.Agent == ClawAgent.ClaudeCode && said.SessionId is { } id && context.Variables("CLAUDE_CODE_SESSION_ID") == id;

    private void Note(ClawAgent agent, string? failure)
    {
        if (failure is not null)
        {
            HookLog.Append(context, AgentDefinition.Of(agent).Name, failure[HookFailureLine.Start.Length..]);
        }
    }
}
