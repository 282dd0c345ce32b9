using System.Management.Automation;
using ClawPowers.Core.Text;

namespace ClawPowers.PowerShell.Binding;

/// <summary>Lets a duration be written as <c>90s</c>, <c>10m</c>, <c>2h</c> or <c>30d</c>, and refuses one that no entry can have.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class LifetimeAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        object? plain = TypedText.Of(inputData);
        TimeSpan? lifetime = plain switch
        {
            string text => Duration.TryParse(text, out TimeSpan parsed) ? parsed : null,
            TimeSpan span => span,
            _ => null,
        };
        return lifetime is { } given && given > TimeSpan.Zero && given <= Duration.Maximum
            ? given
            : throw new ArgumentTransformationMetadataException($"'{plain}' is not a duration. Write a number and a unit, such as 90s, 10m, 2h or 30d, or give a TimeSpan, above zero and at most {Duration.Maximum.Days}d.");
    }
}
