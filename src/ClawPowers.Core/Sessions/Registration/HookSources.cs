using ClawPowers.Core.Agents;
using ClawPowers.Core.Errors;
using ClawPowers.Core.Sessions.Registration.Files;

namespace ClawPowers.Core.Sessions.Registration;

/// <summary>The scripts that come with the program, and where the one goes that every hook runs.</summary>
internal static class HookSources
{
    /// <summary>The plugin of OpenCode.</summary>
    public static byte[] OpenCodePlugin(ClawContext context) => Read(Path.Combine(context.BundledHooks, "opencode", "clawpowers.js"));

    /// <summary>The starter in the home, which every hook runs.</summary>
    public static HookFile Starter(ClawContext context) => new OwnFile(
        Path.GetFullPath(HookCommand.StarterPath, context.HomeDirectory),
        () => Read(Path.Combine(context.BundledHooks, "starter.ps1")),
        isRules: false);

    private static byte[] Read(string path) => HookDisk.Read(path) ?? throw HookErrors.SourceMissing(path);
}
