using FinerCut.Tokenizers.Limits;
using FinerCut.Tokenizers.Patterns;

namespace FinerCut.Tokenizers.PreTokenizers;

/// <summary>Cuts at the matches of a pattern: Split, Digits, Punctuation, Whitespace and WhitespaceSplit.</summary>
internal sealed class PatternPreTokenizer(ITextPattern pattern, SplitBehavior behavior) : IPreTokenizer
{
    public void Split(TextPiece piece, List<TextPiece> pieces, EncodingLimits limits)
    {
        List<PatternSegment> segments = [];
        pattern.FindSegments(piece.Text, segments, limits);
        foreach (PatternSegment segment in Combine(segments))
        {
            if (segment.Start < segment.End)
            {
                pieces.Add(
                    new TextPiece(piece.Text[segment.Start..segment.End], piece.IsAtStart && segment.Start == 0));
            }
        }
    }

    private IEnumerable<PatternSegment> Combine(List<PatternSegment> segments) => behavior switch
    {
        SplitBehavior.Isolated => segments,
        SplitBehavior.Removed => segments.Where(segment => !segment.IsMatch),
        SplitBehavior.Contiguous => Join(segments, (before, segment) => before.IsMatch == segment.IsMatch),
        SplitBehavior.MergedWithPrevious => Join(segments, (before, segment) => segment.IsMatch && !before.IsMatch),
        _ => JoinBackward(segments),
    };

    private static List<PatternSegment> Join(
        List<PatternSegment> segments, Func<PatternSegment, PatternSegment, bool> joins)
    {
        List<PatternSegment> joined = [];
        PatternSegment before = default;
        foreach (PatternSegment segment in segments)
        {
            if (joined.Count > 0 && joins(before, segment))
            {
                joined[^1] = joined[^1] with { End = segment.End };
            }
            else
            {
                joined.Add(segment);
            }

            before = segment;
        }

        return joined;
    }

    private static List<PatternSegment> JoinBackward(List<PatternSegment> segments)
    {
        List<PatternSegment> joined = [];
        bool isAfterMatch = false;
        foreach (PatternSegment segment in Enumerable.Reverse(segments))
        {
            if (joined.Count > 0 && segment.IsMatch && !isAfterMatch)
            {
                joined[^1] = joined[^1] with { Start = segment.Start };
            }
            else
            {
                joined.Add(segment);
            }

            isAfterMatch = segment.IsMatch;
        }

        joined.Reverse();
        return joined;
    }
}
