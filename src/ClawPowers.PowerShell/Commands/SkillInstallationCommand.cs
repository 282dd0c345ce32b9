using System.Globalization;
using System.Management.Automation;
using ClawPowers.Core.Errors;
using ClawPowers.Core.Skills.Installing;
using ClawPowers.Core.Skills.Repositories;
using ClawPowers.PowerShell.Errors;

namespace ClawPowers.PowerShell.Commands;

/// <summary>A command that changes what is in the folders that agents read skills from.</summary>
public abstract class SkillInstallationCommand : ClawCommand
{
    /// <summary>What it does, as a verb.</summary>
    private protected abstract string Verb { get; }

    private bool OnlyAsks => MyInvocation.BoundParameters.TryGetValue("WhatIf", out object? asked)
        ? (SwitchParameter)asked
        : LanguagePrimitives.IsTrue(SessionState.PSVariable.GetValue("WhatIfPreference"));

    /// <summary>Shows or asks, does what is agreed to, and says what the user has to look at.</summary>
    internal void Carry(SkillInstaller installer, SkillChanges changes)
    {
        Report(changes.Problems);
        List<PlannedSkill> agreed = [];
        foreach (PlannedSkill planned in changes.Skills)
        {
            // What is up to date needs no question, and no work either.
            if (planned.IsNothing && OnlyAsks)
            {
                Emit(planned.Installation);
            }
            else if (planned.IsNothing || Agrees(Describe(planned.Installation), Ask(planned.Installation), Verb + " skills", planned.Installation, out ShouldProcessReason reason))
            {
                agreed.Add(planned);
            }
            else if (reason is ShouldProcessReason.WhatIf)
            {
                Emit(planned.Installation);
            }
        }

        // With nothing to do it is still cleared away what a crash has left.
        if (OnlyAsks || (agreed.Count == 0 && changes.Skills.Count > 0))
        {
            return;
        }

        SkillOutcomes outcomes = WithProgress(Verb + " skills", stopped => installer.Apply(agreed, stopped));
        foreach (SkillInstallation installation in outcomes.Installations)
        {
            Emit(installation);
        }

        Report(outcomes.Problems);
        Warn(outcomes.Installations);
    }

    // What a repository brings is shown before anything of it is copied, whether or not someone is asked.
    private bool Agrees(string description, string question, string caption, SkillInstallation skill, out ShouldProcessReason reason)
    {
        bool isAsked = MyInvocation.BoundParameters.TryGetValue("Confirm", out object? asked) && (SwitchParameter)asked;
        string[] review = [.. SkillReviewText.Of(skill, Width)];
        if (!ShouldProcess(description, isAsked && review.Length > 0 ? string.Join('\n', [.. review, question]) : question, caption, out reason))
        {
            return false;
        }

        if (!isAsked && review.Length > 0)
        {
            WriteInformation(new HostInformationMessage { Message = string.Join('\n', review) }, ["PSHOST"]);
        }

        return true;
    }

    private void Report(IReadOnlyList<ClawException> problems)
    {
        foreach (ClawException problem in problems)
        {
            WriteError(problem.ToErrorRecord());
        }
    }

    private static int Width
    {
        get
        {
            try
            {
                return Console.IsOutputRedirected ? 0 : Math.Clamp(Console.WindowWidth - 3, 40, 100);
            }
            catch (IOException)
            {
                return 77;
            }
        }
    }

    private string Ask(SkillInstallation skill) => $"{Verb} '{skill.Skill}' for {string.Join(", ", skill.Agents)} in '{skill.Folder}'?";

    private string Describe(SkillInstallation skill) =>
        string.Join('\n', [Ask(skill).TrimEnd('?'), .. skill.Files.Select(static file => "  " + file), .. skill.Message is { } message ? ["  " + message] : Array.Empty<string>(), .. SkillReviewText.Of(skill, Width).Select(static line => "  " + line)]);

    private void Warn(IReadOnlyList<SkillInstallation> done)
    {
        string[] offered = [.. Paths(done, static file => file.Action is SkillFileAction.Offered && file.NewPath is not null ? file.NewPath : null)];
        if (offered.Length > 0)
        {
            WriteWarning(string.Create(CultureInfo.InvariantCulture, $"{Count(offered.Length)} changed here and kept. The new version is beside {(offered.Length == 1 ? "it" : "each")}: take what you want of it into yours and delete it, or put it in the place of yours. {string.Join(", ", offered)}"));
        }

        string[] left = [.. Paths(done.Where(static skill => skill.State is SkillInstallationState.Kept), static file => file.Action is SkillFileAction.Kept ? file.Path : null)];
        if (left.Length > 0)
        {
            WriteWarning(string.Create(CultureInfo.InvariantCulture, $"{Count(left.Length)} changed here, and so not removed: {string.Join(", ", left)}"));
        }
    }

    private static IEnumerable<string> Paths(IEnumerable<SkillInstallation> done, Func<SkillFileChange, string?> path) =>
        done.SelectMany(skill => skill.Files.Select(path).OfType<string>().Select(file => System.IO.Path.Combine(skill.Folder, file)));

    private static string Count(int files) => files == 1 ? "1 file was" : string.Create(CultureInfo.InvariantCulture, $"{files} files were");
}

/// <summary>A command that changes skills which are installed.</summary>
public abstract class InstalledSkillCommand : SkillInstallationCommand
{
    private readonly List<Choice> _choices = [];

    /// <summary>Names or patterns; all if left out.</summary>
    internal abstract string[]? Wanted { get; }

    /// <summary>Agents; all if left out.</summary>
    internal abstract ClawAgent[]? Agents { get; }

    /// <summary>For the user or for the project; null if left out.</summary>
    internal abstract SkillScope? Where { get; }

    /// <summary>Plans for some skills.</summary>
    internal abstract SkillChanges Plan(SkillInstaller installer, Choice choice);

    /// <inheritdoc/>
    protected sealed override void Process() => _choices.Add(new Choice(Wanted, Agents, Where));

    /// <inheritdoc/>
    protected sealed override void End()
    {
        var installer = new SkillInstaller(CreateContext());

        // What was installed for the same agents is changed at once.
        foreach (IGrouping<string, Choice> same in _choices.GroupBy(static choice => $"{choice.Scope} {string.Join(',', (choice.Agents ?? []).Order())} {choice.Names is null}", StringComparer.Ordinal))
        {
            Choice first = same.First();
            Carry(installer, Plan(installer, first with { Names = first.Names is null ? null : [.. same.SelectMany(static choice => choice.Names!).Distinct(StringComparer.Ordinal)] }));
        }
    }

    /// <summary>Which skills are meant.</summary>
    internal sealed record Choice(string[]? Names, ClawAgent[]? Agents, SkillScope? Scope);
}
