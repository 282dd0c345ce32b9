using System.Buffers;
using System.Globalization;
using System.Management.Automation;
using ClawPowers.Core.Text;

namespace ClawPowers.PowerShell.Binding;

/// <summary>
/// Lets the time that something took be written as <c>90s</c>, <c>12m</c> or <c>1h30m</c>; zero is allowed. Takes a
/// <see cref="TimeSpan"/> as JSON writes it, too: an object with its ticks.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class TimeTakenAttribute : ArgumentTransformationAttribute
{
    private static readonly SearchValues<char> ZeroParts = SearchValues.Create("0.:msdhwMSDHW");

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        object? plain = TypedText.Of(inputData);
        if (plain is null || (plain is string blank && string.IsNullOrWhiteSpace(blank)))
        {
            return null;
        }

        TimeSpan? taken = plain switch
        {
            TimeSpan span => span,
            string text => Parse(text.Trim()),
            PSCustomObject => Ticks((PSObject)inputData!),
            _ => null,
        };
        return taken is { } time && time >= TimeSpan.Zero && time <= Duration.Maximum
            ? time
            : throw new ArgumentTransformationMetadataException($"'{plain}' is not a duration. Write a number and a unit, such as 90s, 12m or 1h30m, or give a TimeSpan, not negative and at most {Duration.Maximum.Days}d.");
    }

    private static TimeSpan? Parse(string text) =>
        Duration.TryParse(text, out TimeSpan duration) ? duration
        : IsZero(text) ? TimeSpan.Zero
        : null;

    // Durations in general are above zero, so the zeros are told here: 0, 0s, 00:00:00.
    private static bool IsZero(string text) => text.Contains('0', StringComparison.Ordinal) && text.AsSpan().IndexOfAnyExcept(ZeroParts) < 0;

    private static TimeSpan? Ticks(PSObject value) =>
        LanguagePrimitives.TryConvertTo(value.Properties["Ticks"]?.Value, CultureInfo.InvariantCulture, out long ticks) && value.Properties["Ticks"] is not null
            ? TimeSpan.FromTicks(ticks)
            : null;
}
