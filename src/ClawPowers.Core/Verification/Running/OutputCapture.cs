using System.Globalization;
using System.Text;
using ClawPowers.Core.State;

namespace ClawPowers.Core.Verification.Running;

/// <summary>
/// Keeps what a gate prints in a file: its first and its last part, line by line as it comes, known secrets masked. What is between is
/// counted and dropped, so that no gate fills memory or disk.
/// </summary>
internal sealed class OutputCapture : IDisposable
{
    /// <summary>How much of the beginning is kept, and of the end, in bytes.</summary>
    public const int Part = 512 * 1024;

    // A line that is longer is handled in pieces.
    private const int LongestLine = 64 * 1024;

    private readonly object _gate = new();
    private readonly FileStream _file;
    private readonly MemoryStream _line = new();
    private readonly byte[] _ring = new byte[Part];
    private readonly byte[] _latest = new byte[256];
    private int _latestLength;
    private long _headTaken;
    private long _tailTaken;
    private bool _inKey;
    private bool _isClosed;

    public OutputCapture(string path) =>
        _file = new FileStream(path, new FileStreamOptions { Mode = FileMode.Append, Access = FileAccess.Write, Share = FileShare.ReadWrite | FileShare.Delete, BufferSize = 0 });

    /// <summary>Why not all could be kept that should be; null if it could.</summary>
    public string? Problem { get; private set; }

    /// <summary>The newest line that is not blank, its beginning; null if there is none.</summary>
    public string? LatestLine
    {
        get
        {
            lock (_gate)
            {
                return _latestLength == 0 ? null : Encoding.UTF8.GetString(_latest, 0, _latestLength);
            }
        }
    }

    /// <summary>Takes a piece of output.</summary>
    public void Write(ReadOnlyMemory<byte> piece)
    {
        lock (_gate)
        {
            if (_isClosed)
            {
                return;
            }

            ReadOnlySpan<byte> bytes = piece.Span;
            Note(bytes);
            while (!bytes.IsEmpty && (_headTaken < Part || _line.Length > 0))
            {
                int end = bytes.IndexOf((byte)'\n') + 1;
                int take = Math.Min(end == 0 ? bytes.Length : end, LongestLine - (int)_line.Length);
                _line.Write(bytes[..take]);
                _headTaken += take;
                bytes = bytes[take..];
                if (end == take || _line.Length >= LongestLine)
                {
                    Flush();
                }
            }

            Keep(bytes);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            if (!_isClosed)
            {
                Flush();
                WriteTail();
                _isClosed = true;
                _file.Dispose();
            }
        }
    }

    private void Note(ReadOnlySpan<byte> bytes)
    {
        // The last line of a piece, or the piece itself, is what a person wants to see go by.
        ReadOnlySpan<byte> text = bytes.TrimEnd("\r\n\t "u8);
        text = text[(text.LastIndexOf((byte)'\n') + 1)..].Trim("\r\n\t "u8);
        if (!text.IsEmpty)
        {
            text = text[..Math.Min(text.Length, _latest.Length)];
            text.CopyTo(_latest);
            _latestLength = text.Length;
        }
    }

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        _tailTaken += bytes.Length;
        bytes = bytes[Math.Max(0, bytes.Length - Part)..];
        int at = (int)((_tailTaken - bytes.Length) % Part);
        int first = Math.Min(bytes.Length, Part - at);
        bytes[..first].CopyTo(_ring.AsSpan(at));
        bytes[first..].CopyTo(_ring);
    }

    private void Flush()
    {
        if (_line.Length > 0)
        {
            Put(_line.GetBuffer().AsSpan(0, (int)_line.Length));
            _line.SetLength(0);
        }
    }

    private void WriteTail()
    {
        if (_tailTaken == 0)
        {
            return;
        }

        byte[] tail = new byte[Math.Min(_tailTaken, Part)];
        int start = _tailTaken <= Part ? 0 : (int)(_tailTaken % Part);
        int first = Math.Min(tail.Length, Part - start);
        _ring.AsSpan(start, first).CopyTo(tail);
        _ring.AsSpan(0, tail.Length - first).CopyTo(tail.AsSpan(first));
        ReadOnlySpan<byte> rest = tail;
        if (_tailTaken > Part)
        {
            // It begins in the middle of a line, maybe in that of a secret.
            int line = rest.IndexOf((byte)'\n') + 1;
            rest = rest[(line > LongestLine ? 0 : line)..];
            _inKey = false;
            Put(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"\n[{_tailTaken - rest.Length} bytes were left out here; the first and the last {Part} are kept]\n")));
        }

        while (!rest.IsEmpty)
        {
            int end = rest.IndexOf((byte)'\n') + 1;
            int take = Math.Min(end == 0 ? rest.Length : end, LongestLine);
            Put(rest[..take]);
            rest = rest[take..];
        }
    }

    // Bytes that hold no secret stay as they are, in whatever encoding.
    private void Put(ReadOnlySpan<byte> line)
    {
        string text = Encoding.UTF8.GetString(line);
        string masked = Masked(text);
        try
        {
            _file.Write(ReferenceEquals(masked, text) ? line : Encoding.UTF8.GetBytes(masked));
        }
        catch (IOException exception)
        {
            Problem ??= exception.Message.TrimEnd('.');
        }
    }

    // The scanner sees one line at a time, and a private key has many.
    private string Masked(string text)
    {
        bool ends = text.Contains("-----END ", StringComparison.Ordinal);
        if (_inKey)
        {
            _inKey = !ends;
            return string.Empty;
        }

        string masked = SecretScanner.Mask(text);
        if (!ReferenceEquals(masked, text) && text.Contains("-----BEGIN ", StringComparison.Ordinal) && text.Contains("PRIVATE KEY", StringComparison.Ordinal))
        {
            _inKey = !ends;
            masked += "\n";
        }

        return masked;
    }
}
