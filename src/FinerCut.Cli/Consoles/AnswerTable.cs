using Spectre.Console;

namespace FinerCut.Cli.Consoles;

/// <summary>A table on stdout: a header, rows, and totals below a rule.</summary>
internal sealed class AnswerTable
{
    // In a terminal that is narrower the lines wrap, and nothing is lost.
    private const int Widest = 160;

    private readonly Terminal _terminal;
    private readonly Table _table;

    /// <summary>Starts a table.</summary>
    /// <param name="terminal">Where it goes.</param>
    /// <param name="headers">The columns; a name that begins with <c>&gt;</c> is set to the right.</param>
    public AnswerTable(Terminal terminal, params ReadOnlySpan<string> headers)
    {
        _terminal = terminal;
        _table = new Table { Border = LeanBorder.For(terminal), UseSafeBorder = false, ShowFooters = false };
        foreach (string header in headers)
        {
            bool right = header.StartsWith('>');
            _table.AddColumn(new TableColumn(Cell(right ? header[1..] : header, Decoration.Bold))
            {
                Alignment = right ? Justify.Right : Justify.Left,
                NoWrap = true,
                Padding = new Padding(0),
            });
        }
    }

    /// <summary>Adds a row.</summary>
    /// <param name="cells">One text for each column.</param>
    public void Add(params ReadOnlySpan<string> cells) => AddRow(cells, Decoration.None);

    /// <summary>Adds a row of something that is gone.</summary>
    /// <param name="cells">One text for each column.</param>
    public void AddDim(params ReadOnlySpan<string> cells) => AddRow(cells, Decoration.Dim);

    /// <summary>Sets the lines below the rule.</summary>
    /// <param name="rows">One text for each column, row by row.</param>
    public void Total(params IReadOnlyList<string>[] rows)
    {
        for (int column = 0; column < _table.Columns.Count; column++)
        {
            _table.Columns[column].Footer = Cell(string.Join('\n', rows.Select(row => row[column])), Decoration.None);
        }

        _table.ShowFooters = true;
    }

    /// <summary>Writes the table.</summary>
    /// <param name="writer">Standard output.</param>
    public void Write(TextWriter writer)
    {
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
        console.Profile.Width = Widest;
        console.Write(_table);
        foreach (string line in text.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            writer.WriteLine(line.TrimEnd());
        }
    }

    private static Text Cell(string text, Decoration decoration) => new(text, new Style(decoration: decoration));

    private void AddRow(ReadOnlySpan<string> cells, Decoration decoration)
    {
        List<Text> row = [];
        foreach (string cell in cells)
        {
            row.Add(Cell(cell, decoration));
        }

        _table.AddRow(row);
    }
}
