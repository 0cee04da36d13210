using System.Globalization;
using System.Text;

namespace FinerCut.ChatTemplates.Syntax;

/// <summary>Reads the escapes of a string as Python does.</summary>
internal static class StringLiteral
{
    private const string Letters = "\\'\"abfnrtv\n";

    private const string Meanings = "\\'\"\a\b\f\n\r\t\v";

    internal static string Read(string raw, long line)
    {
        if (!raw.Contains('\\', StringComparison.Ordinal))
        {
            return raw;
        }

        StringBuilder text = new();
        for (int index = 0; index < raw.Length;)
        {
            if (raw[index] != '\\')
            {
                text.Append(raw[index++]);
                continue;
            }

            index = ReadEscape(raw, index + 1, text, line);
        }

        return text.ToString();
    }

    private static int ReadEscape(string raw, int index, StringBuilder text, long line)
    {
        char letter = raw[index];
        int simple = Letters.IndexOf(letter, StringComparison.Ordinal);
        if (simple >= 0)
        {
            text.Append(simple < Meanings.Length ? Meanings[simple..(simple + 1)] : "");
            return index + 1;
        }

        return letter switch
        {
            'x' => ReadCode(raw, index + 1, 2, text, line),
            'u' => ReadCode(raw, index + 1, 4, text, line),
            'U' => ReadCode(raw, index + 1, 8, text, line),
            >= '0' and <= '7' => ReadOctal(raw, index, text),
            'N' => throw TemplateException.Syntax("has a string with a character by its name, \\N", line),
            _ => Keep(letter, index, text),
        };
    }

    private static int Keep(char letter, int index, StringBuilder text)
    {
        text.Append('\\').Append(letter);
        return index + 1;
    }

    private static int ReadOctal(string raw, int index, StringBuilder text)
    {
        int end = index;
        int code = 0;
        while (end < raw.Length && end < index + 3 && raw[end] is >= '0' and <= '7')
        {
            code = (code * 8) + raw[end++] - '0';
        }

        text.Append((char)code);
        return end;
    }

    private static int ReadCode(string raw, int index, int digits, StringBuilder text, long line)
    {
        if (index + digits > raw.Length
            || !uint.TryParse(
                raw.AsSpan(index, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out uint code)
            || !Rune.IsValid(code))
        {
            throw TemplateException.Syntax("has a string with a damaged escape", line);
        }

        text.Append(new Rune(code).ToString());
        return index + digits;
    }
}
