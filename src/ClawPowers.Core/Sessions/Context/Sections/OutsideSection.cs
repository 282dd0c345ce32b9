namespace ClawPowers.Core.Sessions.Context.Sections;

/// <summary>The one line of a session outside of any project.</summary>
internal sealed class OutsideSection : ContextSection
{
    private const int MostCounted = 1_000;

    /// <inheritdoc/>
    public override string Name => "recall";

    /// <inheritdoc/>
    public override int Rank => 0;

    /// <inheritdoc/>
    public override SectionDraft Draft(ContextSubject subject)
    {
        CommandForms forms = subject.Commands;
        int global = subject.Store?.Count(isGlobal: true, MostCounted) ?? 0;
        string memory = global == 0 ? string.Empty : $"; it remembers {RecallSection.Entries(global)} outside of projects: `{forms.InShell(forms.Recall)}`";
        return new SectionDraft { Lead = [$"ClawPowers has skills for what you face: `{forms.InShell(forms.FindSkill)}`{memory}."] };
    }
}
