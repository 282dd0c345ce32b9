using ClawPowers.Core.Agents;

namespace ClawPowers.Core.Sessions.Identity;

/// <summary>What an agent's variables tell.</summary>
/// <param name="Agent">The agent, by its name on a command line.</param>
/// <param name="SessionId">Its session; null if it only says that it is there.</param>
internal readonly record struct AgentSign(string Agent, string? SessionId)
{
    /// <summary>
    /// The agents that left variables here: none in a person's terminal, one in a command that an agent runs, several if one agent started another,
    /// whose commands then inherit the variables of the outer one.
    /// </summary>
    public static List<AgentSign> Of(SessionSurroundings surroundings)
    {
        List<AgentSign> signs = [];
        foreach (AgentDefinition agent in AgentDefinition.ByVariables)
        {
            string? id = First(surroundings, agent.SessionVariables);
            if (id is not null || First(surroundings, agent.MarkerVariables) is not null)
            {
                signs.Add(new AgentSign(agent.Name, id));
            }
        }

        return signs;
    }

    private static string? First(SessionSurroundings surroundings, IReadOnlyList<string> names)
    {
        for (int i = 0; i < names.Count; i++)
        {
            if (surroundings.Variable(names[i]) is { } value)
            {
                return value;
            }
        }

        return null;
    }
}
