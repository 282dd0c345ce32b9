using System.CommandLine;
using ClawPowers.Cli.Output;

namespace ClawPowers.Cli.CommandLine;

/// <summary>What happens when a line stops before it names a command.</summary>
internal static class CommandGroup
{
    public static int Run(ParseResult parse, Shell shell)
    {
        Command group = parse.CommandResult.Command;
        if (group == parse.RootCommandResult.Command && parse.GetValue(CommandTree.Version))
        {
            shell.Out.WriteLine(CommandTree.ProgramVersion);
            return CommandHost.Success;
        }

        string? unknown = parse.UnmatchedTokens.Count > 0 ? parse.UnmatchedTokens[0] : null;
        string place = group == parse.RootCommandResult.Command ? "clawpowers" : $"clawpowers {group.Name}";
        if (parse.GetValue(CommonOptions.Json))
        {
            throw CommandLineErrors.Invalid(unknown is null ? $"{place} needs a command." : $"{place} has no command '{unknown}'.");
        }

        if (unknown is not null)
        {
            shell.Error.WriteLine($"{place} has no command '{unknown}'.");
            shell.Error.WriteLine();
        }

        Usage.Write(shell.Error, group);
        return CommandHost.Failure;
    }
}
