using System.Globalization;
using System.Text;

namespace FinerCut.ChatTemplates.Values;

/// <summary>Upper and lower case. Letters whose other case is several letters, or depends on what stands beside them,
/// are refused.</summary>
internal static class LetterCase
{
    internal static string Upper(string text) => Checked(text, isUpper: true).ToUpperInvariant();

    internal static string Lower(string text) => Checked(text, isUpper: false).ToLowerInvariant();

    /// <summary>Python's <c>capitalize</c>: the first character in title case, all others in lower case.</summary>
    internal static string Capitalize(string text)
    {
        string first = PythonText.Characters(text).FirstOrDefault("");
        return Upper(Titled(first)) + Lower(text[first.Length..]);
    }

    /// <summary>Python's <c>title</c>: each cased letter behind one that is not cased in title case, all others in
    /// lower case.</summary>
    internal static string Title(string text)
    {
        StringBuilder result = new();
        bool isInside = false;
        foreach (string character in PythonText.Characters(text))
        {
            result.Append(isInside ? Lower(character) : Upper(Titled(character)));
            isInside = IsCased(character);
        }

        return result.ToString();
    }

    private static bool IsCased(string character) => CharUnicodeInfo.GetUnicodeCategory(character, 0) switch
    {
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter => true,
        UnicodeCategory.ModifierLetter or UnicodeCategory.LetterNumber => throw Refused(character),
        UnicodeCategory.OtherSymbol when character is [>= '\u24b6' and <= '\u24e9']
            or ['\ud83c', >= '\udd30' and <= '\udd89'] => throw Refused(character),
        _ => character[0] is '\u00aa' or '\u00ba' or '\u0345' ? throw Refused(character) : false,
    };

    private static string Titled(string character) => character.Length == 1 && character[0] is (>= '\u01c4'
        and <= '\u01cc') or (>= '\u01f1' and <= '\u01f3') or (>= '\u10d0' and <= '\u10ff')
        ? throw Refused(character)
        : character;

    private static string Checked(string text, bool isUpper)
    {
        foreach (char letter in text)
        {
            if (letter > '\u007f' && (isUpper ? HasOwnUpper(letter) : letter is '\u0130' or '\u03a3'))
            {
                throw Refused(letter.ToString());
            }
        }

        return text;
    }

    private static bool HasOwnUpper(
        char letter) => letter is '\u00df' or '\u0131' or '\u0149' or '\u017f' or '\u01f0' or '\u0345' or '\u0390'
        or '\u03b0' or '\u0587' or (>= '\u1e96' and <= '\u1e9a') or (>= '\u1f50' and <= '\u1f56')
            or (>= '\u1f80' and <= '\u1fff')
        or (>= '\ufb00' and <= '\ufb17');

    private static TemplateException Refused(string character) =>
        TemplateException.Wrong($"changes the case of '{character}', which is not understood");
}
