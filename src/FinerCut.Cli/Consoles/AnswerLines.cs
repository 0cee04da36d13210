namespace FinerCut.Cli.Consoles;

/// <summary>Lines of an answer on stdout, none wider than the terminal.</summary>
/// <param name="writer">Standard output.</param>
/// <param name="terminal">What stands behind it.</param>
internal sealed class AnswerLines(TextWriter writer, Terminal terminal)
{
    private const int NameWidth = 12;

    /// <summary>Columns of a line that is read as text, wherever it goes.</summary>
    private readonly int _measure = Math.Min(Terminal.Measure, terminal.Width);

    /// <summary>Colours for the stream.</summary>
    public Ink Ink { get; } = new(terminal);

    /// <summary>What stands between a figure and its error.</summary>
    public string PlusMinus => terminal.HasUnicode ? "±" : "+/-";

    /// <summary>An empty line.</summary>
    public void Gap() => writer.WriteLine();

    /// <summary>A line.</summary>
    /// <param name="text">Its text; where it goes on, two columns further to the right.</param>
    public void Line(string text) => Write(LineWrap.Wrap(text, terminal.Width));

    /// <summary>A line in bold.</summary>
    /// <param name="text">Its text.</param>
    public void Title(string text) => Line(Ink.Bold(text));

    /// <summary>A name and what is to be said of it, which starts in the same column for all names.</summary>
    /// <param name="name">Shorter than <paramref name="nameWidth"/>; empty for what belongs to the name above.</param>
    /// <param name="text">What is to be said.</param>
    /// <param name="nameWidth">Columns of the names.</param>
    public void Fact(string name, string text, int nameWidth = NameWidth) =>
        Write(LineWrap.Wrap(name.PadRight(nameWidth) + text, terminal.Width, nameWidth));

    /// <summary>The same for a long list, which is broken wherever it goes.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="text">The list.</param>
    public void LongFact(string name, string text) =>
        Write(LineWrap.Wrap(name.PadRight(NameWidth) + text, _measure, NameWidth));

    /// <summary>A SHA-256, in two halves where it does not fit.</summary>
    /// <param name="hash">64 hexadecimal digits.</param>
    public void Hash(string hash)
    {
        foreach (string part in NameWidth + hash.Length > terminal.Width ? [hash[..32], hash[32..]] : (string[])[hash])
        {
            Fact("", part);
        }
    }

    /// <summary>A sentence that explains what stands above, broken wherever it goes.</summary>
    /// <param name="text">The sentence.</param>
    public void Note(string text) => Write(LineWrap.Wrap(Ink.Dim(text), _measure, 0));

    /// <summary>Sentences, indented and broken wherever they go.</summary>
    /// <param name="text">The sentences.</param>
    public void Paragraph(string text) => Write(LineWrap.Wrap("  " + text, _measure, 2));

    /// <summary>A command line to copy, indented.</summary>
    /// <param name="text">The command line.</param>
    public void Command(string text) => Write(ShellLine.Wrap("  " + text, terminal.Width));

    private void Write(string text)
    {
        foreach (string line in text.Split('\n'))
        {
            writer.WriteLine(line);
        }
    }
}
