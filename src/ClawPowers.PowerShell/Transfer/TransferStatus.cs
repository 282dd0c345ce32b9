using System.Globalization;
using ClawPowers.Core.Transfer;

namespace ClawPowers.PowerShell.Transfer;

/// <summary>Says in words how far an import or an export is.</summary>
/// <param name="tell">What hears it: words, and percent if known.</param>
internal sealed class TransferStatus(Action<string, int?> tell) : IProgress<TransferProgress>
{
    /// <inheritdoc/>
    public void Report(TransferProgress value) => tell(
        value.Step + ": " + value.Done.ToString(CultureInfo.InvariantCulture) + (value.Total is { } total ? " of " + total.ToString(CultureInfo.InvariantCulture) : string.Empty),
        value.Total is { } all && all > 0 ? (int)Math.Min(100, 100 * value.Done / all) : null);
}
