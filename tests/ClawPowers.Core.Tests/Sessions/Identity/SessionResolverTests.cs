using ClawPowers.Core.Agents;
using ClawPowers.Core.Sessions.Identity;
using ClawPowers.Core.Tests.Support;

namespace ClawPowers.Core.Tests.Sessions.Identity;

public sealed class SessionResolverTests : IDisposable
{
    private const string OfTerminal = "terminal-01234567-89ab-cdef-0123-456789abcdef";

    private readonly Scratch _scratch = new();
    private readonly FakeProcesses _processes = new FakeProcesses().Chain((1, "systemd"), (5, "gemini"), (9, "sh"), (12, "pwsh"));

    [Fact]
    public void What_is_given_wins_over_everything()
    {
        Register("registered", ClawAgent.Gemini);
        Context(("CODEX_THREAD_ID", "of-codex"));
        _scratch.Context = _scratch.Context with { SessionId = "of-variable", SessionSource = SessionSource.Variable, Agent = "agent-of-variable" };

        Assert.Equal(new SessionIdentity("given", "me", SessionSource.Given), new SessionResolver(_scratch.Context).Resolve(" given ", " me "));
        Assert.Equal(new SessionIdentity("of-variable", "agent-of-variable", SessionSource.Variable), new SessionResolver(_scratch.Context).Resolve("  ", ""));
    }

    [Fact]
    public void Our_variable_wins_over_the_agents_own_which_still_names_the_agent()
    {
        Context(("CODEX_THREAD_ID", "of-codex"));
        _scratch.Context = _scratch.Context with { SessionId = "of-variable", SessionSource = SessionSource.Variable };

        Assert.Equal(new SessionIdentity("of-variable", "codex", SessionSource.Variable), Resolve());
    }

    [Fact]
    public void The_agents_own_variable_wins_over_what_a_hook_registered()
    {
        Register("registered", ClawAgent.Gemini);
        Context(("CODEX_THREAD_ID", "of-codex"));

        Assert.Equal(new SessionIdentity("of-codex", "codex", SessionSource.AgentVariable), Resolve());
    }

    [Fact]
    public void Without_variables_the_nearest_registered_process_tells()
    {
        Register("registered", ClawAgent.Gemini);
        Context();

        Assert.Equal(new SessionIdentity("registered", "gemini", SessionSource.Ancestor), Resolve());
    }

    [Fact]
    public void Where_nothing_tells_there_is_none()
    {
        Context();
        Assert.Equal(new SessionIdentity(null, null, SessionSource.None), Resolve());

        _scratch.Maintenance.Initialize();
        Assert.Equal(new SessionIdentity(null, null, SessionSource.None), Resolve());
    }

    [Fact]
    public void The_name_of_a_terminal_gives_way_to_the_variable_of_an_agent_that_was_started_there()
    {
        Register("registered", ClawAgent.Gemini);
        Context(("CODEX_THREAD_ID", "of-codex"));
        InTerminal(OfTerminal, agent: null);
        Assert.Equal(new SessionIdentity("of-codex", "codex", SessionSource.AgentVariable), Resolve());

        InTerminal(OfTerminal, agent: "me");
        Assert.Equal(new SessionIdentity("of-codex", "me", SessionSource.AgentVariable), Resolve());
    }

    [Theory]
    [InlineData(null, "gemini")]
    [InlineData("me", "me")]
    public void The_name_of_a_terminal_gives_way_to_a_registered_process_with_and_without_a_sign_of_the_agent(string? agent, string known)
    {
        Register("registered", ClawAgent.Gemini);
        foreach ((string, string)[] variables in new (string, string)[][] { [], [("GEMINI_CLI", "1")] })
        {
            Context(variables);
            InTerminal(OfTerminal, agent);

            Assert.Equal(new SessionIdentity("registered", known, SessionSource.Ancestor), Resolve());
            Assert.Equal(("registered", known), _scratch.Set("a:b", 1) is var entry ? (entry.SessionId, entry.Agent) : default);
        }
    }

    [Fact]
    public void The_name_of_a_terminal_counts_where_nothing_else_tells_and_where_somebody_gives_it()
    {
        Context();
        InTerminal(OfTerminal, agent: null);
        Assert.Equal(new SessionIdentity(OfTerminal, null, SessionSource.Variable), Resolve());
        Context(("GEMINI_CLI", "1"));
        InTerminal(OfTerminal, agent: null);
        Assert.Equal(new SessionIdentity(OfTerminal, "gemini", SessionSource.Variable), Resolve());

        Context(("CODEX_THREAD_ID", "of-codex"));
        Assert.Equal(new SessionIdentity(OfTerminal, "codex", SessionSource.Given), new SessionResolver(_scratch.Context).Resolve(OfTerminal));
    }

