using ClawPowers.Core.Agents;
using ClawPowers.Core.Skills.Reading;

namespace ClawPowers.Core.Errors;

/// <summary>The ways in which setting up can fail that are its own, each with its id and its sentence.</summary>
internal static class SetupErrors
{
    public static ClawException Failed(SetupStep step, Exception inner) => new(
        "SetupStepFailed",
        ClawErrorKind.Disk,
        VisibleText.Escape($"This could not be done: {step.Change}, in '{step.Path}'. {inner.Message.TrimEnd('.')}. The other steps went on; run the command again when the cause is mended."),
        step.Path,
        inner);

    public static ClawException NotDeleted(string path, Exception inner) => new(
        "SetupStepFailed",
        inner is UnauthorizedAccessException ? ClawErrorKind.ReadOnly : ClawErrorKind.Disk,
        VisibleText.Escape($"'{path}' could not be deleted: {inner.Message.TrimEnd('.')}. The other steps went on; run the command again when the cause is mended."),
        path,
        inner);

    public static ClawException InvalidTarget(string name) => new(
        "InvalidAgent",
        ClawErrorKind.InvalidArgument,
        VisibleText.Escape($"'{name}' is not an agent that ClawPowers knows. Allowed: {string.Join(", ", HookTargetName.All)}; case and hyphens do not matter."),
        name);
}
