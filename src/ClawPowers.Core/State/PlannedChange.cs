using ClawPowers.Core.Errors;
using ClawPowers.Core.Scope;

namespace ClawPowers.Core.State;

/// <summary>A request that was checked, with its scope decided and its value in the form that is kept.</summary>
public sealed record PlannedChange
{
    private PlannedChange(StateRequest request, string project, StoredValue? value)
    {
        Request = request;
        Project = project;
        Value = value;
    }

    /// <summary>The request.</summary>
    public StateRequest Request { get; }

    /// <summary>The scope that it changes, in words.</summary>
    public string Destination => ScopeSelection.Describe(Project);

    /// <summary>The project that it changes; empty for global.</summary>
    internal string Project { get; }

    /// <summary>The value to write, or the line to append.</summary>
    internal StoredValue? Value { get; }

    internal static PlannedChange From(StateRequest request, ScopeSelection scopes)
    {
        StateKey.Validate(request.Key);
        StoredValue? value = null;
        switch (request)
        {
            case SetRequest set:
                value = StoredValue.From(set.Value);
                RefuseSecret(request.Key, value.Value.Raw as string, set.AllowSecret);
                break;
            case AppendRequest append:
                value = new StoredValue(StateValueType.Text, StoredValue.From(append.Line).ToText());
                RefuseSecret(request.Key, (string)value.Value.Raw, append.AllowSecret);
                break;
        }

        return new PlannedChange(request, scopes.ForWriting(request.Scope, request.Project), value);
    }

    private static void RefuseSecret(string key, string? text, bool allow)
    {
        if (!allow && text is not null && SecretScanner.Find(text) is { } rule)
        {
            throw StateErrors.SecretInValue(key, rule);
        }
    }
}
