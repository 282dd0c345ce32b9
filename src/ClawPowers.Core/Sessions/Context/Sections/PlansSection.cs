using System.Globalization;
using ClawPowers.Core.Plans.Progress;

namespace ClawPowers.Core.Sessions.Context.Sections;

/// <summary>Plans that are not done, with the task to go on with: those that were imported, and those that are kept as keys alone.</summary>
internal sealed class PlansSection : ContextSection
{
    private const int MostRunning = 3;

    /// <inheritdoc/>
    public override string Name => "plans";

    /// <inheritdoc/>
    public override int Rank => 2;

    /// <inheritdoc/>
    public override SectionDraft? Draft(ContextSubject subject)
    {
        if (subject.Store is not { } store)
        {
            return null;
        }

        int most = subject.Choose(brief: 8, full: 20);
        IReadOnlyList<OpenPlan> imported = store.OpenPlans(most + 1);
        (IReadOnlyList<KeyPlan> keyed, bool isMore) = KeyPlan.Open(store);
        if (imported.Count + keyed.Count == 0)
        {
            return null;
        }

        OpenPlan[] told = [.. imported.Take(most)];
        KeyPlan[] toldKeys = [.. keyed.Take(most - told.Length)];
        return new SectionDraft
        {
            Lead =
            [
                "## Open plans" + KeyParts.RecordsNotice,
                .. told.Any(static plan => plan.Next is not null || plan.Claimed.Any(static task => task.HasLapsed))
                    ? [$"Claim the next ready task before you work on it: `{subject.Commands.StartTask}`"]
                    : Array.Empty<string>(),
            ],
            Items = [.. told.Select(plan => Line(plan, subject)), .. toldKeys.Select(plan => plan.Line(store, subject))],
            Unlisted = imported.Count - told.Length + keyed.Count - toldKeys.Length,
            IsCountOpen = isMore || imported.Count > most,
            More = imported.Count > told.Length || keyed.Count == 0 ? subject.Commands.ListPlans : subject.Commands.List("plan:*"),
        };
    }

    private static string Line(OpenPlan plan, ContextSubject subject)
    {
        string line = DataText.Prefix + DataText.Key(plan.Name);
        line += plan.Goal is { } goal ? ' ' + DataText.Quote(goal, subject.Choose(brief: 120, full: 300)) : string.Empty;
        line += plan.File is { } file ? " in " + DataText.Quote(file, 120) : string.Empty;
        return line + string.Create(CultureInfo.InvariantCulture, $": {string.Join(", ", Progress(plan, subject))} ({KeyParts.Day(plan.UpdatedAt)})");
    }

    private static IEnumerable<string> Progress(OpenPlan plan, ContextSubject subject)
    {
        yield return string.Create(CultureInfo.InvariantCulture, $"{plan.Total - plan.Left} of {plan.Total} tasks done");
        ClaimedTask[] running = [.. plan.Claimed.Where(static task => !task.HasLapsed)];
        foreach (ClaimedTask task in running.Take(MostRunning))
        {
            yield return $"running {DataText.Key(task.Id)}{(task.Owner is { } owner ? $" by {DataText.Quote(owner, 40)}" : string.Empty)} until {KeyParts.Minute(task.LeaseUntil)}";
        }

        if (running.Length > MostRunning)
        {
            yield return "and more";
        }

        foreach (ClaimedTask task in plan.Claimed.Where(static task => task.HasLapsed).Take(1))
        {
            yield return $"left behind {DataText.Key(task.Id)}";
        }

        if (plan.Next is var (id, title))
        {
            yield return $"next {DataText.Key(id)} {DataText.Quote(title, subject.Choose(brief: 100, full: 200))}";
        }
    }
}
