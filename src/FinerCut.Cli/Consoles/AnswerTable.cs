using Spectre.Console;

namespace FinerCut.Cli.Consoles;

/// <summary>A table on stdout: a header, rows, and totals below a rule.</summary>
internal sealed class AnswerTable
{
    // A file takes any line; Spectre wants a number.
    private const int Widest = 160;
    private const int Gap = 2;
    private const int NarrowGap = 1;

    private readonly Terminal _terminal;
    private readonly string[] _headers;
    private readonly List<(string[] Cells, Decoration Decoration)> _rows = [];
    private IReadOnlyList<string>[] _totals = [];

    /// <summary>Starts a table.</summary>
    /// <param name="terminal">Where it goes.</param>
    /// <param name="headers">The columns; a name that begins with <c>&gt;</c> is set to the right.</param>
    public AnswerTable(Terminal terminal, params ReadOnlySpan<string> headers) =>
        (_terminal, _headers) = (terminal, headers.ToArray());

    /// <summary>The 0-based column that is left out where the terminal is too narrow for all; null for none.</summary>
    public int? Optional { get; init; }

    /// <summary>Adds a row.</summary>
    /// <param name="cells">One text for each column.</param>
    public void Add(params ReadOnlySpan<string> cells) => _rows.Add((cells.ToArray(), Decoration.None));

    /// <summary>Adds a row of something that is gone.</summary>
    /// <param name="cells">One text for each column.</param>
    public void AddDim(params ReadOnlySpan<string> cells) => _rows.Add((cells.ToArray(), Decoration.Dim));

    /// <summary>Sets the lines below the rule.</summary>
    /// <param name="rows">One text for each column, row by row.</param>
    public void Total(params IReadOnlyList<string>[] rows) => _totals = rows;

    /// <summary>Writes the table. Where it is wider than the terminal, the columns come closer, then the optional one
    /// goes, and at last
    /// cells are broken.</summary>
    /// <param name="writer">Standard output.</param>
    public void Write(TextWriter writer)
    {
        int width = Math.Min(Widest, _terminal.Width);
        int[] all = [.. Enumerable.Range(0, _headers.Length)];
        int gap = WidthOf(all, Gap) > width ? NarrowGap : Gap;
        int[] columns = WidthOf(all, gap) > width ? [.. all.Where(column => column != Optional)] : all;
        using StringWriter text = new();
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = _terminal.HasColors ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = _terminal.HasColors ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            // A build server's name in the environment would bring back colours, into files too.
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
            Out = new AnsiConsoleOutput(text),
        });
        console.Profile.Width = width;
        console.Write(Build(columns, gap, isWhole: WidthOf(columns, gap) <= width));
        foreach (string line in text.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            writer.WriteLine(line.TrimEnd());
        }
    }

    private static Text Cell(string text, Decoration decoration) => new(text, new Style(decoration: decoration));

    private int WidthOf(int[] columns, int gap) => columns.Sum(column => WidthOf(column) + gap) - gap;

    private int WidthOf(int column) => _rows.Select(row => row.Cells[column]).Concat(_totals.Select(row => row[column]))
        .Append(_headers[column].TrimStart('>')).Max(LineWrap.Columns);

    private Table Build(int[] columns, int gap, bool isWhole)
    {
        Table table = new()
        {
            Border = LeanBorder.For(_terminal, gap),
            UseSafeBorder = false,
            ShowFooters = _totals.Length > 0,
        };
        foreach (int column in columns)
        {
            table.AddColumn(new TableColumn(Cell(_headers[column].TrimStart('>'), Decoration.Bold))
            {
                Alignment = _headers[column].StartsWith('>') ? Justify.Right : Justify.Left,
                NoWrap = isWhole,
                Padding = new Padding(0),
                Footer = _totals.Length == 0
                    ? null
                    : Cell(string.Join('\n', _totals.Select(row => row[column])), Decoration.None),
            });
        }

        foreach ((string[] cells, Decoration decoration) in _rows)
        {
            table.AddRow(columns.Select(column => Cell(cells[column], decoration)));
        }

        return table;
    }
}
