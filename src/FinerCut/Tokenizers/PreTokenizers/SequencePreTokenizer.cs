using FinerCut.Tokenizers.Limits;

namespace FinerCut.Tokenizers.PreTokenizers;

/// <summary>Several pre-tokenizers, each on the pieces of the one before.</summary>
internal sealed class SequencePreTokenizer(IReadOnlyList<IPreTokenizer> preTokenizers) : IPreTokenizer
{
    public bool DependsOnStart => preTokenizers.Any(preTokenizer => preTokenizer.DependsOnStart);

    public void Split(TextPiece piece, List<TextPiece> pieces, EncodingLimits limits)
    {
        List<TextPiece> current = [piece];
        foreach (IPreTokenizer preTokenizer in preTokenizers)
        {
            List<TextPiece> next = new(current.Count);
            foreach (TextPiece part in current)
            {
                preTokenizer.Split(part, next, limits);
            }

            current = next;
            limits.RequirePieces(current.Sum(part => (long)part.Text.Length));
        }

        pieces.AddRange(current);
    }
}
