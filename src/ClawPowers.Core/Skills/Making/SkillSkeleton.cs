namespace ClawPowers.Core.Skills.Making;

/// <summary>What a new skill says before anyone has written it. Words that begin with TODO are to be replaced.</summary>
internal static class SkillSkeleton
{
    private const string ToDescribe =
        "Use when TODO (the situation, in the words of someone who is in it: symptoms, error texts, half sentences). TODO (in one sentence, what is different afterwards; not the steps).";

    /// <summary>The <c>SKILL.md</c>.</summary>
    /// <param name="name">The skill's name.</param>
    /// <param name="description">Its description; null for a text to be replaced.</param>
    public static string Document(string name, string? description) =>
        $"""
        ---
        name: {name}
        description: >-
          {description ?? ToDescribe}
        license: MIT
        metadata:
          version: "0.1.0"
          requires-runtime: "false"
          tracks: "minutes"
          triggers: >-
            TODO a situation as people type it; TODO another
        ---

        # {Title(name)}

        TODO: in two sentences what goes wrong without this skill, as the scenarios have shown.

        ## When to use

        - TODO: the situation. **Not** for TODO: the one that looks alike, and which skill is for that.

        ## Method

        1. TODO: a step with a threshold or a form, one that a scenario needs. What no scenario needs is not written.

        ## Runtime

        Look for what earlier work has found, and record how this run went. Without these commands the method is the same.

        ```powershell
        Find-ClawState {name}
        Add-ClawMetric {name} Success minutes=20
        ```

        ## Anti-patterns

        | instead of | do |
        |---|---|
        | TODO: what agents say or do, word for word | TODO: what to do, and why |

        ## Example

        TODO: one, whole and real, in another domain than the scenarios.

        ## Hands over to

        TODO: the skills that come next, and when.

        The scenarios that this skill has to pass: [references/scenarios.md](references/scenarios.md).

        """.ReplaceLineEndings("\n");

    /// <summary>The scenarios.</summary>
    /// <param name="name">The skill's name.</param>
    public static string Scenarios(string name) =>
        $"""
        # Scenarios for {name}

        Written before the skill. Run each three times in a fresh context without the skill (the baseline), then with it. Judge by the diff and the commands, not by what the agent says. A scenario that passes without the skill shows nothing: replace it.

        ## s1

        | | |
        |---|---|
        | task | TODO: as a user would give it, without the skill's name |
        | setting | TODO: the repository, and what is true in it |
        | pressure | TODO: time, authority, sunk cost, or "just this once" |
        | pass | TODO: what can be seen in files or commands |
        | fail | TODO: what agents do instead, word for word |
        | baseline | 0 of 3 |
        | with the skill | 0 of 3 |

        ## s2

        | | |
        |---|---|
        | task | TODO |
        | setting | TODO |
        | pressure | TODO |
        | pass | TODO |
        | fail | TODO |
        | baseline | 0 of 3 |
        | with the skill | 0 of 3 |

        ## Near miss

        | | |
        |---|---|
        | task | TODO: the same words, but this skill must not be used |
        | used | 0 of 3 |

        """.ReplaceLineEndings("\n");

    private static string Title(string name) => char.ToUpperInvariant(name[0]) + name[1..].Replace('-', ' ');
}
