namespace FinerCut.Cli.Consoles;

/// <summary>A table in Markdown, whose columns also stand below each other as plain text.</summary>
/// <param name="headers">The columns; a name that begins with <c>&gt;</c> is set to the right.</param>
internal sealed class MarkdownTable(params string[] headers)
{
    private readonly List<string[]> _rows = [];

    /// <summary>Adds a row.</summary>
    /// <param name="cells">One text for each column.</param>
    public void Add(params string[] cells) => _rows.Add(cells);

    /// <summary>Writes the table.</summary>
    /// <param name="writer">Standard output.</param>
    /// <param name="terminal">What stands behind it.</param>
    /// <param name="optional">0-based columns that are left out where the terminal is too narrow for all.</param>
    public void Write(TextWriter writer, Terminal terminal, params ReadOnlySpan<int> optional)
    {
        int[] all = [.. Enumerable.Range(0, headers.Length)];
        int[] columns = WidthOf(all) > terminal.Width ? [.. all.Except(optional.ToArray())] : all;
        writer.WriteLine(Line(columns, column => Centred(Name(column), WidthOf(column))));
        writer.WriteLine(Line(columns, Rule));
        foreach (string[] row in _rows)
        {
            writer.WriteLine(Line(columns, column => IsRight(column)
                ? row[column].PadLeft(WidthOf(column))
                : row[column].PadRight(WidthOf(column))));
        }
    }

    private static string Line(int[] columns, Func<int, string> cell) => $"|{string.Join('|', columns.Select(cell))}|";

    private static string Centred(string text, int width) =>
        text.PadLeft(text.Length + ((width - text.Length) / 2)).PadRight(width);

    private string Rule(int column) =>
        IsRight(column) ? new string('-', WidthOf(column) - 1) + ':' : new string('-', WidthOf(column));

    private bool IsRight(int column) => headers[column].StartsWith('>');

    private string Name(int column) => headers[column].TrimStart('>');

    private int WidthOf(int column) =>
        Math.Max(3, _rows.Select(row => row[column]).Append(Name(column)).Max(LineWrap.Columns));

    private int WidthOf(int[] columns) => columns.Sum(column => WidthOf(column) + 1) + 1;
}
