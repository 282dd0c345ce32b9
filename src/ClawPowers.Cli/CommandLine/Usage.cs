using System.CommandLine;
using ClawPowers.Cli.Commands;
using ClawPowers.Cli.Output;

namespace ClawPowers.Cli.CommandLine;

/// <summary>Tells how commands are used; made from the commands themselves.</summary>
internal static class Usage
{
    /// <summary>The usage of a command, or of all commands of a group.</summary>
    public static void Write(TextWriter output, Command command)
    {
        Command root = CommandTree.Build(args: null);
        if (command is CliCommand leaf)
        {
            WriteCommand(output, leaf);
        }
        else
        {
            WriteGroup(output, command.Name == root.Name ? root : root.Subcommands.First(group => group.Name == command.Name));
        }
    }

    /// <summary>How a command is written.</summary>
    public static string Line(Command command)
    {
        IEnumerable<string> words = [Path(command), .. command.Arguments.Select(Placeholder), .. command.Options.Where(static option => option.Required).Select(Placeholder)];
        return string.Join(' ', words) + " [options]";
    }

    /// <summary>The options that a command takes, those of its group included.</summary>
    public static IEnumerable<Option> OptionsOf(Command command) =>
        command.Options.Concat(command is CliCommand { TakesScope: true } ? [CommonOptions.Scope, CommonOptions.Project] : []).Concat([CommonOptions.Json, CommonOptions.Help]);

    private static void WriteCommand(TextWriter output, CliCommand command)
    {
        output.WriteLine($"Usage: {Line(command)}");
        output.WriteLine();
        WrappedText.Write(output, command.Description + (command.Details is null ? string.Empty : " " + command.Details), indent: 0);
        WriteRows(output, "Arguments", [.. command.Arguments.Select(static argument => (Placeholder(argument), argument.Description!))]);
        WriteRows(output, "Options", [.. OptionsOf(command).Select(static option => (Placeholder(option), option.Description!))]);
    }

    private static void WriteGroup(TextWriter output, Command group)
    {
        output.WriteLine($"Usage: {Path(group)} <command> [options]");
        output.WriteLine();
        WrappedText.Write(output, group.Description!, indent: 0);
        WriteRows(output, "Commands", [.. Leaves(group).Select(leaf => (string.Join(' ', [Path(leaf)[(Path(group).Length + 1)..], .. leaf.Arguments.Select(Placeholder)]), leaf.Description!))]);
        WriteRows(output, "Options", [.. group.Options.Where(static option => option != CommandTree.Version).Concat(group.Name == "clawpowers" ? [CommandTree.Version] : [CommonOptions.Json, CommonOptions.Help]).Select(static option => (Placeholder(option), option.Description!))]);
        output.WriteLine();
        output.WriteLine("A command with --help tells more. Where the store is: CLAWPOWERS_DIR, else ~/.clawpowers.");
    }

    private static IEnumerable<Command> Leaves(Command group) =>
        group.Subcommands.SelectMany(static child => child is CliCommand ? [child] : Leaves(child));

    private static string Path(Command command) => command switch
    {
        CliCommand { Group: { } group } => $"clawpowers {group} {command.Name}",
        { Name: "clawpowers" } => command.Name,
        _ => $"clawpowers {command.Name}",
    };

    private static string Placeholder(Argument argument) =>
        (argument.Name == "-" ? "-" : argument.Arity.MinimumNumberOfValues > 0 ? $"<{argument.Name}>" : $"[{argument.Name}]") + (argument.Arity.MaximumNumberOfValues > 1 ? "…" : string.Empty);

    private static string Placeholder(Option option) =>
        string.Join(", ", option.Aliases.Prepend(option.Name)) + (option.Arity.MaximumNumberOfValues > 0 ? $" <{option.HelpName}>" : string.Empty);

    private static void WriteRows(TextWriter output, string title, (string Name, string Text)[] rows)
    {
        if (rows.Length == 0)
        {
            return;
        }

        output.WriteLine();
        output.WriteLine(title + ":");
        int column = rows.Max(static row => row.Name.Length) + 4;
        foreach ((string name, string text) in rows)
        {
            output.Write(("  " + name).PadRight(column));
            WrappedText.Write(output, text, column);
        }
    }
}
