using FinerCut.Calibration.Sources;

namespace FinerCut.Calibration;

/// <summary>Samples that are documents: from the start of each, with the special tokens that the tokenizer puts around
/// a text.</summary>
/// <param name="request">Tokens wanted, and the tokenizer.</param>
/// <param name="reader">The texts.</param>
internal sealed class DocumentSamples(CalibrationRequest request, DocumentReader reader)
{
    /// <summary>Documents that were too short to be a sample.</summary>
    public long Skipped { get; private set; }

    /// <summary>Reads samples of 2 tokens to as many as a sample may have.</summary>
    /// <param name="encoder">Turns text into ids without special tokens: a chat template writes them out
    /// itself.</param>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">FC3016 to FC3023, when it is reached: a text cannot be
    /// read.</exception>
    public IEnumerable<Sample> Read(Func<string, IReadOnlyList<int>> encoder)
    {
        foreach (CalibrationDocument document in reader.ReadDocuments())
        {
            Func<string, IReadOnlyList<int>> own = document.IsChat ? encoder : request.DocumentEncoder ?? encoder;
            int[] sample = [.. TextTokens.Encode(document.Read, own, request.SampleTokens).Take(request.SampleTokens)];
            if (sample.Length > 1)
            {
                yield return new Sample(sample, document.Origin);
            }
            else
            {
                Skipped++;
            }
        }
    }
}
