using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using ClawPowers.Cli.Changes;
using ClawPowers.Cli.CommandLine;
using ClawPowers.Cli.Output;
using ClawPowers.Core.State;

namespace ClawPowers.Cli.Commands.Store;

/// <summary><c>clawpowers store apply</c></summary>
internal sealed class StoreApplyCommand : StoreCommand
{
    private readonly Argument<string> _input = new("-") { Description = "Standard input, the only source." };

    public StoreApplyCommand()
        : base("apply", "Make many changes, read as JSON lines from standard input, in one commit.")
    {
        Arguments.Add(_input);
        Options.Add(CommonOptions.AllowSecret);
        Options.Add(CommonOptions.SessionId);
        Options.Add(CommonOptions.Agent);
    }

    public override string Details =>
        """
        A line is {"op":"set","key":"…","value":"…","expiresIn":"10m","ifVersion":3}, or with the op append, incr ("by", "minimum", "maximum"), delete or undo ("version"). If a line can't be read, nothing is applied. If a change can't be made (a version conflict, an invalid key), it is reported, the rest is kept, and the exit code is 1.
        """;

    public override int Run(Invocation invocation)
    {
        if (invocation.Required(_input) is var source && source != "-")
        {
            throw CommandLineErrors.Invalid($"'{source}' is not possible here: changes come from standard input. Write: clawpowers store apply - < {source}");
        }

        IReadOnlyList<ChangeLine> lines = ChangeLines.Read(StandardInput.ReadToEnd(invocation.Shell, invocation.Cancellation), invocation.Context.Time.GetUtcNow());
        ChangeResult[] results = ChangeBatch.Apply(
            invocation.Store,
            lines,
            request => request switch
            {
                SetRequest set => Common(invocation, set with { AllowSecret = invocation.Flag(CommonOptions.AllowSecret) }),
                AppendRequest append => Common(invocation, append with { AllowSecret = invocation.Flag(CommonOptions.AllowSecret) }),
                _ => Common(invocation, request),
            },
            invocation.Cancellation);
        Print(invocation, results);
        return Array.TrueForAll(results, static result => result.Error is null) ? CommandHost.Success : CommandHost.Failure;
    }

    private static StateRequest Common(Invocation invocation, StateRequest request) =>
        request with { Scope = invocation.Scope, Project = invocation.Project, WantsEntry = invocation.Json };

    private static void Print(Invocation invocation, ChangeResult[] results)
    {
        if (invocation.Json)
        {
            JsonOutput.WriteArray(invocation.Out, results, Json);
            return;
        }

        foreach (ChangeResult result in results.Where(static result => result.Error is not null))
        {
            invocation.Shell.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Line {result.Line.Number}: {ShellWording.Of(result.Error!.Message)}"));
        }

        int applied = results.Count(static result => result.Error is null);
        invocation.Out.WriteLine(applied == results.Length
            ? string.Create(CultureInfo.InvariantCulture, $"Applied {applied} {(applied == 1 ? "change" : "changes")}.")
            : string.Create(CultureInfo.InvariantCulture, $"Applied {applied} of {results.Length} changes."));
    }

    private static void Json(Utf8JsonWriter writer, ChangeResult result)
    {
        writer.WriteStartObject();
        writer.WriteNumber("line", result.Line.Number);
        writer.WriteString("op", result.Line.Operation);
        writer.WriteString("key", result.Line.Request.Key);
        if (result.Error is { } error)
        {
            ErrorOutput.Member(writer, error);
        }
        else
        {
            writer.WritePropertyName("entry");
            if (result.Entry is { } entry)
            {
                JsonOutput.Entry(writer, entry);
            }
            else
            {
                writer.WriteNullValue();
            }
        }

        writer.WriteEndObject();
    }
}
