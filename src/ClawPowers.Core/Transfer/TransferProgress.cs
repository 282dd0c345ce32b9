namespace ClawPowers.Core.Transfer;

/// <summary>How far an import or an export has come.</summary>
/// <param name="Step">What is being done, such as "reading state files".</param>
/// <param name="Done">How many files or lines are done.</param>
/// <param name="Total">How many there are; null if not known.</param>
public readonly record struct TransferProgress(string Step, long Done, long? Total);
