using System.Text;

namespace FinerCut.Cli.Consoles;

/// <summary>A curve as columns side by side, in block characters or plain ASCII, readable without colours.</summary>
/// <param name="columns">The columns from left to right, at least one.</param>
/// <param name="terminal">Where the chart goes.</param>
internal sealed class ColumnChart(IReadOnlyList<ChartColumn> columns, Terminal terminal)
{
    private const int RowsOfALabel = 2;
    private const int WidestCell = 7;

    // What a column without a finite value ends in.
    private const char Beyond = '^';

    private static readonly char[] Blocks = [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    private static readonly char[] Signs = [' ', '.', '.', '.', ':', ':', ':', '#', '#'];

    private readonly Ink _ink = new(terminal);

    /// <summary>Lines of the columns, at least 1.</summary>
    public int Height { get; init; } = 8;

    /// <summary>Writes a value of the scale beside the chart.</summary>
    public required Func<double, string> Format { get; init; }

    /// <summary>The value at the foot of the chart; with <see cref="IsLogarithmic"/> more than 0.</summary>
    public double Foot { get; init; }

    /// <summary>Whether equal steps of the scale are equal factors.</summary>
    public bool IsLogarithmic { get; init; }

    /// <summary>A value that gets a line across the chart, above which columns are bright; null for none.</summary>
    public double? Limit { get; init; }

    /// <summary>Columns that stand for one each: more than one where the terminal is too narrow for all.</summary>
    public int Stride => ((columns.Count - 1) / Room) + 1;

    private int LabelWidth => Math.Max(Format(Top).Length, Format(Foot).Length) + 1;

    private int Room => Math.Max(1, Math.Min(terminal.Width, Terminal.Measure) - LabelWidth - 2);

    private double Top
    {
        get
        {
            double largest = columns.Max(column => column.Value ?? 0);
            double least = IsLogarithmic ? Foot * 1.1 : Foot + double.Epsilon;
            return Math.Max(largest, least);
        }
    }

    /// <summary>Writes the chart.</summary>
    /// <param name="lines">Standard output.</param>
    public void Write(AnswerLines lines)
    {
        // The last of each group: what is shown was reached.
        ChartColumn[] shown = [.. columns.Chunk(Stride).Select(group => group[^1])];
        int cell = Math.Clamp(Room / shown.Length, 1, WidestCell);
        int limitRow = Limit is { } limit && limit < Top ? RowOf(limit) : -1;
        for (int row = Height - 1; row >= 0; row--)
        {
            string label = row == limitRow ? Format(Limit!.Value)
                : (row + 1) % RowsOfALabel == 0 && Math.Abs(row - limitRow) != 1 ? Format(ValueAt(row + 1)) : "";
            StringBuilder line = new(label.PadLeft(LabelWidth) + (terminal.HasUnicode ? " │" : " |"));
            foreach (ChartColumn column in shown)
            {
                line.Append(Cell(column, row, cell, row == limitRow));
            }

            lines.Line(line.ToString().TrimEnd());
        }

        lines.Line(Format(Foot).PadLeft(LabelWidth) + (terminal.HasUnicode ? " └" : " +")
            + new string(terminal.HasUnicode ? '─' : '-', cell * shown.Length));
        lines.Line((new string(' ', LabelWidth + 2) + Labels(shown, cell)).TrimEnd());
        if (Array.Exists(shown, column => column.Value is null))
        {
            lines.Note($"{Beyond} is beyond all numbers.");
        }
    }

    private static string Labels(ChartColumn[] shown, int cell)
    {
        int widest = shown.Max(column => column.Label.Length) + 1;
        int every = ((widest - 1) / cell) + 1;
        StringBuilder line = new();
        for (int at = (shown.Length - 1) % every; at < shown.Length; at += every)
        {
            int middle = (at * cell) + (Math.Max(1, cell - 1) / 2);
            int start = Math.Max(line.Length, middle - ((shown[at].Label.Length - 1) / 2));
            line.Append(' ', start - line.Length).Append(shown[at].Label);
        }

        return line.ToString();
    }

    private double Share(double value)
    {
        double share = IsLogarithmic
            ? Math.Log(Math.Max(value, Foot) / Foot) / Math.Log(Top / Foot)
            : (value - Foot) / (Top - Foot);
        return Math.Clamp(share, 0, 1);
    }

    private double ValueAt(int row)
    {
        double share = (double)row / Height;
        return IsLogarithmic ? Foot * Math.Pow(Top / Foot, share) : Foot + ((Top - Foot) * share);
    }

    private int RowOf(double value) => Math.Min(Height - 1, (int)(Share(value) * Height));

    private string Cell(ChartColumn column, int row, int cell, bool isLimit)
    {
        int bar = cell < 3 ? cell : cell - 1;
        double filled = ((column.Value is { } value ? Share(value) : 1) * Height) - row;
        int level = (int)Math.Round(Math.Clamp(filled, 0, 1) * (Blocks.Length - 1));
        char sign = column.Value is null && row == Height - 1
            ? Beyond : (terminal.HasUnicode ? Blocks : Signs)[level];
        char line = !isLimit ? ' ' : terminal.HasUnicode ? '┄' : '-';
        string text = new(sign == ' ' ? line : sign, bar);
        bool isBright = sign != ' ' && Limit is { } limit && !(column.Value <= limit);
        return (isBright ? _ink.Yellow(text) : text) + new string(line, cell - bar);
    }
}
