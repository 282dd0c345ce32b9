using System.CommandLine;
using System.CommandLine.Parsing;

namespace ClawPowers.Cli.CommandLine;

/// <summary>Says what is wrong with a line in words that help to write it right.</summary>
internal static class ParseProblem
{
    /// <summary>The first mistake as a sentence; null if there is none.</summary>
    public static string? In(ParseResult parse)
    {
        Command command = parse.CommandResult.Command;
        if (UnknownOption(parse) is { } unknown)
        {
            return OfOption(parse, unknown);
        }

        if (parse.UnmatchedTokens.Count > 0)
        {
            return $"'{parse.UnmatchedTokens[0]}' is one argument too many. A value with spaces needs quotes.";
        }

        foreach (SymbolResult child in parse.CommandResult.Children)
        {
            if (child is OptionResult { Implicit: false } given && given.Tokens.Count < given.Option.Arity.MinimumNumberOfValues)
            {
                return NeedsValue(given.Option);
            }
        }

        foreach (Argument argument in command.Arguments)
        {
            if (argument.Arity.MinimumNumberOfValues > 0 && parse.GetResult(argument) is null or { Tokens.Count: 0 })
            {
                return argument.Name == "-" ? "A '-' is missing; it stands for standard input." : $"<{argument.Name}> is missing.";
            }
        }

        foreach (Option option in command.Options)
        {
            if (option.Required && parse.GetResult(option) is null or { Implicit: true })
            {
                return $"{option.Name} is missing.";
            }
        }

        return parse.Errors.Count > 0 ? parse.Errors[0].Message : null;
    }

    private static string OfOption(ParseResult parse, string name)
    {
        string[] allowed = [.. Usage.OptionsOf(parse.CommandResult.Command).Select(static option => option.Name)];
        if (!allowed.Contains(name, StringComparer.Ordinal))
        {
            return $"There is no option '{name}' here. Allowed: {string.Join(", ", allowed)}. A value that begins with '-' goes after a '--'.";
        }

        // The parser gives an option the word after it, whatever that is.
        return parse.CommandResult.Children.OfType<OptionResult>().FirstOrDefault(given => given.Tokens.Any(token => token.Value == name)) is { } lacking
            ? NeedsValue(lacking.Option)
            : $"{name} stands too early: options of a command go after its name.";
    }

    private static string NeedsValue(Option option) => $"{option.Name} needs a value: <{option.HelpName}>.";

    // Else "--expire-in" would be stored as a value, and a typing error would look like success.
    private static string? UnknownOption(ParseResult parse)
    {
        foreach (Token token in parse.Tokens)
        {
            if (token.Type == TokenType.DoubleDash)
            {
                return null;
            }

            if (token.Type == TokenType.Argument && LooksLikeOption(token.Value))
            {
                int end = token.Value.IndexOf('=', StringComparison.Ordinal);
                return end < 0 ? token.Value : token.Value[..end];
            }
        }

        return null;
    }

    /// <summary>Whether a word is <c>-x</c>, <c>--name</c> or <c>--name=value</c>; negative numbers and text with spaces are not.</summary>
    private static bool LooksLikeOption(string word)
    {
        int start = word.StartsWith("--", StringComparison.Ordinal) ? 2 : word.StartsWith('-') ? 1 : 0;
        if (start == 0 || start == word.Length || !char.IsAsciiLetter(word[start]))
        {
            return false;
        }

        int end = word.IndexOf('=', StringComparison.Ordinal);
        foreach (char c in word.AsSpan(start, (end < 0 ? word.Length : end) - start))
        {
            if (!char.IsAsciiLetterOrDigit(c) && c != '-')
            {
                return false;
            }
        }

        return true;
    }
}
