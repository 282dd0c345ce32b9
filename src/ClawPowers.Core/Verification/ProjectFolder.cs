using ClawPowers.Core.Errors;
using ClawPowers.Core.Scope;
using ClawPowers.Core.Storage;

namespace ClawPowers.Core.Verification;

/// <summary>Finds the folder that a verification is about.</summary>
/// <param name="Folder">The folder, its real path.</param>
/// <param name="Configuration">The configuration in it; null if there is none.</param>
internal sealed record ProjectFolder(string Folder, string? Configuration)
{
    /// <summary>Where a configuration stands, from the project's folder.</summary>
    public static readonly string ConfigurationPath = Path.Combine(".clawpowers", "verification.yaml");

    /// <summary>
    /// The nearest folder with a configuration, up to the top of the repository. Without one, the folder that was named, else the top of
    /// the repository, else the location.
    /// </summary>
    /// <param name="context">The location.</param>
    /// <param name="named">The folder that was named; null for none.</param>
    public static ProjectFolder Find(ClawContext context, string? named)
    {
        string start = Path.TrimEndingDirectorySeparator(Path.GetFullPath(named ?? context.WorkingDirectory, context.WorkingDirectory));
        if (!Directory.Exists(start))
        {
            throw VerificationErrors.FolderMissing(start);
        }

        start = RealPath.Of(start);
        string? top = ProjectIdentity.TopFolder(start);
        for (string? folder = start; folder is not null; folder = folder == top || top is null ? null : Path.GetDirectoryName(folder))
        {
            string file = Path.Combine(folder, ConfigurationPath);
            if (File.Exists(file))
            {
                return new ProjectFolder(folder, file);
            }
        }

        return new ProjectFolder(named is null ? top ?? start : start, Configuration: null);
    }
}
