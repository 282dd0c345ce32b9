using System.Globalization;
using System.Management.Automation;
using ClawPowers.Core.Text;

namespace ClawPowers.PowerShell.Binding;

/// <summary>Lets a moment be written as how long ago it was, such as <c>30d</c>, besides as a date.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class MomentAttribute : ArgumentTransformationAttribute
{
    /// <summary>Whether blank text means that no moment was given, as in an empty column of a table.</summary>
    public bool BlankIsNone { get; set; }

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        object? plain = TypedText.Of(inputData);
        return plain switch
        {
            string text when BlankIsNone && string.IsNullOrWhiteSpace(text) => null,
            string text when Duration.TryParse(text, out TimeSpan ago) => DateTimeOffset.UtcNow - ago,
            TimeSpan ago => DateTimeOffset.UtcNow - ago,
            string text when !LanguagePrimitives.TryConvertTo(text, CultureInfo.InvariantCulture, out DateTimeOffset _) =>
                throw new ArgumentTransformationMetadataException($"'{text}' is not a moment. Write a date, such as 2026-11-01 or 2026-11-01T09:30, or how long ago, such as 2h or 30d."),
            _ => plain,
        };
    }
}
