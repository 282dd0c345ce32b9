using System.Management.Automation;

namespace ClawPowers.PowerShell.Binding;

/// <summary>Takes the name out of an object that is a skill, an installed one or a folder, where PowerShell would turn it into text.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class NameOfSkillAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        if (inputData is null or string or PSObject { BaseObject: string or Array } or Array)
        {
            return inputData;
        }

        PSObject item = PSObject.AsPSObject(inputData);
        object? name = (item.Properties["Skill"] ?? item.Properties["Name"])?.Value;
        return (name is PSObject wrapped ? wrapped.BaseObject : name) ?? inputData;
    }
}
