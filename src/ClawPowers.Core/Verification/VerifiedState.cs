namespace ClawPowers.Core.Verification;

/// <summary>Tells whether what is in a folder was verified as a whole.</summary>
internal static class VerifiedState
{
    /// <summary>What the newest full verification is worth. Reads files, so it is to be asked before anyone waits for the store.</summary>
    /// <param name="context">The store.</param>
    /// <param name="folder">A folder of the checkout.</param>
    /// <param name="since">When it must have begun at the earliest.</param>
    /// <param name="cancellation">Ends the look.</param>
    public static VerificationStanding Of(ClawContext context, string folder, DateTimeOffset since, CancellationToken cancellation) =>
        new(VerificationVerdict.None, "No full verification has begun since then. Run Invoke-ClawVerification, and complete the task when all of its gates pass.");
}
