using System.Text;
using FinerCut.Tokenizers.Limits;
using FinerCut.Tokenizers.Patterns;

namespace FinerCut.Tokenizers.PreTokenizers;

/// <summary>Matches runs of white space, and lets runs of word characters and runs of all others stand as what lies
/// between.</summary>
internal sealed class WordRunPattern : ITextPattern
{
    private enum Kind
    {
        Space,
        Word,
        Other,
    }

    public void FindSegments(string text, List<PatternSegment> segments, EncodingLimits limits)
    {
        int start = 0;
        int index = 0;
        Kind? kind = null;
        foreach (Rune rune in text.EnumerateRunes())
        {
            Kind next = KindOf(rune);
            if (kind is { } before && before != next)
            {
                segments.Add(new PatternSegment(start, index, before == Kind.Space));
                start = index;
            }

            kind = next;
            index += rune.Utf16SequenceLength;
        }

        segments.Add(new PatternSegment(start, index, kind == Kind.Space));
    }

    private static Kind KindOf(Rune rune) =>
        Rune.IsWhiteSpace(rune) ? Kind.Space : CodePoints.IsWord(rune) ? Kind.Word : Kind.Other;
}
