using System.Management.Automation;
using System.Text;
using ClawPowers.Core;
using ClawPowers.Core.Sessions.Hooks;
using ClawPowers.PowerShell.Loading;

namespace ClawPowers.PowerShell.Commands;

/// <summary>Answers an agent's session-start hook, as one text. What goes wrong is one line on standard error and no error record, which would fail the session.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "ClawHook")]
[OutputType(typeof(string))]
public sealed class InvokeClawHookCommand : ClawCommand
{
    private StringBuilder? _input;

    /// <summary>The agent that asks.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    public ClawAgent Agent { get; set; }

    /// <summary>What the agent says, as JSON; the process's standard input if left out.</summary>
    [Parameter(ValueFromPipeline = true)]
    [AllowEmptyString]
    [AllowNull]
    public string? InputObject { get; set; }

    /// <inheritdoc/>
    protected override void Process()
    {
        // A file comes line by line.
        if (InputObject is not null)
        {
            _input = _input is null ? new StringBuilder(InputObject) : _input.Append('\n').Append(InputObject);
        }
    }

    /// <inheritdoc/>
    protected override void End()
    {
        ModuleLifetime.NoteCoreUse();
        string folder = SessionState.Path.CurrentFileSystemLocation.ProviderPath;
        // Not by way of CreateContext, which would write to the verbose stream: that is standard output here.
        HookAnswer answer = HookRunner.Run(() => ClawContext.FromEnvironment(folder), Agent, OpenInput, Stopped);
        if (answer.Failure is not null)
        {
            Console.Error.WriteLine(answer.Failure);
        }

        WriteObject(answer.Json);
    }

    private Stream? OpenInput() =>
        _input is not null ? new MemoryStream(Encoding.UTF8.GetBytes(_input.ToString()))
        : Console.IsInputRedirected ? Console.OpenStandardInput()
        : null;
}
