using Markdig.Extensions.Tables;

namespace ClawPowers.HelpBuilder.Text;

/// <summary>A Markdown table as aligned columns.</summary>
internal static class TextTable
{
    private const string Gap = "  ";

    /// <summary>Writes the rows below each other, each column as wide as its widest cell, the head underlined.</summary>
    /// <param name="table">The table.</param>
    /// <returns>The lines.</returns>
    public static string Of(Table table)
    {
        List<string[]> rows = [.. table.OfType<TableRow>().Select(Cells)];
        int[] widths = [.. Enumerable.Range(0, rows.Max(static row => row.Length)).Select(column => rows.Max(row => column < row.Length ? row[column].Length : 0))];
        List<string> lines = [.. rows.Select(row => Line(row, widths))];
        lines.Insert(1, Line([.. widths.Select(static width => new string('-', width))], widths));
        return string.Join('\n', lines);
    }

    private static string[] Cells(TableRow row) =>
        [.. row.OfType<TableCell>().Select(static cell => string.Join(' ', PlainText.Paragraphs(cell)))];

    private static string Line(string[] cells, int[] widths) =>
        string.Join(Gap, cells.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd();
}
