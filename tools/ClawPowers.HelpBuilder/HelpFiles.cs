using System.Text;
using ClawPowers.HelpBuilder.About;
using ClawPowers.HelpBuilder.Maml;
using ClawPowers.HelpBuilder.Pages;

namespace ClawPowers.HelpBuilder;

/// <summary>A folder of pages in, a folder of help files out.</summary>
internal static class HelpFiles
{
    /// <summary>The name under which Get-Help looks for the help of the module's cmdlets.</summary>
    public const string MamlFileName = "ClawPowers.PowerShell.dll-Help.xml";

    private const string AboutPrefix = "about_";

    /// <summary>Reads every <c>*.md</c> of a folder and writes the MAML file and one text file per about page.</summary>
    /// <param name="pageFolder">Where the pages are.</param>
    /// <param name="helpFolder">Where the help files go; made if missing.</param>
    /// <exception cref="PageException">A page is malformed. Nothing has been written.</exception>
    public static void Build(string pageFolder, string helpFolder)
    {
        string[] paths = [.. Directory.EnumerateFiles(pageFolder, "*.md").Order(StringComparer.Ordinal)];
        List<CommandPage> commands = [];
        List<(string FileName, string Text)> topics = [];
        foreach (string path in paths)
        {
            PageSource source = PageSource.Parse(path, File.ReadAllText(path));
            if (Path.GetFileName(path).StartsWith(AboutPrefix, StringComparison.Ordinal))
            {
                topics.Add((Path.GetFileNameWithoutExtension(path) + ".help.txt", AboutText.Write(source)));
            }
            else
            {
                commands.Add(CommandPageReader.Read(source));
            }
        }

        Directory.CreateDirectory(helpFolder);
        if (commands.Count > 0)
        {
            using FileStream stream = File.Create(Path.Combine(helpFolder, MamlFileName));
            MamlWriter.Write(commands, stream);
        }

        foreach ((string fileName, string text) in topics)
        {
            File.WriteAllText(Path.Combine(helpFolder, fileName), text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        }
    }
}
