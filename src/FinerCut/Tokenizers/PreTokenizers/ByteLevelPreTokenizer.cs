using FinerCut.Tokenizers.Limits;
using FinerCut.Tokenizers.Models;
using FinerCut.Tokenizers.Patterns;

namespace FinerCut.Tokenizers.PreTokenizers;

/// <summary>Cuts as GPT-2 does, if asked to, and writes every byte of the UTF-8 text as one letter.</summary>
internal sealed class ByteLevelPreTokenizer(bool addPrefixSpace, bool usePattern) : IPreTokenizer
{
    private readonly PatternPreTokenizer? _words = usePattern
        ? new PatternPreTokenizer(GptWords.Pattern, SplitBehavior.Isolated)
        : null;

    public void Split(TextPiece piece, List<TextPiece> pieces, EncodingLimits limits)
    {
        TextPiece whole = addPrefixSpace && !piece.Text.StartsWith(' ')
            ? piece with { Text = ' ' + piece.Text }
            : piece;
        int first = pieces.Count;
        if (_words is null)
        {
            pieces.Add(whole);
        }
        else
        {
            _words.Split(whole, pieces, limits);
        }

        for (int index = first; index < pieces.Count; index++)
        {
            pieces[index] = pieces[index] with { Text = ByteLetters.Encode(pieces[index].Text) };
        }
    }
}
