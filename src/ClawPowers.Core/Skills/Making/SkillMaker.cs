using System.Text;
using ClawPowers.Core.Errors;
using ClawPowers.Core.Scope;
using ClawPowers.Core.Skills.Installing;
using ClawPowers.Core.Storage;

namespace ClawPowers.Core.Skills.Making;

/// <summary>Makes new skills: a folder with a valid <c>SKILL.md</c> and the scenarios that come before it, both to be filled in.</summary>
/// <param name="context">From where, and whose.</param>
public sealed class SkillMaker(ClawContext context)
{
    private const int LongestDescription = 1024;
    private const string SharedFolder = ".agents/skills";

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Checks what is asked for, and says where the skill would be. Changes nothing.</summary>
    /// <param name="request">What is asked for.</param>
    /// <returns>The skill's folder.</returns>
    /// <exception cref="ClawException"><c>InvalidSkillName</c>, <c>InvalidSkillDescription</c>, <c>SkillExists</c>, <c>SkillFolderUnusable</c>.</exception>
    public string Plan(NewSkillRequest request)
    {
        SkillPath.CheckName(request.Name);
        Describe(request.Description);
        string parent = request.Parent is { } named ? Path.GetFullPath(named, context.WorkingDirectory) : DefaultParent();
        string folder = Path.Combine(parent, request.Name);

        // Left by a crash it is used again; a link there was put by someone.
        if (new DirectoryInfo(folder + SkillDisk.Unfinished).LinkTarget is not null)
        {
            throw MakingErrors.FolderFailed(folder + SkillDisk.Unfinished, new IOException("It is a link."));
        }

        // A dead link is there too.
        return Directory.Exists(folder) || File.Exists(folder) || new FileInfo(folder).LinkTarget is not null
            ? throw MakingErrors.Exists(request.Name, folder)
            : folder;
    }

    /// <summary>Makes a skill: all of it or nothing.</summary>
    /// <param name="request">What is asked for.</param>
    /// <returns>Its <c>SKILL.md</c>.</returns>
    /// <exception cref="ClawException">As <see cref="Plan"/>.</exception>
    public string Make(NewSkillRequest request)
    {
        string folder = Plan(request);
        string unfinished = folder + SkillDisk.Unfinished;
        string parent = Path.GetDirectoryName(folder)!;
        string[] missing = [.. Missing(parent)];
        try
        {
            Directory.CreateDirectory(parent);
            try
            {
                Directory.CreateDirectory(Path.Combine(unfinished, "references"));
                File.WriteAllText(Path.Combine(unfinished, SkillFile.FileName), SkillSkeleton.Document(request.Name, Describe(request.Description)), Utf8);
                File.WriteAllText(Path.Combine(unfinished, "references", "scenarios.md"), SkillSkeleton.Scenarios(request.Name), Utf8);
                Directory.Move(unfinished, folder);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException && Directory.Exists(unfinished))
            {
                Directory.Delete(unfinished, recursive: true);
                throw;
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            RemoveEmpty(missing);
            throw MakingErrors.FolderFailed(parent, exception);
        }

        return Path.Combine(folder, SkillFile.FileName);
    }

    // The innermost first.
    private static IEnumerable<string> Missing(string? folder)
    {
        for (; folder is not null && !Directory.Exists(folder); folder = Path.GetDirectoryName(folder))
        {
            yield return folder;
        }
    }

    private static void RemoveEmpty(IEnumerable<string> folders)
    {
        try
        {
            foreach (string folder in folders.Where(Directory.Exists))
            {
                Directory.Delete(folder);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Someone has put something there by now.
        }
    }

    private string DefaultParent()
    {
        string? project = ProjectIdentity.TopFolder(context.WorkingDirectory);
        string root = project
            ?? (Directory.Exists(context.HomeDirectory) ? context.HomeDirectory : throw InstallErrors.NoHome(context.HomeDirectory));
        string parent = Path.GetFullPath(SharedFolder, root);
        return project is null || SkillTarget.IsWithin(RealPath.Of(parent), RealPath.Of(project)) ? parent : throw InstallErrors.LeadsOut(parent, RealPath.Of(parent));
    }

    // On one line, as front matter has it.
    private static string? Describe(string? description)
    {
        if (description is null)
        {
            return null;
        }

        string text = string.Join(' ', description.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        string? wrong = text switch
        {
            "" => "it is blank",
            { Length: > LongestDescription } => $"it has {text.Length} characters",
            _ when text.AsSpan().IndexOfAny('<', '>') >= 0 => $"it has a '{text[text.AsSpan().IndexOfAny('<', '>')]}'",
            _ when text.Any(char.IsControl) => "it has control characters",
            _ => null,
        };
        return wrong is null ? text : throw MakingErrors.InvalidDescription(wrong, description);
    }
}
