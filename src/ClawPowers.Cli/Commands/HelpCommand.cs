using System.CommandLine;
using ClawPowers.Cli.CommandLine;

namespace ClawPowers.Cli.Commands;

/// <summary><c>clawpowers help</c></summary>
internal sealed class HelpCommand : CliCommand
{
    private readonly Argument<string[]> _words = new("command") { Arity = ArgumentArity.ZeroOrMore, Description = "The command to explain; all if left out." };

    public HelpCommand()
        : base("help", "Show how commands are used.") => Arguments.Add(_words);

    public override int Run(Invocation invocation)
    {
        Command command = CommandTree.Build(args: null);
        foreach (string word in invocation.Words(_words))
        {
            command = command.Subcommands.FirstOrDefault(child => child.Name == word)
                ?? throw CommandLineErrors.Invalid($"There is no command '{word}' here. Allowed: {string.Join(", ", command.Subcommands.Select(static child => child.Name))}.");
        }

        Usage.Write(invocation.Out, command);
        return CommandHost.Success;
    }
}
