using System.Text;
using FinerCut.Calibration.Sources;

namespace FinerCut.Calibration;

/// <summary>Samples of one sequence of tokens, all of one length, without special tokens: as in the authors'
/// code.</summary>
/// <param name="request">Samples and tokens wanted, and the tokenizer.</param>
/// <param name="reader">The texts.</param>
internal sealed class ContiguousSamples(CalibrationRequest request, DocumentReader reader)
{
    /// <summary>Reads samples from the start; without a seed the text behind those that are wanted is not looked
    /// at.</summary>
    /// <param name="encoder">Turns text into ids.</param>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">FC3016 to FC3023: the texts cannot be read, or do not fill a
    /// sample.</exception>
    public IEnumerable<Sample> Read(Func<string, IReadOnlyList<int>> encoder) =>
        Cut(request.Seed is null
            ? [TextTokens.Encode(reader.ReadText, encoder, request.Tokens)]
            : Stretches().Select(encoder));

    private IEnumerable<Sample> Cut(IEnumerable<IReadOnlyList<int>> sequences)
    {
        List<int> rest = [];
        long found = 0;
        foreach (IReadOnlyList<int> ids in sequences)
        {
            found += ids.Count;
            rest.AddRange(ids);
            int start = 0;
            for (; start + request.SampleTokens <= rest.Count; start += request.SampleTokens)
            {
                yield return new Sample([.. rest.GetRange(start, request.SampleTokens)], null);
            }

            rest.RemoveRange(0, start);
        }

        if (found < request.SampleTokens)
        {
            throw found == 0 ? CalibrationErrors.Empty(request) : CalibrationErrors.TooShort(request, found);
        }
    }

    /// <summary>The whole text in stretches that fit into memory; it is the same text, cut before the first word of a
    /// line.</summary>
    private IEnumerable<string> Stretches()
    {
        StringBuilder text = new();
        foreach (string piece in reader.ReadPieces())
        {
            text.Append(piece);
            while (text.Length >= TextTokens.WholeTextLimit)
            {
                string whole = text.ToString();
                int end = CutOf(whole);
                yield return whole[..end];
                text.Clear().Append(whole, end, whole.Length - end);
            }
        }

        yield return text.ToString();
    }

    private static int CutOf(string text)
    {
        for (int place = text.Length - 1; place > text.Length / 2; place--)
        {
            if (text[place - 1] == '\n' && !char.IsWhiteSpace(text[place]))
            {
                return place;
            }
        }

        return char.IsHighSurrogate(text[^1]) ? text.Length - 1 : text.Length;
    }
}
