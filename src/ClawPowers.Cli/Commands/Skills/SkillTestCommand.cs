using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using ClawPowers.Cli.CommandLine;
using ClawPowers.Cli.Output;
using ClawPowers.Core.Skills.Checking;

namespace ClawPowers.Cli.Commands.Skills;

/// <summary><c>clawpowers skill test</c></summary>
internal sealed class SkillTestCommand : SkillFilesCommand
{
    private readonly Option<bool> _strict = CommonOptions.LocalFlag("--strict", "Fail on warnings too.");
    private readonly Option<string> _format = new("--format") { HelpName = "text|json|sarif", Description = "How the problems are printed; text if left out. sarif is a log of SARIF 2.1.0 for code hosts." };

    public SkillTestCommand()
        : base("test", "Check skills against the standard, our metadata, their own links and commands, and for dangers.")
    {
        Options.Add(_strict);
        Options.Add(_format);
    }

    public override string Details => "Ends with 1 if there are errors. Blocks of PowerShell are checked in PowerShell alone: Test-ClawSkill.";

    public override int Run(Invocation invocation)
    {
        string format = invocation.Text(_format)?.ToLowerInvariant() ?? (invocation.Json ? "json" : "text");
        if (format is not ("text" or "json" or "sarif"))
        {
            throw CommandLineErrors.Invalid($"'{invocation.Text(_format)}' is not possible for --format. Allowed: text, json, sarif.");
        }

        IReadOnlyList<string> files = Files(invocation);
        var checker = new SkillChecker(new SkillCheckRequest());
        SkillProblem[] problems = [.. files.SelectMany(file => checker.Check(file, invocation.Cancellation))];
        switch (format)
        {
            case "json":
                JsonOutput.WriteArray(invocation.Out, problems, Problem);
                break;
            case "sarif":
                invocation.Out.WriteLine(SarifLog.Write(problems, SarifLog.RootOf(invocation.Context), CommandTree.ProgramVersion));
                break;
            default:
                WriteText(invocation, problems, files.Count);
                break;
        }

        return Array.Exists(problems, problem => problem.Severity >= (invocation.Flag(_strict) ? SkillProblemSeverity.Warning : SkillProblemSeverity.Error))
            ? CommandHost.Failure
            : CommandHost.Success;
    }

    private static void WriteText(Invocation invocation, SkillProblem[] problems, int skills)
    {
        foreach (SkillProblem problem in problems)
        {
            string path = Path.GetRelativePath(invocation.Context.WorkingDirectory, problem.Path);
            SkillProblem shown = path.StartsWith("..", StringComparison.Ordinal) ? problem : problem with { Path = path };
            invocation.Out.WriteLine(shown.ToString());
            invocation.Out.WriteLine($"  {problem.Advice}{(problem.CanRepair ? " 'clawpowers skill repair' does it." : string.Empty)}");
        }

        invocation.Shell.Error.WriteLine($"{Counted(skills, "skill")} checked: {Of(SkillProblemSeverity.Error, "error")}, {Of(SkillProblemSeverity.Warning, "warning")}, {Of(SkillProblemSeverity.Note, "note")}.");

        string Of(SkillProblemSeverity severity, string word) => Counted(problems.Count(problem => problem.Severity == severity), word);
    }

    private static string Counted(int count, string word) => string.Create(CultureInfo.InvariantCulture, $"{count} {word}{(count == 1 ? string.Empty : "s")}");

    private static void Problem(Utf8JsonWriter writer, SkillProblem problem)
    {
        writer.WriteStartObject();
        writer.WriteString("ruleId", problem.RuleId);
        writer.WriteString("severity", JsonOutput.Word(problem.Severity.ToString()));
        writer.WriteString("skill", problem.Skill);
        writer.WriteString("path", problem.Path);
        writer.WriteNumber("line", problem.Line);
        writer.WriteNumber("column", problem.Column);
        JsonOutput.Number(writer, "endLine", problem.EndLine);
        writer.WriteString("message", problem.Message);
        writer.WriteString("advice", problem.Advice);
        writer.WriteBoolean("canRepair", problem.CanRepair);
        writer.WriteEndObject();
    }
}
