using System.Buffers;
using System.Globalization;
using System.Text;

namespace FinerCut.Cli.Answers;

/// <summary>Writes text so that every character can be seen and no terminal is changed by one.</summary>
internal static class VisibleText
{
    /// <summary>Writes the bytes of a text in quotes; bytes that are no character as <c>\xE2</c>.</summary>
    public static string Quote(ReadOnlySpan<byte> utf8)
    {
        StringBuilder visible = new("\"");
        while (!utf8.IsEmpty)
        {
            bool isCharacter = Rune.DecodeFromUtf8(utf8, out Rune rune, out int length) == OperationStatus.Done;
            for (int index = 0; !isCharacter && index < length; index++)
            {
                visible.Append(CultureInfo.InvariantCulture, $"\\x{utf8[index]:X2}");
            }

            if (isCharacter)
            {
                Append(visible, rune, quote: true);
            }

            utf8 = utf8[length..];
        }

        return visible.Append('"').ToString();
    }

    /// <summary>Writes a text without quotes; a blank in it as <c>\u{20}</c>.</summary>
    public static string Escape(string text)
    {
        StringBuilder visible = new(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            Append(visible, rune, quote: false);
        }

        return visible.ToString();
    }

    private static void Append(StringBuilder visible, Rune rune, bool quote)
    {
        string? escape = rune.Value switch
        {
            '\n' => "\\n",
            '\r' => "\\r",
            '\t' => "\\t",
            '\\' when quote => "\\\\",
            '"' when quote => "\\\"",
            ' ' when quote => " ",
            _ => IsVisible(rune) ? null : string.Create(CultureInfo.InvariantCulture, $"\\u{{{rune.Value:X}}}"),
        };
        visible.Append(escape ?? rune.ToString());
    }

    private static bool IsVisible(Rune rune) => Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
        or UnicodeCategory.OtherNotAssigned or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator);
}
