using ClawPowers.Core.Storage;

namespace ClawPowers.Core.Tests.Storage;

public sealed class MountTableTests
{
    private static readonly string[] Table =
    [
        "22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw",
        "36 22 0:45 / /home rw,noatime - nfs4 server:/home rw,vers=4.2",
        "37 36 0:46 / /home/ada rw shared:7 master:2 - fuse.sshfs ada@server:/ rw,user_id=0",
        @"38 22 0:47 / /mnt/my\040disk\134x rw - 9p drvfs rw",
        "39 22 0:48 / /work rw - autofs systemd-1 rw",
        "40 39 0:49 / /work rw - cifs //server/work rw",
        "nonsense",
        "41 22 0:50 / /broken rw -",
    ];

    [Theory]
    [InlineData("/", "ext4")]
    [InlineData("/var/lib", "ext4")]
    [InlineData("/home", "nfs4")]
    [InlineData("/home/bob/x", "nfs4")]
    [InlineData("/home/ada", "fuse.sshfs")]
    [InlineData("/home/ada/.clawpowers", "fuse.sshfs")]
    [InlineData("/home/adam", "nfs4")]
    [InlineData(@"/mnt/my disk\x/y", "9p")]
    [InlineData("/work/main", "cifs")]
    [InlineData("/broken", "ext4")]
    public void The_longest_and_last_mount_above_a_folder_counts(string path, string format)
    {
        Assert.Equal(format, MountTable.FormatOf(path, Table));
    }

    [Fact]
    public void A_table_that_does_not_say_gives_nothing()
    {
        Assert.Null(MountTable.FormatOf("/home", ["", "nonsense"]));
    }

    [Fact]
    public void The_real_table_knows_the_folder_for_temporary_files()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux has it.");

        Assert.NotNull(MountTable.FormatOf(Path.GetTempPath().TrimEnd('/'), File.ReadLines("/proc/self/mountinfo")));
    }
}
