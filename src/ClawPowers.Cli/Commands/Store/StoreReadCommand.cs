using ClawPowers.Cli.CommandLine;
using ClawPowers.Cli.Output;
using ClawPowers.Core.State;

namespace ClawPowers.Cli.Commands.Store;

/// <summary>A command that prints a line for every entry that matches.</summary>
internal abstract class StoreReadCommand : StoreCommand
{
    protected StoreReadCommand(string name, string description)
        : base(name, description) => Arguments.Add(CommonOptions.Keys);

    public override int Run(Invocation invocation)
    {
        string pattern = invocation.Text(CommonOptions.Keys) ?? string.Empty;
        KeyPattern keys = Pattern(pattern);
        IEnumerable<StateEntry> entries = invocation.Store.Read(invocation.Query(keys), invocation.Cancellation);
        if (invocation.Json)
        {
            JsonOutput.WriteArray(invocation.Out, entries, JsonOutput.Entry);
            return CommandHost.Success;
        }

        bool any = false;
        foreach (StateEntry entry in invocation.WantsAllScopes ? entries : Nearest(entries))
        {
            any = true;
            invocation.Out.WriteLine(Line(entry));
        }

        if (!any && pattern.Length > 0)
        {
            invocation.Shell.Error.WriteLine(keys.Text == pattern ? $"No key matches '{pattern}'." : $"No key begins with '{pattern}'.");
        }

        return CommandHost.Success;
    }

    /// <summary>Text with a wildcard is a glob, other text the beginning of a key.</summary>
    public static KeyPattern Pattern(string? text) =>
        text.AsSpan().ContainsAny('*', '?', '[') ? KeyPattern.Parse(text!) : KeyPattern.StartingWith(text ?? string.Empty);

    /// <summary>An entry as a line.</summary>
    protected abstract string Line(StateEntry entry);

    // A line does not tell a scope. So where the project and the global scope have the same key, only the entry counts
    // that 'get' would find. The project's come first.
    private static IEnumerable<StateEntry> Nearest(IEnumerable<StateEntry> entries)
    {
        var inProject = new HashSet<string>(StringComparer.Ordinal);
        foreach (StateEntry entry in entries)
        {
            if (entry.Scope == ClawScope.Project ? inProject.Add(entry.Key) : !inProject.Contains(entry.Key))
            {
                yield return entry;
            }
        }
    }
}