    [Theory]
    [InlineData("terminal-1")]
    [InlineData("terminal-")]
    [InlineData("my-terminal-01234567-89ab-cdef-0123-456789abcdef")]
    [InlineData("terminal-01234567-89ab-cdef-0123-456789abcdef-2")]
    public void A_name_that_somebody_chose_keeps_its_rank_though_it_looks_like_a_terminals(string name)
    {
        Register("registered", ClawAgent.Gemini);
        Context(("CODEX_THREAD_ID", "of-codex"));
        InTerminal(name, agent: null);

        Assert.Equal((name, SessionSource.Variable), Resolve() is var identity ? (identity.Id, identity.Source) : default);
    }

    public static TheoryData<string, string, string> OwnVariables() => new()
    {
        { "CLAUDE_CODE_SESSION_ID", "claude-code", "claude-code" },
        { "CODEX_THREAD_ID", "codex", "codex" },
        { "GEMINI_SESSION_ID", "gemini", "gemini" },
        { "CURSOR_CONVERSATION_ID", "cursor", "cursor" },
        { "COPILOT_AGENT_SESSION_ID", "copilot", "copilot" },
        { "OPENCODE_SESSION_ID", "open-code", "open-code" },
    };

    [Theory]
    [MemberData(nameof(OwnVariables))]
    public void Each_agents_own_variable_gives_its_session_and_its_name(string variable, string agent, string name)
    {
        Context((variable, $" {agent}-1 "));

        Assert.Equal(new SessionIdentity($"{agent}-1", name, SessionSource.AgentVariable), Resolve());
        Assert.Contains(variable, SessionResolver.Variables);
    }

    [Theory]
    [InlineData("CLAUDECODE", "claude-code")]
    [InlineData("CLAUDE_CODE_CHILD_SESSION", "claude-code")]
    [InlineData("CODEX_SANDBOX", "codex")]
    [InlineData("GEMINI_CLI", "gemini")]
    [InlineData("CURSOR_AGENT", "cursor")]
    [InlineData("COPILOT_CLI", "copilot")]
    [InlineData("OPENCODE", "open-code")]
    public void A_variable_that_only_says_that_the_agent_is_there_gives_its_name(string variable, string agent)
    {
        Context((variable, "1"));

        Assert.Equal(new SessionIdentity(null, agent, SessionSource.None), Resolve());
    }

    [Fact]
    public void An_agent_that_only_says_that_it_is_there_has_the_session_that_its_hook_registered()
    {
        Register("registered", ClawAgent.Gemini);
        Context(("GEMINI_CLI", "1"));

        Assert.Equal(new SessionIdentity("registered", "gemini", SessionSource.Ancestor), Resolve());
    }

    [Fact]
    public void Gemini_that_sets_a_variable_of_Claude_Code_is_Gemini()
    {
        Context(("GEMINI_SESSION_ID", "of-gemini"), ("CLAUDE_PROJECT_DIR", "/work"), ("CLAUDE_CODE_SESSION_ID", "outer"));

        Assert.Equal(new SessionIdentity("of-gemini", "gemini", SessionSource.AgentVariable), Resolve());
    }

    [Theory]
    [InlineData(ClawAgent.Codex, "of-codex", "codex", SessionSource.AgentVariable)]
    [InlineData(ClawAgent.ClaudeCode, "of-claude", "claude-code", SessionSource.AgentVariable)]
    [InlineData(ClawAgent.Gemini, "registered", "gemini", SessionSource.Ancestor)]
    [InlineData(ClawAgent.Copilot, "of-claude", "claude-code", SessionSource.AgentVariable)]
    public void Of_the_variables_of_agents_that_are_in_each_other_those_of_the_nearest_registered_one_count(ClawAgent nearest, string id, string agent, SessionSource source)
    {
        Register("registered", nearest);
        Context(("CLAUDE_CODE_SESSION_ID", "of-claude"), ("CLAUDECODE", "1"), ("CODEX_THREAD_ID", "of-codex"), ("GEMINI_CLI", "1"));

        Assert.Equal(new SessionIdentity(id, agent, source), Resolve());
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("a\nb")]
    [InlineData("a\u001b[31m")]
    public void A_variable_that_holds_no_possible_id_is_as_good_as_none(string value)
    {
        Context(("CODEX_THREAD_ID", value), ("CLAUDE_CODE_SESSION_ID", new string('x', 201)));

        Assert.Equal(new SessionIdentity(null, null, SessionSource.None), Resolve());
    }

