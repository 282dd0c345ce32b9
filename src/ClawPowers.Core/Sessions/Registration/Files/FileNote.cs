using ClawPowers.Core.Sessions.Registration.Json;

namespace ClawPowers.Core.Sessions.Registration.Files;

/// <summary>What has to be known of a file to leave it as it was before something was registered in it.</summary>
internal sealed class FileNote
{
    /// <summary>Whether it was there.</summary>
    public bool Existed { get; init; }

    /// <summary>Folders that were made for it, the outermost first.</summary>
    public List<string> Folders { get; } = [];

    /// <summary>The hash of what was written, of a file that is wholly ours; null for any other.</summary>
    public string? Hash { get; set; }

    /// <summary>What was inserted into a JSON text.</summary>
    public JsonTrace Trace { get; init; } = new();

    /// <summary>Another with the same content.</summary>
    public FileNote Copy()
    {
        var copy = new FileNote { Existed = Existed, Hash = Hash, Trace = new JsonTrace { Blank = Trace.Blank } };
        copy.Folders.AddRange(Folders);
        copy.Trace.Made.UnionWith(Trace.Made);
        copy.Trace.Inserted.UnionWith(Trace.Inserted);
        foreach ((string path, string inside) in Trace.Empty)
        {
            copy.Trace.Empty.Add(path, inside);
        }

        return copy;
    }
}
