using System.Globalization;
using System.Text;

namespace FinerCut.ChatTemplates.Values;

/// <summary>Texts in quotes, as Python writes those in a list.</summary>
internal static class PythonQuotes
{
    internal static void Append(string text, StringBuilder output)
    {
        bool hasSingle = text.Contains('\'', StringComparison.Ordinal);
        char quote = hasSingle && !text.Contains('"', StringComparison.Ordinal) ? '"' : '\'';
        output.Append(quote);
        foreach (string character in PythonText.Characters(text))
        {
            if (character[0] == quote || character[0] == '\\')
            {
                output.Append('\\');
            }

            output.Append(character switch
            {
                "\n" => "\\n",
                "\r" => "\\r",
                "\t" => "\\t",
                _ => IsPrintable(character) ? character : Escape(character),
            });
        }

        output.Append(quote);
    }

    private static bool IsPrintable(
        string character) => character == " " || CharUnicodeInfo.GetUnicodeCategory(character, 0) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
        or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.SpaceSeparator);

    private static string Escape(string character)
    {
        int code = char.IsSurrogatePair(character, 0) ? char.ConvertToUtf32(character, 0) : character[0];
        string digits = code < 0x100 ? "x2" : code < 0x10000 ? "x4" : "x8";
        string letter = code < 0x100 ? "x" : code < 0x10000 ? "u" : "U";
        return "\\" + letter + code.ToString(digits, CultureInfo.InvariantCulture);
    }
}
