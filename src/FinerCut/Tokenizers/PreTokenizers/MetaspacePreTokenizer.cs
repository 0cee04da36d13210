using FinerCut.Tokenizers.Limits;
using FinerCut.Tokenizers.Patterns;

namespace FinerCut.Tokenizers.PreTokenizers;

/// <summary>Writes spaces as a visible character, puts one in front, and cuts before each.</summary>
internal sealed class MetaspacePreTokenizer(string replacement, PrependScheme scheme, bool splits) : IPreTokenizer
{
    private readonly PatternPreTokenizer? _words = splits
        ? new PatternPreTokenizer(new LiteralPattern(replacement), SplitBehavior.MergedWithNext)
        : null;

    public bool DependsOnStart => scheme == PrependScheme.First;

    public void Split(TextPiece piece, List<TextPiece> pieces, EncodingLimits limits)
    {
        string text = piece.Text.Replace(" ", replacement, StringComparison.Ordinal);
        bool prepends = scheme == PrependScheme.Always || (scheme == PrependScheme.First && piece.IsAtStart);
        TextPiece whole = piece with
        {
            Text = prepends && !text.StartsWith(replacement, StringComparison.Ordinal) ? replacement + text : text,
        };
        if (_words is null)
        {
            pieces.Add(whole);
        }
        else
        {
            _words.Split(whole, pieces, limits);
        }
    }
}
