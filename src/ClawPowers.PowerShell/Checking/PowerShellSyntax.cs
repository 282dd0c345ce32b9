using System.Management.Automation;
using System.Management.Automation.Language;
using ClawPowers.Core.Skills.Checking;

namespace ClawPowers.PowerShell.Checking;

/// <summary>PowerShell's own parser, and the commands of the session. What is parsed is never run.</summary>
internal sealed class PowerShellSyntax(PSCmdlet cmdlet) : IPowerShellSyntax
{
    private readonly Dictionary<string, PowerShellCommand?> _known = new(StringComparer.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public IReadOnlyList<string> OwnCommands { get; } = [.. cmdlet.MyInvocation.MyCommand.Module?.ExportedCmdlets.Keys ?? Enumerable.Empty<string>()];

    /// <inheritdoc/>
    public PowerShellScript Parse(string text)
    {
        // What is nested too deeply for the parser comes back as nothing but an error.
        ScriptBlockAst? script = Parser.ParseInput(text, out Token[] tokens, out ParseError[] errors);
        if (script is null)
        {
            return new PowerShellScript { Errors = [.. (errors ?? []).Select(static error => Place(error.Extent, error.Message)).DefaultIfEmpty(new PowerShellPlace(1, 1, "The script can't be parsed."))], Calls = [], Obstacles = [], Defined = [] };
        }

        return new PowerShellScript
        {
            Errors = [.. errors.Select(static error => Place(error.Extent, error.Message))],
            Calls = [.. script.FindAll(static ast => ast is CommandAst, searchNestedScriptBlocks: true).Cast<CommandAst>().Select(Call).OfType<PowerShellCall>()],
            Obstacles = [.. ScriptObstacles.In(script, tokens)],
            Defined = [.. Defined(script)],
        };
    }

    /// <inheritdoc/>
    public PowerShellCommand? Find(string name)
    {
        if (!_known.TryGetValue(name, out PowerShellCommand? known))
        {
            // A name of ours is ours alone: another module's cmdlet of that name would not be there for who has the skill.
            CommandInfo? found = name.Contains("-Claw", StringComparison.OrdinalIgnoreCase)
                ? cmdlet.MyInvocation.MyCommand.Module?.ExportedCmdlets.GetValueOrDefault(name)
                : cmdlet.InvokeCommand.GetCommand(name, CommandTypes.Cmdlet | CommandTypes.Function | CommandTypes.Alias | CommandTypes.Filter);
            known = found is null ? null : new PowerShellCommand(found.Name, found is CmdletInfo ? Parameters(found) : []);
            _known.Add(name, known);
        }

        return known;
    }

    private static string[] Parameters(CommandInfo command) =>
        [.. (command.Parameters ?? []).Values.SelectMany(static parameter => parameter.Aliases.Prepend(parameter.Name))];

    private static PowerShellPlace Place(IScriptExtent extent, string text) => new(extent.StartLineNumber, extent.StartColumnNumber, text);

    private static PowerShellCall? Call(CommandAst command)
    {
        if (command.GetCommandName() is not { Length: > 0 } name)
        {
            return null;
        }

        IEnumerable<PowerShellArgument> arguments = command.CommandElements.Skip(1).SelectMany(static element => element switch
        {
            CommandParameterAst parameter => Arguments(parameter),
            _ => Values(element),
        });
        return new PowerShellCall(name, command.Extent.StartLineNumber, command.Extent.StartColumnNumber, [.. arguments]);
    }

    private static IEnumerable<PowerShellArgument> Arguments(CommandParameterAst parameter)
    {
        var name = new PowerShellArgument(IsParameter: true, parameter.ParameterName, parameter.Extent.StartLineNumber, parameter.Extent.StartColumnNumber);
        return parameter.Argument is null ? [name] : Values(parameter.Argument).Prepend(name);
    }

    private static IEnumerable<PowerShellArgument> Values(CommandElementAst element) => element is ArrayLiteralAst list
        ? list.Elements.SelectMany(Values)
        : [new PowerShellArgument(IsParameter: false, Text(element), element.Extent.StartLineNumber, element.Extent.StartColumnNumber)];

    private static string? Text(Ast element) => element switch
    {
        StringConstantExpressionAst text => text.Value,
        ExpandableStringExpressionAst text => text.Value,
        ConstantExpressionAst constant => constant.Extent.Text,
        _ => null,
    };

    private static IEnumerable<string> Defined(ScriptBlockAst script)
    {
        foreach (Ast ast in script.FindAll(static ast => ast is FunctionDefinitionAst or CommandAst, searchNestedScriptBlocks: true))
        {
            if (ast is FunctionDefinitionAst function)
            {
                yield return function.Name.Split(':')[^1];
            }
            else if (ast is CommandAst command && command.GetCommandName() is { } name
                && (name.Equals("Set-Alias", StringComparison.OrdinalIgnoreCase) || name.Equals("New-Alias", StringComparison.OrdinalIgnoreCase)))
            {
                foreach (StringConstantExpressionAst text in command.CommandElements.Skip(1).OfType<StringConstantExpressionAst>())
                {
                    yield return text.Value;
                }
            }
        }
    }
}
