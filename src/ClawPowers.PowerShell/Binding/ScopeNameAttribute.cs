using System.Management.Automation;

namespace ClawPowers.PowerShell.Binding;

/// <summary>
/// Takes any word for a scope. PowerShell drops a piped property that it can't convert, without a word, and the change
/// would go elsewhere; what is no scope must arrive, so that the item can be refused.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ScopeNameAttribute : ArgumentTransformationAttribute
{
    /// <summary>Stands for a word that is no scope.</summary>
    public const ClawScope Unknown = (ClawScope)(-1);

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        object? plain = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return plain switch
        {
            null or ClawScope => plain,
            string text when string.IsNullOrWhiteSpace(text) => null,
            _ => Enum.TryParse($"{plain}", ignoreCase: true, out ClawScope scope) && Enum.IsDefined(scope) ? scope : Unknown,
        };
    }
}
