using System.Buffers;
using System.Text;

namespace FinerCut.ChatTemplates.Values;

/// <summary>Texts as Python counts them, by code points.</summary>
internal static class PythonText
{
    private static readonly string Spaces = string.Concat(
        Enumerable.Range(0, 0x10000)
            .Select(code => (char)code)
            .Where(letter => char.IsWhiteSpace(letter) || letter is >= '\u001c' and <= '\u001f'));

    private static readonly SearchValues<char> Surrogates = SearchValues.Create(
        [.. Enumerable.Range(0xD800, 0x800).Select(code => (char)code)]);

    internal static SearchValues<char> WhiteSpace { get; } = SearchValues.Create(Spaces);

    internal static bool IsSimple(string text) => text.AsSpan().IndexOfAny(Surrogates) < 0;

    internal static long Length(string text) => IsSimple(text) ? text.Length : text.EnumerateRunes().Count();

    internal static IEnumerable<string> Characters(string text)
    {
        for (int index = 0; index < text.Length;)
        {
            int length = char.IsSurrogatePair(text, index) ? 2 : 1;
            yield return text.Substring(index, length);
            index += length;
        }
    }

    internal static int Compare(string left, string right) => IsSimple(left) && IsSimple(right)
        ? string.CompareOrdinal(left, right)
        : CompareCodePoints(left, right);

    internal static string Strip(string text, string? characters) => StripEnd(StripStart(text, characters), characters);

    internal static string StripStart(string text, string? characters) => text[LengthOfStart(text, characters)..];

    internal static string StripEnd(string text, string? characters = null)
    {
        if (characters is null || (IsSimple(text) && IsSimple(characters)))
        {
            return text[..(text.AsSpan().LastIndexOfAnyExcept(characters ?? Spaces) + 1)];
        }

        HashSet<string> set = [.. Characters(characters)];
        return string.Concat(Characters(text).Reverse().SkipWhile(set.Contains).Reverse());
    }

    /// <summary>Lines without their ends, where Python ends lines.</summary>
    internal static IReadOnlyList<string> SplitLines(string text, bool keepsEnds = false)
    {
        List<string> lines = [];
        int start = 0;
        for (int index = 0; index < text.Length; index++)
        {
            if (!IsLineEnd(text[index]))
            {
                continue;
            }

            int next = index + (text[index] == '\r' && index + 1 < text.Length && text[index + 1] == '\n' ? 2 : 1);
            lines.Add(text[start..(keepsEnds ? next : index)]);
            start = next;
            index = next - 1;
        }

        if (start < text.Length)
        {
            lines.Add(text[start..]);
        }

        return lines;
    }

    /// <summary>Texts between white space.</summary>
    internal static IEnumerable<string> Words(string text)
    {
        int index = 0;
        while (true)
        {
            int offset = text.AsSpan(index).IndexOfAnyExcept(WhiteSpace);
            if (offset < 0)
            {
                yield break;
            }

            int start = index + offset;
            int length = text.AsSpan(start).IndexOfAny(WhiteSpace);
            index = length < 0 ? text.Length : start + length;
            yield return text[start..index];
        }
    }

    private static bool IsLineEnd(char letter) =>
        letter is '\n' or '\r' or '\v' or '\f' or (>= '\u001c' and <= '\u001e') or '\u0085' or '\u2028' or '\u2029';

    private static int LengthOfStart(string text, string? characters)
    {
        if (characters is null || (IsSimple(text) && IsSimple(characters)))
        {
            int kept = text.AsSpan().IndexOfAnyExcept(characters ?? Spaces);
            return kept < 0 ? text.Length : kept;
        }

        HashSet<string> set = [.. Characters(characters)];
        return Characters(text).TakeWhile(set.Contains).Sum(character => character.Length);
    }

    private static int CompareCodePoints(string left, string right)
    {
        foreach ((Rune a, Rune b) in left.EnumerateRunes().Zip(right.EnumerateRunes()))
        {
            if (a != b)
            {
                return a.CompareTo(b);
            }
        }

        return left.Length.CompareTo(right.Length);
    }
}
