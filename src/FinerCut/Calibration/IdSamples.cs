using FinerCut.Calibration.Sources;

namespace FinerCut.Calibration;

/// <summary>Samples of sources that hold token ids: a line of a <c>.jsonl</c> file, or a row of an array.</summary>
/// <param name="request">Tokens wanted, packing and vocabulary.</param>
internal sealed class IdSamples(CalibrationRequest request)
{
    /// <summary>Samples of documents that were too short to be one.</summary>
    public long Skipped { get; private set; }

    /// <summary>Reads samples: of each line the first ids that fill one; with one document a sample also shorter
    /// ones.</summary>
    /// <param name="inputs">The sources.</param>
    /// <returns>The samples, read as they are asked for.</returns>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">FC3016 to FC3022: a line cannot be read, is shorter than a
    /// sample, or holds an id, in the sample or behind it, that the model does not know.</exception>
    public IEnumerable<Sample> Read(IEnumerable<CalibrationInput> inputs)
    {
        foreach (CalibrationInput input in inputs)
        {
            string unit = input.Kind == InputKind.Numpy ? "row" : "line";
            foreach ((long number, IReadOnlyList<long> ids) in Lines(input))
            {
                int[] sample = SampleOf(ids, $"{unit} {number} of '{input.Path}'");
                if (sample.Length > 1)
                {
                    yield return new Sample(sample, $"{input.Name} {unit} {number}");
                }
                else
                {
                    Skipped++;
                }
            }
        }
    }

    private bool IsContiguous => request.Packing == CalibrationPacking.Contiguous;

    private IEnumerable<(long Number, IReadOnlyList<long> Ids)> Lines(
        CalibrationInput input) => input.Kind == InputKind.Numpy
        ? input.ReadEach(stream => ArraySamples(input, stream))
        : input.ReadEach(new JsonLines(input.Path, request).Read).Select(line => (line.Number, line.Ids!));

    /// <summary>An array of one dimension is one sequence: cut into full samples, or a single document.</summary>
    private IEnumerable<(long Number, IReadOnlyList<long> Ids)> ArraySamples(CalibrationInput input, Stream stream)
    {
        NumpyHeader header = NumpyHeader.Read(input.Path, stream);
        IEnumerable<long[]> samples = NumpyFile.ReadRows(input.Path, stream, header, request.SampleTokens);
        if (header.Rows is null)
        {
            samples = IsContiguous && header.Columns >= request.SampleTokens
                ? samples.TakeWhile(sample => sample.Length == request.SampleTokens)
                : samples.Take(1);
        }

        return samples.Select((row, index) => (index + 1L, (IReadOnlyList<long>)row));
    }

    private int[] SampleOf(IReadOnlyList<long> ids, string place)
    {
        foreach (long id in ids.Where(id => !request.Knows(id)))
        {
            throw CalibrationErrors.IdUnknown(request, place, id);
        }

        return ids.Count >= request.SampleTokens || !IsContiguous
            ? [.. ids.Take(request.SampleTokens).Select(id => (int)id)]
            : throw CalibrationErrors.SampleTooShort(request.SampleTokens, place, ids.Count);
    }
}
