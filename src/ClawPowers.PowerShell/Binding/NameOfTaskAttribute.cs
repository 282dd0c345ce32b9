using System.Management.Automation;

namespace ClawPowers.PowerShell.Binding;

/// <summary>Takes the task's name out of an object that has one, where PowerShell would turn a whole plan into text and look for a task of that name.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class NameOfTaskAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        if (inputData is null or string or PSObject { BaseObject: string or ValueType or Array } or ValueType or Array)
        {
            return inputData;
        }

        PSMemberInfoCollection<PSPropertyInfo> properties = PSObject.AsPSObject(inputData).Properties;
        object? id = properties["Id"]?.Value;
        return (id is PSObject wrapped ? wrapped.BaseObject : id) ?? (properties["Plan"] is null && properties["Name"] is null ? inputData : null);
    }
}
