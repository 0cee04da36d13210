namespace FinerCut.Calibration.Tokenizers.PreTokenizers;

/// <summary>Several pre-tokenizers, each on the pieces of the one before.</summary>
internal sealed class SequencePreTokenizer(IReadOnlyList<IPreTokenizer> preTokenizers) : IPreTokenizer
{
    public void Split(TextPiece piece, List<TextPiece> pieces)
    {
        List<TextPiece> current = [piece];
        foreach (IPreTokenizer preTokenizer in preTokenizers)
        {
            List<TextPiece> next = new(current.Count);
            foreach (TextPiece part in current)
            {
                preTokenizer.Split(part, next);
            }

            current = next;
        }

        pieces.AddRange(current);
    }
}
