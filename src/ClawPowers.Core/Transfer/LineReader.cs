using System.Globalization;

namespace ClawPowers.Core.Transfer;

/// <summary>Reads the lines of a file as bytes, however long they are. A mark at the beginning (BOM) is left out, a carriage return at the end too.</summary>
internal sealed class LineReader(Stream stream)
{
    // More than any line of an export: no row is longer.
    private const int LongestLine = 1_000_000_000;

    private byte[] _buffer = new byte[1 << 16];
    private int _start;
    private int _end;
    private bool _isAtEnd;

    /// <summary>The number of the line that was read last, from 1.</summary>
    public long Number { get; private set; }

    /// <summary>Reads the next line. Valid until the next call.</summary>
    /// <returns>Whether there was one.</returns>
    public bool Read(out ReadOnlyMemory<byte> line)
    {
        int searched = _start;
        while (true)
        {
            int found = _buffer.AsSpan(searched, _end - searched).IndexOf((byte)'\n');
            if (found >= 0)
            {
                line = Line(searched + found);
                _start = searched + found + 1;
                return true;
            }

            if (_isAtEnd)
            {
                bool any = _end > _start;
                line = any ? Line(_end) : default;
                _start = _end;
                return any;
            }

            searched = _end - _start;
            Fill();
            searched += _start;
        }
    }

    private ReadOnlyMemory<byte> Line(int end)
    {
        ReadOnlyMemory<byte> line = _buffer.AsMemory(_start, end - _start);
        if (++Number == 1 && line.Span.StartsWith("\uFEFF"u8))
        {
            line = line[3..];
        }

        return line.Length > 0 && line.Span[^1] == (byte)'\r' ? line[..^1] : line;
    }

    private void Fill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length)
        {
            if (_buffer.Length > LongestLine)
            {
                throw new IOException(string.Create(CultureInfo.InvariantCulture, $"Line {Number + 1} is longer than {LongestLine} bytes."));
            }

            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        int read = stream.Read(_buffer, _end, _buffer.Length - _end);
        _isAtEnd = read == 0;
        _end += read;
    }
}
