namespace FinerCut.Cli.Consoles;

/// <summary>Writes lines to stderr, none wider than the terminal, above one live line that may be drawn over; safe to
/// call from several threads.</summary>
/// <remarks>What is written passes <see cref="SafeText"/>. Where stderr cannot be written, such as on a full disk, the
/// work goes on untold.</remarks>
/// <param name="writer">Standard error.</param>
/// <param name="terminal">What stands behind it.</param>
internal sealed class Story(TextWriter writer, Terminal terminal)
{
    private const string ClearLine = "\r\e[K";
    private readonly Lock _gate = new();
    private string _live = "";

    /// <summary>What stands behind the stream.</summary>
    public Terminal Terminal => terminal;

    /// <summary>Colours for the stream.</summary>
    public Ink Ink => new(terminal);

    /// <summary>Writes a line that stays.</summary>
    /// <param name="text">The line.</param>
    /// <param name="indent">Columns before what goes on in the next line; null for two more than the line itself begins
    /// with.</param>
    public void Line(string text, int? indent = null) => Tell(() =>
    {
        Erase();
        string lines = SafeText.Show(text.Replace("\r\n", "\n", StringComparison.Ordinal), terminal.HasColors);
        foreach (string line in LineWrap.Wrap(lines, terminal.Width, indent).Split('\n'))
        {
            writer.WriteLine(line);
        }

        writer.Write(_live);
    });

    /// <summary>Writes a warning.</summary>
    /// <param name="message">One sentence.</param>
    public void Warning(string message) => Line($"{Ink.Yellow("warning:")} {SafeText.ShowOnOneLine(message)}");

    /// <summary>Writes an error.</summary>
    /// <param name="head">Such as <c>error FC1012:</c>.</param>
    /// <param name="message">What, where and what to do.</param>
    public void Error(string head, string message) => Line($"{Ink.Red(head)} {SafeText.ShowOnOneLine(message)}");

    /// <summary>Replaces the live line; cut to the width of the terminal.</summary>
    /// <param name="text">Its text without colours; empty to take it away.</param>
    public void Live(string text) => Tell(() =>
    {
        Erase();
        string safe = SafeText.ShowOnOneLine(text);
        _live = safe.Length < terminal.Width ? safe : safe[..(terminal.Width - 1)];
        writer.Write(_live);
    });

    private void Tell(Action write)
    {
        lock (_gate)
        {
            try
            {
                write();
                writer.Flush();
            }
            catch (IOException)
            {
                // There is no other place to say it.
            }
        }
    }

    private void Erase()
    {
        if (_live.Length > 0)
        {
            writer.Write(ClearLine);
        }
    }
}
