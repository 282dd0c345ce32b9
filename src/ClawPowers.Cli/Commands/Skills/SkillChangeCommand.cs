using System.CommandLine;
using System.Globalization;
using ClawPowers.Cli.CommandLine;
using ClawPowers.Cli.Output;
using ClawPowers.Core.Errors;
using ClawPowers.Core.Skills.Installing;
using ClawPowers.Core.Skills.Repositories;

namespace ClawPowers.Cli.Commands.Skills;

/// <summary>A command that changes what is in the folders that agents read skills from.</summary>
internal abstract class SkillChangeCommand : SkillCommand
{
    private readonly Argument<string[]> _names = new("name-or-glob") { Arity = ArgumentArity.ZeroOrMore, Description = "Skills by name or pattern (quote it). All if left out." };

    private readonly Option<string[]> _agents = MetricOptions.Several("--agent", "agent", "For this agent: claudecode, codex, gemini, cursor, copilot or opencode. May be given several times, or with commas between them.");

    private readonly Option<string> _scope = new("--scope")
    {
        HelpName = "user|project",
        Description = "In your home, or at the top of the Git repository of the current folder.",
    };

    private readonly Option<bool> _dryRun = CommonOptions.LocalFlag("--dry-run", "Say what would be done with which file, and do nothing.", "--what-if");

    protected SkillChangeCommand(string name, string description, bool needsAgent)
        : base(name, description)
    {
        _agents.Required = needsAgent;
        Arguments.Add(_names);
        Options.Add(_agents);
        Options.Add(_scope);
        Options.Add(_dryRun);
    }

    public sealed override int Run(Invocation invocation)
    {
        var installer = new SkillInstaller(invocation.Context);
        SkillChanges changes = Plan(installer, invocation);
        if (!invocation.Json)
        {
            ShowReviews(invocation, changes);
        }

        SkillOutcomes outcomes = invocation.Flag(_dryRun)
            ? new SkillOutcomes([.. changes.Skills.Select(static planned => planned.Installation)], [])
            : installer.Apply(changes.Skills, invocation.Cancellation);
        if (invocation.Json)
        {
            JsonOutput.WriteArray(invocation.Out, outcomes.Installations, InstallationJson.Installation);
        }
        else
        {
            foreach (SkillInstallation installation in outcomes.Installations)
            {
                Write(invocation.Out, installation);
            }
        }

        ClawException[] problems = [.. changes.Problems, .. outcomes.Problems];
        invocation.Out.Flush();
        foreach (ClawException problem in problems)
        {
            ErrorOutput.Write(invocation.Shell.Error, problem, invocation.Json);
        }

        if (problems.Length == 0 && outcomes.Installations.Count == 0)
        {
            invocation.Shell.Error.WriteLine("Nothing is installed there.");
        }

        return problems.Length == 0 ? CommandHost.Success : CommandHost.Failure;
    }

    // What a repository brings is shown before anything of it is copied.
    private static void ShowReviews(Invocation invocation, SkillChanges changes)
    {
        foreach (string line in changes.Skills.SelectMany(static planned => SkillReviewText.Of(planned.Installation, width: 0)))
        {
            // The rest is what a stranger wrote, and is shown as it is.
            invocation.Out.WriteLine(line.StartsWith("  Test-ClawSkill finds", StringComparison.Ordinal) ? ShellWording.Of(line) : line);
        }

        invocation.Out.Flush();
    }

    protected abstract SkillChanges Plan(SkillInstaller installer, Invocation invocation);

    protected string[]? Names(Invocation invocation) => invocation.Words(_names) is { Length: > 0 } names ? names : null;

    protected ClawAgent[]? Agents(Invocation invocation) => invocation.Texts(_agents) is { } texts
        ? [.. texts.SelectMany(static text => text.Split(',')).Select(text => OptionText.Choice<ClawAgent>(text.Replace("-", string.Empty, StringComparison.Ordinal), _agents.Name)).Distinct()]
        : null;

    protected SkillScope? Scope(Invocation invocation) => invocation.Text(_scope) is { } text ? OptionText.Choice<SkillScope>(text, _scope.Name) : null;

    private static void Write(TextWriter output, SkillInstallation installation)
    {
        string state = JsonOutput.Word(installation.State.ToString()) + (installation.IsDone ? string.Empty : " (dry run)");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{state,-9}  {installation.Skill}  for {string.Join(", ", installation.Agents)}  {LineText.OfValue(installation.Folder)}"));
        foreach (SkillFileChange file in installation.Files.Where(file => !installation.IsDone || file.Action is SkillFileAction.Offered or SkillFileAction.Kept or SkillFileAction.Absent))
        {
            output.WriteLine("  " + LineText.OfValue(file.ToString()));
        }

        if (installation.Repository is { } repository)
        {
            string commit = installation.Commit![..12];
            output.WriteLine("  " + LineText.OfValue(installation.Ref == installation.Commit ? $"from {repository}, commit {commit}" : $"from {repository}, {installation.Ref}, commit {commit}"));
        }

        if (installation.Message is { } message)
        {
            output.WriteLine("  " + LineText.OfValue(ShellWording.Of(message)));
        }
    }
}
