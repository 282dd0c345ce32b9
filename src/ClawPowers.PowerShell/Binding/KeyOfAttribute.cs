using System.Management.Automation;

namespace ClawPowers.PowerShell.Binding;

/// <summary>
/// Takes the key out of an object that has one. Where another parameter set takes an object from the pipeline, PowerShell
/// would rather make such an object up, out of any that has some of its properties, than look for the key.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class KeyOfAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        if (inputData is null or string or PSObject { BaseObject: string })
        {
            return inputData;
        }

        object? key = PSObject.AsPSObject(inputData).Properties["Key"]?.Value;
        return (key is PSObject wrapped ? wrapped.BaseObject : key) ?? inputData;
    }
}
