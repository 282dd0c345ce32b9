namespace ClawPowers.Core.Sessions.Context.Sections;

/// <summary>The exact way to call commands from the agent's shell.</summary>
internal sealed class CommandsSection : ContextSection
{
    private const int LongestSession = 128;

    /// <inheritdoc/>
    public override string Name => "commands";

    /// <inheritdoc/>
    public override int Rank => 0;

    /// <inheritdoc/>
    public override SectionDraft Draft(ContextSubject subject)
    {
        CommandForms forms = subject.Commands;
        List<string> items =
        [
            $"- read a skill: `{forms.ReadSkill}`; find one: `{forms.FindSkill}`",
            $"- recall: `{forms.Recall}`, `{forms.List("debug:*")}`",
            $"- keep: `{forms.Keep}`",
            $"- record a use: `{forms.Record}`",
        ];
        if (subject.SessionId is { } session)
        {
            items.Add($"- this session: {DataText.Key(session, LongestSession)} (commands find it by themselves)");
        }

        return new SectionDraft { Lead = ["## Commands", How(forms)], Items = items };
    }

    private static string How(CommandForms forms) => forms switch
    {
        { UsesCmdlets: true, IsPowerShell: true } => $"In PowerShell 7 as they stand; from any other shell as `{forms.WithPowerShell(forms.ReadSkill)}`.",
        { UsesCmdlets: true } => $"Cmdlets, called from here as `{forms.WithPowerShell("Find-ClawSkill 'what you face'")}`, with single quotes and no `$` within:",
        { HasPowerShell: true } => $"The command line, which starts at once; a cmdlet that a skill names runs as `{forms.WithPowerShell("Get-ClawMetric")}`:",
        _ => "The command line; PowerShell, whose cmdlets skills name, is not on the PATH here:",
    };
}
