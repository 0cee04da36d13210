using FinerCut.Calibration.Sources;

namespace FinerCut.Calibration;

/// <summary>The tokens of a source in full, not cut into samples.</summary>
/// <param name="request">One source, and the tokenizer.</param>
internal sealed class TokenSequences(CalibrationRequest request)
{
    /// <summary>Reads a source.</summary>
    /// <param name="needed">Tokens wanted of a text; as many and more are read where there are so many.</param>
    /// <returns>One sequence of a text, whose documents have a blank line between; of token ids one for each line or
    /// row. None where the source is empty.</returns>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">FC3001, FC3015 to FC3024, FC3054 or FC4016: the source
    /// cannot be read, there is no tokenizer, or an id is none that the model knows.</exception>
    public IReadOnlyList<int[]> Read(long needed)
    {
        IReadOnlyList<CalibrationInput> inputs = InputList.ListInputs(request);
        return DocumentReader.HoldIds(request, inputs) switch
        {
            null => [],
            true => [.. new IdSamples(request).Read(inputs).Select(sample => sample.Ids)],
            false => [Tokenize(new DocumentReader(request, inputs), needed)],
        };
    }

    private int[] Tokenize(DocumentReader reader, long needed)
    {
        Func<string, IReadOnlyList<int>> encoder =
            request.Encoder ?? throw CalibrationErrors.TokenizerMissing(request);
        int[] ids = [.. TextTokens.Encode(reader.ReadText, encoder, needed)];
        foreach (int id in ids.Where(id => !request.Knows(id)))
        {
            throw CalibrationErrors.TokenizerUnfit(request, id);
        }

        return ids;
    }
}
