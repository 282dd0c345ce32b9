namespace ClawPowers.Core.Plans.Progress;

/// <summary>
/// Which column of a chart a moment stands in. What is behind stands left of the column of the present moment, what is ahead right of it;
/// a long pause, in which nobody worked, is one column.
/// </summary>
internal sealed class TimeAxis
{
    // A pause is left out if it takes more than this part of the whole; at most a quarter of the columns stand for pauses.
    private const double LongPause = 0.08;
    private const int MostPausesPart = 4;

    private readonly List<Piece> _behind;
    private readonly Piece? _ahead;

    private TimeAxis(List<Piece> behind, Piece? ahead)
    {
        _behind = behind;
        _ahead = ahead;
    }

    /// <summary>The first moment, in UTC milliseconds.</summary>
    public long Start => _behind.Count > 0 ? _behind[0].Span.From : _ahead!.Span.From;

    /// <summary>The last moment.</summary>
    public long End => (_ahead ?? _behind[^1]).Span.To;

    /// <summary>The column of the present moment; null if nothing is ahead.</summary>
    public int? NowColumn => _ahead?.Column - 1;

    /// <summary>The columns that stand for a pause.</summary>
    public IEnumerable<int> Pauses => _behind.Where(static piece => piece.IsPause).Select(static piece => piece.Column);

    /// <summary>Lays out the columns.</summary>
    /// <param name="worked">When there was work.</param>
    /// <param name="now">The present moment.</param>
    /// <param name="end">When the last projected task ends; null if none is projected.</param>
    /// <param name="columns">How many columns there are; at least 8.</param>
    /// <returns>Null if there is nothing to show.</returns>
    public static TimeAxis? Of(IEnumerable<WorkSpan> worked, long now, long? end, int columns)
    {
        WorkSpan[] spans = [.. worked.Select(span => new WorkSpan(Math.Min(span.From, now), Math.Min(span.To, now)))];
        if (spans.Length == 0 && end is null)
        {
            return null;
        }

        WorkSpan? ahead = end is { } last ? new WorkSpan(now, Math.Max(last, now + 1)) : null;
        List<Piece> behind = spans.Length == 0 ? [] : Behind(spans, ahead, columns);
        double past = behind.Where(static piece => !piece.IsPause).Sum(static piece => (double)piece.Span.Length);
        int room = columns - behind.Count(static piece => piece.IsPause);
        if (ahead is not { } future)
        {
            Place(behind, room);
            return new TimeAxis(behind, ahead: null);
        }

        room--; // for the present moment
        int left = past <= 0 ? 0 : Math.Clamp((int)Math.Round(room * past / (past + future.Length)), 1, room - 1);
        Place(behind, left);
        int column = columns - room + left;
        return new TimeAxis(behind, new Piece(future, IsPause: false) { Column = column, Columns = columns - column });
    }

    /// <summary>The columns of a stretch of time that is behind: at least one, unless nothing is behind.</summary>
    /// <returns>The first, and the one after the last.</returns>
    public (int First, int After) Behind(WorkSpan span) => _behind.Count == 0 ? (0, 0) : Columns(_behind, span);

    /// <summary>The columns of a stretch of time that is ahead: at least one.</summary>
    /// <returns>The first, and the one after the last.</returns>
    public (int First, int After) Ahead(WorkSpan span) => _ahead is null ? (0, 0) : Columns([_ahead], span);

    private static (int First, int After) Columns(List<Piece> pieces, WorkSpan span)
    {
        int most = Math.Max(pieces[0].Column, pieces[^1].Column + pieces[^1].Columns - 1);
        int first = Math.Clamp((int)(Position(pieces, span.From) + 1e-9), pieces[0].Column, most);
        int after = (int)Math.Ceiling(Position(pieces, span.To) - 1e-9);
        return (first, Math.Clamp(after, first + 1, most + 1));
    }

    private static double Position(List<Piece> pieces, long moment)
    {
        double position = pieces[0].Column;
        foreach (Piece piece in pieces.TakeWhile(piece => piece.Span.From < moment))
        {
            position = piece.Column + (piece.Columns * Math.Min(1, (double)(moment - piece.Span.From) / piece.Span.Length));
        }

        return position;
    }

    // What is behind, with its long pauses set apart.
    private static List<Piece> Behind(WorkSpan[] spans, WorkSpan? ahead, int columns)
    {
        long start = spans.Min(static span => span.From);
        long end = ahead?.From ?? Math.Max(spans.Max(static span => span.To), start + 1);
        WorkSpan[] pauses = LongPauses(spans, start, end, ahead?.Length ?? 0, columns / MostPausesPart);
        List<Piece> pieces = [];
        foreach (WorkSpan pause in pauses)
        {
            AddWork(pieces.Count == 0 ? start : pieces[^1].Span.To, pause.From);
            pieces.Add(new Piece(pause, IsPause: true));
        }

        AddWork(pieces.Count == 0 ? start : pieces[^1].Span.To, end);
        return pieces;

        void AddWork(long from, long to)
        {
            if (to > from)
            {
                pieces.Add(new Piece(new WorkSpan(from, to), IsPause: false));
            }
        }
    }

    // The longest first: each that is left out makes the others a larger part of what is left.
    private static WorkSpan[] LongPauses(WorkSpan[] spans, long start, long end, long ahead, int most)
    {
        List<WorkSpan> gaps = [];
        long at = start;
        foreach (WorkSpan span in WorkSpan.Union(spans).Append(new WorkSpan(end, end)))
        {
            if (span.From > at)
            {
                gaps.Add(new WorkSpan(at, span.From));
            }

            at = Math.Max(at, span.To);
        }

        double whole = (double)(end - start) + ahead;
        List<WorkSpan> pauses = [];
        foreach (WorkSpan gap in gaps.OrderByDescending(static gap => gap.Length).Take(most))
        {
            if (gap.Length > LongPause * whole && whole > gap.Length)
            {
                pauses.Add(gap);
                whole -= gap.Length;
            }
        }

        return [.. pauses.OrderBy(static pause => pause.From)];
    }

    // Pauses take a column each, work the rest by its length.
    private static void Place(List<Piece> pieces, int columns)
    {
        double worked = pieces.Where(static piece => !piece.IsPause).Sum(static piece => (double)piece.Span.Length);
        double before = 0;
        int column = 0;
        int used = 0;
        foreach (Piece piece in pieces)
        {
            piece.Column = column;
            if (piece.IsPause)
            {
                piece.Columns = 1;
            }
            else
            {
                before += piece.Span.Length;
                piece.Columns = (int)Math.Round(columns * before / worked) - used;
                used += piece.Columns;
            }

            column += piece.Columns;
        }
    }

    private sealed record Piece(WorkSpan Span, bool IsPause)
    {
        public int Column { get; set; }

        public int Columns { get; set; }
    }
}
