using FinerCut.Calibration.Sources;

namespace FinerCut.Calibration;

/// <summary>Rows that are documents: from the start of each, with the special tokens that the tokenizer puts around a text.</summary>
/// <param name="request">Tokens wanted, and the tokenizer.</param>
/// <param name="reader">The texts.</param>
internal sealed class DocumentRows(CalibrationRequest request, DocumentReader reader)
{
    /// <summary>Documents that were too short to be a row.</summary>
    public long Skipped { get; private set; }

    /// <summary>Reads rows of 2 tokens to as many as a row may have.</summary>
    /// <param name="encoder">Turns text into ids without special tokens: a chat template writes them out itself.</param>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">FC3016 to FC3023, when it is reached: a text cannot be read.</exception>
    public IEnumerable<TokenRow> Read(Func<string, IReadOnlyList<int>> encoder)
    {
        foreach (CalibrationDocument document in reader.ReadDocuments())
        {
            Func<string, IReadOnlyList<int>> own = document.IsChat ? encoder : request.DocumentEncoder ?? encoder;
            int[] row = [.. TextTokens.Encode(document.Read, own, request.SampleTokens).Take(request.SampleTokens)];
            if (row.Length > 1)
            {
                yield return new TokenRow(row, document.Origin);
            }
            else
            {
                Skipped++;
            }
        }
    }
}
