using System.Management.Automation;
using ClawPowers.Core;
using ClawPowers.Core.Errors;
using ClawPowers.PowerShell.Binding;
using ClawPowers.PowerShell.Completion;
using ClawPowers.PowerShell.Errors;

namespace ClawPowers.PowerShell.Commands;

/// <summary>A command that looks into a scope.</summary>
public abstract class ScopedCommand : ClawCommand
{
    private bool _scopeIsTyped;
    private bool _projectIsTyped;

    /// <summary>The scope to use instead of the one that the location decides.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ScopeName]
    public ClawScope? Scope { get; set; }

    /// <summary>The project to use instead of that of the location.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    [ArgumentCompleter(typeof(ProjectCompleter))]
    public string? Project { get; set; }

    /// <summary>The scope to use: what the caller typed wins over what a piped entry brings.</summary>
    /// <exception cref="ClawException"><c>InvalidScope</c>: what it brings is no scope.</exception>
    internal ClawScope? WantedScope =>
        _projectIsTyped && !_scopeIsTyped ? ClawScope.Project
        : Scope is ScopeNameAttribute.Unknown ? throw ErrorRecords.UnknownScope()
        : Scope;

    /// <summary>The project to use: that of a piped entry only if the caller typed neither a project nor a scope.</summary>
    internal string? WantedProject => _scopeIsTyped && !_projectIsTyped ? null : Project;

    /// <inheritdoc/>
    protected override void Begin()
    {
        if (Scope is ScopeNameAttribute.Unknown)
        {
            throw ErrorRecords.UnknownScope();
        }

        _scopeIsTyped = Scope is not null;
        _projectIsTyped = !string.IsNullOrEmpty(Project);
    }
}

/// <summary>A command that changes a scope, on someone's behalf.</summary>
public abstract class ScopedChangeCommand : ScopedCommand
{
    /// <summary>The session to book the change to, instead of the one that is found.</summary>
    [Parameter]
    public string? SessionId { get; set; }

    /// <summary>The agent to book the change to, instead of the one that is found.</summary>
    [Parameter]
    public string? Agent { get; set; }

    internal sealed override ClawContext CreateContext() => base.CreateContext().BookedTo(SessionId, Agent);
}

/// <summary>A command that changes what it finds by a number, wherever that is, on someone's behalf.</summary>
public abstract class NumberedChangeCommand : ClawCommand
{
    /// <summary>The session to book the change to, instead of the one that is found.</summary>
    [Parameter]
    public string? SessionId { get; set; }

    /// <summary>The agent to book the change to, instead of the one that is found.</summary>
    [Parameter]
    public string? Agent { get; set; }

    internal sealed override ClawContext CreateContext() => base.CreateContext().BookedTo(SessionId, Agent);
}

/// <summary>A command that looks into a scope that is typed, never piped.</summary>
public abstract class LookupCommand : ClawCommand
{
    /// <summary>The scope to look in instead of the one that the location decides.</summary>
    [Parameter]
    public ClawScope? Scope { get; set; }

    /// <summary>The project to look in instead of that of the location.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ProjectCompleter))]
    public string? Project { get; set; }
}
