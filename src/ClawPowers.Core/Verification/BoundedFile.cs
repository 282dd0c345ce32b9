namespace ClawPowers.Core.Verification;

/// <summary>Reads files of a project that is not trusted yet. One that is a link to a device would never end, and a link's own length says nothing of what it leads to.</summary>
internal static class BoundedFile
{
    /// <summary>The bytes of a file; none of what has no length, such as a device.</summary>
    /// <param name="path">The file.</param>
    /// <param name="most">How many bytes it may have.</param>
    /// <param name="length">How many it has.</param>
    /// <returns>Null if it has more.</returns>
    public static byte[]? Read(string path, int most, out long length)
    {
        using FileStream file = File.OpenRead(path);
        length = file.CanSeek ? file.Length : 0;
        if (length > most)
        {
            return null;
        }

        byte[] bytes = new byte[length];
        int read = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return bytes[..read];
    }
}
