using System.Management.Automation;
using System.Runtime.Loader;
using ClawPowers.Core.Storage;

namespace ClawPowers.PowerShell.Loading;

/// <summary>What happens when the module comes and goes: nothing but telling the runtime where Core is.</summary>
public sealed class ModuleLifetime : IModuleAssemblyInitializer, IModuleAssemblyCleanup
{
    private static bool _coreWasUsed;

    /// <inheritdoc/>
    public void OnImport()
    {
        // Idempotent, and never unsubscribed: the handler belongs to the process, not to one import.
        AssemblyLoadContext.Default.Resolving -= CoreLoadContext.ResolveCore;
        AssemblyLoadContext.Default.Resolving += CoreLoadContext.ResolveCore;
    }

    /// <inheritdoc/>
    public void OnRemove(PSModuleInfo psModuleInfo)
    {
        // An idle pooled connection keeps the file open, which on Windows keeps it from being moved.
        if (_coreWasUsed)
        {
            ReleaseConnections();
        }
    }

    internal static void NoteCoreUse() => _coreWasUsed = true;

    // In a method of its own, so that a module that was never used does not load Core to be removed.
    private static void ReleaseConnections() => StoreConnections.ReleaseIdle();
}
