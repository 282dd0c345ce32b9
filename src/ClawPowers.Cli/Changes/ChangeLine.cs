using ClawPowers.Core.Errors;
using ClawPowers.Core.State;

namespace ClawPowers.Cli.Changes;

/// <summary>A change as a line of text asks for it.</summary>
/// <param name="Number">The line's number, from 1.</param>
/// <param name="Operation">The word for what to do.</param>
/// <param name="Request">What to do.</param>
internal sealed record ChangeLine(int Number, string Operation, StateRequest Request);

/// <summary>What became of it.</summary>
/// <param name="Line">The line.</param>
/// <param name="Entry">The entry, if it was wanted; see <see cref="StateOutcome"/>.</param>
/// <param name="Error">Why nothing was done for it; null if it was.</param>
internal sealed record ChangeResult(ChangeLine Line, StateEntry? Entry, ClawException? Error);
