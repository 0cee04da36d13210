namespace FinerCut.Cli.Consoles;

/// <summary>Colours single words, or leaves them plain where the terminal wants no colour.</summary>
/// <param name="terminal">Where the words go.</param>
internal readonly struct Ink(Terminal terminal)
{
    private const string End = "\e[0m";

    private static readonly string[] Sequences = ["\e[1m", "\e[2m", "\e[31;1m", "\e[33;1m", End];

    private readonly bool _colors = terminal.HasColors;

    /// <summary>For headings.</summary>
    public string Bold(string text) => Wrap("1", text);

    /// <summary>For what matters less.</summary>
    public string Dim(string text) => Wrap("2", text);

    /// <summary>For errors.</summary>
    public string Red(string text) => Wrap("31;1", text);

    /// <summary>For warnings.</summary>
    public string Yellow(string text) => Wrap("33;1", text);

    /// <summary>The length of a sequence of these colours that a text begins with; 0 where it begins with
    /// none.</summary>
    public static int LengthAtStart(ReadOnlySpan<char> text)
    {
        foreach (string sequence in Sequences)
        {
            if (text.StartsWith(sequence, StringComparison.Ordinal))
            {
                return sequence.Length;
            }
        }

        return 0;
    }

    private string Wrap(string code, string text) => _colors ? $"\e[{code}m{text}{End}" : text;
}