    [Fact]
    public void Where_a_variable_tells_neither_processes_nor_the_store_are_looked_at()
    {
        Register("registered", ClawAgent.Gemini);
        int looks = _processes.Looks;
        Context(("CODEX_THREAD_ID", "of-codex"));
        File.WriteAllText(_scratch.Location.File, "no store");

        Assert.Equal("of-codex", Resolve().Id);
        Assert.Equal(looks, _processes.Looks);
    }

    [Fact]
    public void Where_no_hook_registered_anything_no_process_is_looked_at()
    {
        _scratch.Maintenance.Initialize();
        Context();

        Assert.Null(Resolve().Id);
        Assert.Equal(0, _processes.Looks);
    }

    [Fact]
    public void The_way_up_is_walked_once_and_no_further_than_to_the_registered_process()
    {
        Register("registered", ClawAgent.Gemini);
        int looks = _processes.Looks;
        Context();

        Assert.Equal("registered", Resolve().Id);
        Assert.Equal(3, _processes.Looks - looks);
    }

    [Fact]
    public void A_context_that_was_made_by_hand_looks_nowhere()
    {
        Register("registered", ClawAgent.Gemini);
        _scratch.Context = _scratch.Context with { SessionId = null, Agent = null, Surroundings = null };

        Assert.Equal(new SessionIdentity(null, null, SessionSource.None), Resolve());
        _scratch.Context = _scratch.Context with { SessionId = "by-hand" };
        Assert.Equal(new SessionIdentity("by-hand", null, SessionSource.Given), Resolve());
    }

    [Fact]
    public void A_store_of_before_there_were_sessions_has_none_and_stays_as_it_is()
    {
        using Scratch older = Storage.OlderStoreTests.AtVersion1();
        older.Context = older.Context with { SessionId = null, Agent = null, Surroundings = _processes.With() };

        Assert.Equal(new SessionIdentity(null, null, SessionSource.None), new SessionResolver(older.Context).Resolve());
        Assert.Equal((1, SessionSource.None), older.Maintenance.Status() is var status ? (status.SchemaVersion, status.SessionSource) : default);
    }

    [Fact]
    public void The_status_says_whose_session_it_is_and_how_that_is_known()
    {
        Register("registered", ClawAgent.Gemini);
        Context();

        StoreStatus status = _scratch.Maintenance.Status();

        Assert.Equal(("registered", "gemini", SessionSource.Ancestor), (status.SessionId, status.Agent, status.SessionSource));
        Context(("CODEX_THREAD_ID", "of-codex"));
        Assert.Equal(("of-codex", "codex", SessionSource.AgentVariable), _scratch.Maintenance.Status() is var own ? (own.SessionId, own.Agent, own.SessionSource) : default);
    }

    [Fact]
    public void No_two_agents_share_a_variable_and_all_agents_are_asked()
    {
        Assert.Equal(SessionResolver.Variables.Count, SessionResolver.Variables.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.Equal(AgentDefinition.All.Select(agent => agent.Name).Order(), AgentDefinition.ByVariables.Select(agent => agent.Name).Order());
        Assert.Equal("gemini", AgentDefinition.ByVariables[0].Name);
        Assert.All(AgentDefinition.All, agent => Assert.NotEmpty(agent.SessionVariables.Concat(agent.MarkerVariables)));
    }

    public void Dispose() => _scratch.Dispose();

    private void InTerminal(string session, string? agent) =>
        _scratch.Context = _scratch.Context with { SessionId = session, SessionSource = SessionSource.Variable, Agent = agent };

    private SessionIdentity Resolve() => new SessionResolver(_scratch.Context).Resolve();

    private void Context(params (string Name, string Value)[] variables) =>
        _scratch.Context = _scratch.Context with { SessionId = null, Agent = null, Surroundings = _processes.With(variables) };

    private void Register(string id, ClawAgent agent)
    {
        _scratch.Context = _scratch.Context with { Surroundings = _processes.With() };
        Assert.Null(new SessionRegistry(_scratch.Context).Register(new HookSession { Id = id, Agent = agent }));
    }
}
