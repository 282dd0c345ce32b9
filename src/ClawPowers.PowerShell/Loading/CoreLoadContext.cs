using System.Reflection;
using System.Runtime.Loader;

namespace ClawPowers.PowerShell.Loading;

/// <summary>
/// Keeps ClawPowers.Core and its dependencies away from every other assembly in the process, so that another module
/// may bring another version of the same package.
/// </summary>
internal sealed class CoreLoadContext : AssemblyLoadContext
{
    private const string CoreName = "ClawPowers.Core";
    private static readonly Assembly AbstractionsAssembly = typeof(StateEntry).Assembly;
    private static readonly Lazy<CoreLoadContext> Instance = new(static () => new CoreLoadContext());

    private readonly string _folder;
    private readonly AssemblyDependencyResolver _resolver;

    private CoreLoadContext()
        : base("ClawPowers")
    {
        _folder = Path.Combine(Path.GetDirectoryName(typeof(CoreLoadContext).Assembly.Location)!, "lib");
        _resolver = new AssemblyDependencyResolver(Path.Combine(_folder, CoreName + ".dll"));
    }

    /// <summary>Answers the default context's question for Core. Safe to subscribe once for the life of the process.</summary>
    /// <param name="context">The context that asks.</param>
    /// <param name="name">What it asks for.</param>
    /// <returns>Core, or null for any other name.</returns>
    public static Assembly? ResolveCore(AssemblyLoadContext context, AssemblyName name) =>
        string.Equals(name.Name, CoreName, StringComparison.Ordinal)
            ? Instance.Value.LoadFromAssemblyName(name)
            : null;

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        // The records that cmdlets emit must be the ones PowerShell sees.
        if (string.Equals(assemblyName.Name, AbstractionsAssembly.GetName().Name, StringComparison.Ordinal))
        {
            return AbstractionsAssembly;
        }

        string path = Path.Combine(_folder, assemblyName.Name + ".dll");
        return File.Exists(path) ? LoadFromAssemblyPath(path) : null;
    }

    /// <inheritdoc/>
    protected override nint LoadUnmanagedDll(string unmanagedDllName)
    {
        // The runtime caches the handle per P/Invoke module; NativeLibrary returns the same one for the same path.
        string? path = _resolver.ResolveUnmanagedDllToPath(unmanagedDllName);
        return path is null ? 0 : LoadUnmanagedDllFromPath(path);
    }
}
