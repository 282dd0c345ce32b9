namespace ClawPowers.Core.Skills.Finding.Ranking;

/// <summary>
/// Says how well skills fit a situation, by their texts alone: three quarters how much of the situation the skill as a whole
/// meets, one quarter how alike the most alike of its passages is.
/// <para>
/// The first is BM25 (S. Robertson, H. Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009) over the words of
/// name, triggers, description and headings, over pairs of neighbouring words, and over the groups of the thesaurus, divided by
/// what a skill would get that holds all of it without end, so that it lies between 0 and 1 and words that no skill knows lower it. The second is
/// the cosine between the situation and a single trigger, sentence or heading, so that words that stand together count as together.
/// </para>
/// <para>
/// SQLite's full-text search was not taken: it knows neither groups of words nor single triggers, its rank has no bounds and says
/// not why, and its index would have to be filled anew for each command, as this one is. Skills' bodies are not searched: on
/// situations that were tried they moved nothing, and they are nearly all of the text.
/// </para>
/// </summary>
internal sealed class SkillRanker(SkillIndex index)
{
    /// <summary>Every skill, the best first; of equal ones in order of name.</summary>
    public List<RankedSkill> Rank(Situation situation)
    {
        List<RankedSkill> ranked = [.. index.Skills.Select(skill => Rank(skill, situation))];
        ranked.Sort(static (left, right) => left.Score != right.Score
            ? right.Score.CompareTo(left.Score)
            : string.CompareOrdinal(left.Skill.Skill.Name, right.Skill.Skill.Name));
        return ranked;
    }

    private RankedSkill Rank(IndexedSkill skill, Situation situation)
    {
        if (!situation.SaysSomething)
        {
            return new RankedSkill(skill, 0);
        }

        double likeness = skill.Passages.Max(passage => passage.Similarity(situation.Vector, situation.Length));
        return new RankedSkill(skill, Math.Clamp(((1 - index.Weights.Passage) * Met(skill, situation)) + (index.Weights.Passage * likeness), 0, 1));
    }

    private double Met(IndexedSkill skill, Situation situation)
    {
        if (situation.Sum <= 0)
        {
            return 0;
        }

        double slack = index.Weights.Saturation * (1 - index.Weights.Length + (index.Weights.Length * skill.Length / index.AverageLength));
        double met = 0;
        foreach ((string key, double weight) in situation.Vector)
        {
            if (skill.Counts.TryGetValue(key, out double count))
            {
                met += weight * count / (count + slack);
            }
        }

        return met / situation.Sum;
    }
}
