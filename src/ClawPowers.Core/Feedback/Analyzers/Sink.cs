using ClawPowers.Core.Feedback.Evidence;

namespace ClawPowers.Core.Feedback.Analyzers;

/// <summary>Takes what the analyzers have to say about one skill.</summary>
internal sealed class Sink
{
    public List<Hypothesis> Hypotheses { get; } = [];

    public List<SkillFinding> Facts { get; } = [];

    /// <summary>Hands over something that was tested, whatever came out of it: what is left out would not be paid for.</summary>
    public void Test(ErrorShare family, double p, NullBound bound, Func<Claim> describe)
    {
        if (double.IsFinite(p))
        {
            Hypotheses.Add(new Hypothesis(family, p, bound, describe));
        }
    }

    /// <summary>Hands over a question that was looked at in several ways.</summary>
    public void Test(ErrorShare family, Looks looks, Func<Claim> describe)
    {
        if (looks.Count > 0)
        {
            (double p, NullBound bound) = looks.Combine();
            Test(family, p, bound, describe);
        }
    }

    public void Fact(SkillFinding fact) => Facts.Add(fact);
}
