using System.Text;
using Spectre.Console.Rendering;

namespace FinerCut.Cli.Consoles;

/// <summary>Breaks lines at blanks, so that a terminal does not break them in the middle of a word.</summary>
internal static class LineWrap
{
    private const char Escape = '\e';
    private const char EscapeEnd = 'm';

    /// <summary>Breaks a text.</summary>
    /// <param name="text">Lines, with or without colours.</param>
    /// <param name="width">Columns of the terminal; <see cref="Terminal.Unlimited"/> to leave the text as it
    /// is.</param>
    /// <param name="indent">Columns before what goes on in the next line; null for two more than the line itself begins
    /// with.</param>
    /// <returns>The same with more line breaks. A word that is wider than the terminal, such as a path, stays whole: a
    /// person may copy
    /// it.</returns>
    public static string Wrap(string text, int width, int? indent = null)
    {
        if (width == Terminal.Unlimited)
        {
            return text;
        }

        IEnumerable<string> lines = text.Split('\n')
            .SelectMany(line => Break(line, width, indent ?? LeadingBlanks(line) + 2));
        return string.Join('\n', lines);
    }

    /// <summary>Breaks one line.</summary>
    /// <param name="line">Its text, with or without colours.</param>
    /// <param name="width">Columns of the terminal.</param>
    /// <param name="indent">Columns before what goes on in the next line.</param>
    /// <returns>At least one line.</returns>
    public static IReadOnlyList<string> Break(string line, int width, int indent)
    {
        if (Columns(line) <= width)
        {
            return [line];
        }

        List<string> lines = [];
        StringBuilder current = new();
        (int at, int columns) = (0, 0);
        while (at < line.Length)
        {
            int word = SkipBlanks(line, at);
            int end = line.IndexOf(' ', word) is >= 0 and var blank ? blank : line.Length;
            int needed = word - at + Columns(line[word..end]);
            if (at > 0 && columns + needed > width)
            {
                lines.Add(current.ToString());
                current.Clear().Append(' ', indent);
                (at, columns, needed) = (word, indent, needed - (word - at));
            }

            current.Append(line, at, end - at);
            (at, columns) = (end, columns + needed);
        }

        lines.Add(current.ToString());
        return lines;
    }

    /// <summary>Columns that a text takes, without the escapes of its colours.</summary>
    /// <param name="text">One line.</param>
    public static int Columns(string text)
    {
        string visible = text.Contains(Escape, StringComparison.Ordinal) ? WithoutColors(text) : text;
        return Ascii.IsValid(visible) ? visible.Length : new Segment(visible).CellCount();
    }

    private static int LeadingBlanks(string line) => line.Length - line.TrimStart(' ').Length;

    private static int SkipBlanks(string line, int at)
    {
        while (at < line.Length && line[at] == ' ')
        {
            at++;
        }

        return at;
    }

    private static string WithoutColors(string text)
    {
        StringBuilder visible = new(text.Length);
        bool isEscape = false;
        foreach (char character in text)
        {
            isEscape |= character == Escape;
            if (!isEscape)
            {
                visible.Append(character);
            }

            isEscape &= character != EscapeEnd;
        }

        return visible.ToString();
    }
}
