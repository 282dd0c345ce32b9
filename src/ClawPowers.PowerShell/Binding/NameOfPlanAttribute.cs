using System.Management.Automation;

namespace ClawPowers.PowerShell.Binding;

/// <summary>Takes the plan's name out of what other commands emit, and the path out of a file, where PowerShell would turn them into text.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class NameOfPlanAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        if (inputData is null or string or PSObject { BaseObject: string or Array } or Array)
        {
            return inputData;
        }

        PSObject item = PSObject.AsPSObject(inputData);
        object? name = item.BaseObject is FileInfo file ? file.FullName : (item.Properties["Plan"] ?? item.Properties["Name"])?.Value;
        return (name is PSObject wrapped ? wrapped.BaseObject : name) ?? inputData;
    }
}
