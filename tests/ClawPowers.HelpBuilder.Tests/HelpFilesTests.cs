using Xunit;

namespace ClawPowers.HelpBuilder.Tests;

public sealed class HelpFilesTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("clawpowers-help-");

    [Fact]
    public void A_folder_of_pages_becomes_one_MAML_file_and_a_text_per_topic()
    {
        Put("Get-Sample.md", PageText.Sample);
        Put("about_Sample.md", PageText.About);
        string target = Path.Combine(_folder.FullName, "help");
        HelpFiles.Build(_folder.FullName, target);
        Assert.Equal(
            [HelpFiles.MamlFileName, "about_Sample.help.txt"],
            Directory.EnumerateFiles(target).Select(static path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Nothing_is_written_if_one_page_is_wrong()
    {
        Put("Get-Sample.md", PageText.Sample);
        Put("Set-Sample.md", PageText.Sample);
        string target = Path.Combine(_folder.FullName, "help");
        Assert.Throws<PageException>(() => HelpFiles.Build(_folder.FullName, target));
        Assert.False(Directory.Exists(target));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private void Put(string name, string text) => File.WriteAllText(Path.Combine(_folder.FullName, name), text);
}
