namespace ClawPowers.Core.Storage;

/// <summary>
/// Reads Linux's own table of mounts. The runtime's <see cref="DriveInfo"/> knows a file system by its number only, which
/// all of FUSE share.
/// </summary>
internal static class MountTable
{
    /// <summary>The type of the file system that a folder is on, as <c>mount</c> names it; null if the table does not say.</summary>
    /// <param name="path">An absolute path without links.</param>
    /// <param name="table">The lines of <c>/proc/self/mountinfo</c>.</param>
    public static string? FormatOf(string path, IEnumerable<string> table)
    {
        string? format = null;
        int longest = 0;
        foreach (string line in table)
        {
            // 36 35 98:0 /root /mount/point options [tags...] - type source options
            string[] fields = line.Split(' ');
            int separator = Array.IndexOf(fields, "-", Math.Min(6, fields.Length));
            if (separator < 0 || separator + 1 >= fields.Length)
            {
                continue;
            }

            // Of two at the same place the later one hides the earlier.
            string point = Unescaped(fields[4]);
            if (point.Length >= longest && IsAtOrBelow(path, point))
            {
                (format, longest) = (fields[separator + 1], point.Length);
            }
        }

        return format;
    }

    private static bool IsAtOrBelow(string path, string point) =>
        point == "/" || path == point || path.StartsWith(point + "/", StringComparison.Ordinal);

    // The four characters that the kernel escapes, the escape itself last.
    private static string Unescaped(string field) => field
        .Replace(@"\040", " ", StringComparison.Ordinal)
        .Replace(@"\011", "\t", StringComparison.Ordinal)
        .Replace(@"\012", "\n", StringComparison.Ordinal)
        .Replace(@"\134", @"\", StringComparison.Ordinal);
}
