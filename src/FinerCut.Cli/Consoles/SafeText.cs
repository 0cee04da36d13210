using System.Buffers;
using System.Globalization;
using System.Text;

namespace FinerCut.Cli.Consoles;

/// <summary>Takes from a text what a terminal would obey, or what would show it in another order than it is written:
/// texts of models, plans, paths and messages come from strangers.</summary>
internal static class SafeText
{
    private const string LineEnd = "\\n";

    /// <summary>Control characters of ASCII and of Latin-1 (escape, bell, the short forms of sequences), marks and
    /// overrides of the writing direction, the separators of lines and paragraphs, halves of characters.</summary>
    private static readonly SearchValues<char> Harmful = SearchValues.Create(In(
    [
        ('\0', '\b'), ('\v', '\u001f'), ('\u007f', '\u009f'), ('\u061c', '\u061c'), ('\u200e', '\u200f'),
        ('\u2028', '\u202e'), ('\u2066', '\u2069'), ('\ud800', '\udfff'),
    ]));

    /// <summary>A text with what is harmful written out, such as <c>\u{1B}</c>. Line ends and tabs stay.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="allowsInk">Whether the colours of <see cref="Ink"/> stay, which change nothing but colours.</param>
    public static string Show(ReadOnlySpan<char> text, bool allowsInk)
    {
        if (!text.ContainsAny(Harmful))
        {
            return text.ToString();
        }

        StringBuilder safe = new(text.Length + 16);
        while (!text.IsEmpty)
        {
            int length = LengthOfHarmless(text, allowsInk);
            if (length > 0)
            {
                safe.Append(text[..length]);
            }
            else
            {
                length = 1;
                safe.Append(CultureInfo.InvariantCulture, $"\\u{{{(int)text[0]:X}}}");
            }

            text = text[length..];
        }

        return safe.ToString();
    }

    /// <summary>The same for a message: a line end in it would begin a line that looks like another message.</summary>
    /// <param name="message">Any text.</param>
    public static string ShowOnOneLine(string message) =>
        Show(message.ReplaceLineEndings("\n"), allowsInk: false).Replace("\n", LineEnd, StringComparison.Ordinal);

    /// <summary>A JSON text with what is harmful in its strings as JSON's escapes: the same values.</summary>
    /// <param name="json">A JSON text, whose line ends and tabs stay.</param>
    public static string EscapeJson(string json)
    {
        if (!json.AsSpan().ContainsAny(Harmful))
        {
            return json;
        }

        StringBuilder safe = new(json.Length + 16);
        for (int index = 0; index < json.Length; index++)
        {
            bool isPair = index + 1 < json.Length && char.IsSurrogatePair(json[index], json[index + 1]);
            if (isPair)
            {
                safe.Append(json, index++, 2);
            }
            else if (json[index] != '\r' && Harmful.Contains(json[index]))
            {
                safe.Append(CultureInfo.InvariantCulture, $"\\u{(int)json[index]:x4}");
            }
            else
            {
                safe.Append(json[index]);
            }
        }

        return safe.ToString();
    }

    private static int LengthOfHarmless(ReadOnlySpan<char> text, bool allowsInk)
    {
        int before = text.IndexOfAny(Harmful);
        if (before != 0)
        {
            return before < 0 ? text.Length : before;
        }

        bool isPair = text.Length > 1 && (char.IsSurrogatePair(text[0], text[1]) || text is ['\r', '\n', ..]);
        return isPair ? 2 : allowsInk ? Ink.LengthAtStart(text) : 0;
    }

    // Without queries over characters, which are compiled at every start.
    private static char[] In((char First, char Last)[] ranges)
    {
        List<char> all = [];
        foreach ((char first, char last) in ranges)
        {
            for (int code = first; code <= last; code++)
            {
                all.Add((char)code);
            }
        }

        return [.. all];
    }
}
