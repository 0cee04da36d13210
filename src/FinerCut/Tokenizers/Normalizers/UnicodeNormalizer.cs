using System.Buffers;
using System.Collections.Frozen;
using System.Text;
using FinerCut.Tokenizers.Characters;
using FinerCut.Tokenizers.Limits;

namespace FinerCut.Tokenizers.Normalizers;

/// <summary>Unicode normalization: NFC, NFD, NFKC or NFKD, as the Hugging Face library does it, on every
/// machine.</summary>
internal sealed class UnicodeNormalizer : ITextNormalizer
{
    private static readonly SearchValues<char>[] Suspects = [.. Enum.GetValues<UnicodeForm>().Select(FindSuspects)];

    private readonly UnicodeForm _form;

    internal UnicodeNormalizer(UnicodeForm form) => _form = form;

    public string Normalize(string text, EncodingLimits limits)
    {
        if (!text.AsSpan().ContainsAny(Suspects[(int)_form]))
        {
            return text;
        }

        List<int> points = Decomposition.Decompose(text, IsCompatible(_form));
        if (IsComposed(_form))
        {
            Composition.Compose(points);
        }

        string normalized = Write(points);
        limits.RequireLength(normalized.Length);
        return normalized;
    }

    private static bool IsComposed(UnicodeForm form) => form is UnicodeForm.Nfc or UnicodeForm.Nfkc;

    private static bool IsCompatible(UnicodeForm form) => form is UnicodeForm.Nfkc or UnicodeForm.Nfkd;

    private static string Write(List<int> points)
    {
        StringBuilder written = new(points.Count);
        Span<char> units = stackalloc char[2];
        foreach (int point in points)
        {
            written.Append(units[..new Rune(point).EncodeToUtf16(units)]);
        }

        return written.ToString();
    }

    // A text without any of these UTF-16 units is normalized: what decomposes for good, marks, what may compose with
    // what is before, and half of each character outside the basic plane.
    private static SearchValues<char> FindSuspects(UnicodeForm form)
    {
        CharacterTable table = CharacterTable.Library;
        FrozenDictionary<int, int[]> decompositions = IsCompatible(form) ? table.Compatible : table.Canonical;
        IEnumerable<int> composed =
            table.Compositions.Values.Where(whole => decompositions[whole] == table.Canonical[whole]);
        IEnumerable<int> suspects = IsComposed(form)
            ? decompositions.Keys.Except(composed)
                .Concat(table.Compositions.Keys.Select(pair => pair.Second))
                .Concat(Hangul.Followers.SelectMany(Every))
            : decompositions.Keys.Concat(Every(Hangul.Syllables));
        return SearchValues.Create(
        [
            .. suspects.Concat(table.Marks).Where(point => point <= char.MaxValue).Select(point => (char)point),
            .. Every((0xD800, 0xDFFF)).Select(unit => (char)unit),
        ]);
    }

    private static IEnumerable<int> Every((int First, int Last) range) =>
        Enumerable.Range(range.First, range.Last - range.First + 1);
}
