using System.Runtime.InteropServices;

namespace ClawPowers.Cli.Tests.Native;

/// <summary>The command line as a native program: where <c>CLAWPOWERS_NATIVE</c> says, else where <c>./build.ps1 -Task Native</c> leaves it.</summary>
internal static class NativeProgram
{
    private static readonly string[] Projects = ["ClawPowers.Abstractions", "ClawPowers.Core", "ClawPowers.Cli"];

    /// <summary>Its path.</summary>
    /// <remarks>Without it the test is skipped; with one that was made of older sources as well, since that would answer for what is no longer there.</remarks>
    public static string Path
    {
        get
        {
            if (Environment.GetEnvironmentVariable("CLAWPOWERS_NATIVE") is { Length: > 0 } given)
            {
                Assert.True(File.Exists(given), $"CLAWPOWERS_NATIVE names no file: {given}");
                return given;
            }

            string made = System.IO.Path.Combine(Repository.Root, "artifacts", "native", RuntimeInformation.RuntimeIdentifier, OperatingSystem.IsWindows() ? "clawpowers.exe" : "clawpowers");
            Assert.SkipUnless(File.Exists(made), "There is no native program. To make it: ./build.ps1 -Task Native");
            Assert.SkipWhen(File.GetLastWriteTimeUtc(made) < NewestSource(), "The native program is older than its sources. To make it anew: ./build.ps1 -Task Native");
            return made;
        }
    }

    private static DateTime NewestSource() => Projects
        .SelectMany(static project => Directory.EnumerateFiles(System.IO.Path.Combine(Repository.Root, "src", project), "*", SearchOption.AllDirectories))
        .Max(File.GetLastWriteTimeUtc);
}
