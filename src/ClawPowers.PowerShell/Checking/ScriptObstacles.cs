using System.Management.Automation.Language;
using ClawPowers.Core.Skills.Checking;

namespace ClawPowers.PowerShell.Checking;

/// <summary>
/// What keeps a line from being matched by a rule such as "Get-ClawState *" on an agent's allow list: such rules see a command and
/// its arguments, and ask again for whatever could run something else.
/// </summary>
internal static class ScriptObstacles
{
    // These are words for values and never anything else.
    private static readonly HashSet<string> Constants = new(StringComparer.OrdinalIgnoreCase) { "true", "false", "null" };

    /// <summary>The obstacles, in their order.</summary>
    public static IEnumerable<PowerShellPlace> In(ScriptBlockAst script, Token[] tokens)
    {
        IEnumerable<PowerShellPlace> ofTokens =
            from token in tokens.SelectMany(Nested)
            let text = Text(token)
            where text is not null
            select new PowerShellPlace(token.Extent.StartLineNumber, token.Extent.StartColumnNumber, text);
        return ofTokens.Concat(Statements(script)).OrderBy(static place => place.Line).ThenBy(static place => place.Column);
    }

    private static IEnumerable<Token> Nested(Token token) => token is StringExpandableToken { NestedTokens: { } nested }
        ? nested.SelectMany(Nested).Prepend(token)
        : [token];

    private static string? Text(Token token) => token switch
    {
        RedirectionToken => "a redirection",
        VariableToken variable => Constants.Contains(variable.Name) ? null : $"the variable {variable.Text}",
        _ => token.Kind switch
        {
            TokenKind.LCurly => "a script block",
            TokenKind.DollarParen => "a subexpression",
            TokenKind.LParen or TokenKind.AtParen => "parentheses",
            TokenKind.AtCurly => "a hash table",
            TokenKind.Semi => "a chain of commands by ;",
            TokenKind.AndAnd => "a chain of commands by &&",
            TokenKind.OrOr => "a chain of commands by ||",
            TokenKind.Ampersand => "the operator &",
            TokenKind.Dot => "the operator .",
            TokenKind.LineContinuation => "a line that goes on",
            TokenKind.HereStringLiteral or TokenKind.HereStringExpandable => "a here-string",
            _ => null,
        },
    };

    // A pipe at the end of a line, or a text over several.
    private static IEnumerable<PowerShellPlace> Statements(ScriptBlockAst script) =>
        from block in new[] { script.BeginBlock, script.ProcessBlock, script.EndBlock }
        where block is not null
        from statement in block.Statements
        where statement.Extent.EndLineNumber > statement.Extent.StartLineNumber
        select new PowerShellPlace(statement.Extent.StartLineNumber, statement.Extent.StartColumnNumber, "more than one line");
}
