namespace ClawPowers.Core.Tests.Support;

/// <summary>Permissions as Unix has them. Skips a test that needs them elsewhere.</summary>
internal static class Permissions
{
    public const UnixFileMode ReadFolder = UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;
    public const UnixFileMode ReadFile = UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    public static UnixFileMode Of(string path)
    {
        Skip();
        return OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(path);
    }

    public static void Set(string path, UnixFileMode mode)
    {
        Skip();
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, mode);
        }
    }

    private static void Skip() => Assert.SkipWhen(OperatingSystem.IsWindows(), "Permissions are something else there.");
}
