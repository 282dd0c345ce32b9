using ClawPowers.Core.Skills;

namespace ClawPowers.Core.Tests.Skills;

public sealed class SkillFoldersTests
{
    [Theory]
    [InlineData("tools/claw", "tools/claw")]
    [InlineData("ClawPowers/1.2.3/lib", "ClawPowers/1.2.3")]
    [InlineData("ClawPowers/1.2.3/lib/runtimes/linux-x64/native", "ClawPowers/1.2.3")]
    [InlineData("artifacts/native/linux-x64", "artifacts/native/linux-x64")]
    [InlineData("own/native", "own/native")]
    [InlineData("runtimes/x/native", "runtimes/x/native")]
    public void The_programs_folders_are_beside_it_or_where_the_module_has_them(string folder, string expected)
    {
        string root = Path.GetPathRoot(AppContext.BaseDirectory)!;
        string above = Path.GetFullPath(expected, root);
        Assert.Equal(above, SkillFolders.ProgramFolder(Path.GetFullPath(folder, root)));
        Assert.Equal(above, SkillFolders.ProgramFolder(Path.GetFullPath(folder, root) + Path.DirectorySeparatorChar));
    }

    [Theory]
    [InlineData("native")]
    [InlineData("lib")]
    public void A_program_at_the_root_of_a_disk_is_no_modules(string folder) =>
        Assert.EndsWith(folder == "lib" ? Path.GetPathRoot(AppContext.BaseDirectory)! : folder, SkillFolders.ProgramFolder(Path.GetFullPath(folder, Path.GetPathRoot(AppContext.BaseDirectory)!)), StringComparison.Ordinal);
}
