using System.Management.Automation;
using System.Management.Automation.Language;
using ClawPowers.Core;
using ClawPowers.PowerShell.Loading;

namespace ClawPowers.PowerShell.Completion;

/// <summary>What completers share: where they run, and how a word looks on the command line.</summary>
internal static class CompletionText
{
    public static ClawContext CreateContext()
    {
        ModuleLifetime.NoteCoreUse();
        return ClawContext.FromEnvironment(CurrentLocation());
    }

    // The runspace's own session state can't be asked while a pipeline runs, and completion is always called from one.
    private static string CurrentLocation()
    {
        using var shell = System.Management.Automation.PowerShell.Create(RunspaceMode.CurrentRunspace);
        return shell
            .AddCommand(@"Microsoft.PowerShell.Management\Get-Location")
            .AddParameter("PSProvider", "FileSystem")
            .Invoke<PathInfo>()[0].ProviderPath;
    }

    /// <summary>The word as typed so far, without its opening quote.</summary>
    public static string Unquoted(string word) => word.Trim('\'', '"');

    /// <summary>A word to offer, quoted if the command line would read it otherwise.</summary>
    public static CompletionResult Result(string text)
    {
        bool isPlain = text.All(static c => char.IsLetterOrDigit(c) || c is ':' or '_' or '-' or '.' or '/') && !text.StartsWith('-');
        return new CompletionResult(
            isPlain ? text : "'" + CodeGeneration.EscapeSingleQuotedStringContent(text) + "'",
            text,
            CompletionResultType.ParameterValue,
            text);
    }
}
