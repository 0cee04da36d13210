using System.Text;
using FinerCut.Tokenizers.Limits;

namespace FinerCut.Tokenizers.Patterns;

/// <summary>Any single code point of a class.</summary>
internal sealed class CodePointPattern(Func<Rune, bool> isMatch) : ITextPattern
{
    public void FindSegments(string text, List<PatternSegment> segments, EncodingLimits limits)
    {
        int done = 0;
        int index = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            int end = index + rune.Utf16SequenceLength;
            if (isMatch(rune))
            {
                segments.AddGap(done, index);
                segments.Add(new PatternSegment(index, end, IsMatch: true));
                done = end;
            }

            index = end;
        }

        segments.AddGap(done, text.Length);
    }
}
