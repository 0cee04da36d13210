using FinerCut.Calibration.Sources;

namespace FinerCut.Calibration;

/// <summary>Rows of sources that hold token ids: a line of a <c>.jsonl</c> file, or a row of an array.</summary>
/// <param name="request">Tokens wanted, packing and vocabulary.</param>
internal sealed class IdRows(CalibrationRequest request)
{
    /// <summary>Rows of documents that were too short to be one.</summary>
    public long Skipped { get; private set; }

    /// <summary>Reads rows: of each line the first ids that fill one; with one document a row also shorter ones.</summary>
    /// <param name="inputs">The sources.</param>
    /// <returns>The rows, read as they are asked for.</returns>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">FC3016 to FC3022: a line cannot be read, is shorter than a row, or holds an
    /// id, in the row or behind it, that the model does not know.</exception>
    public IEnumerable<TokenRow> Read(IEnumerable<CalibrationInput> inputs)
    {
        foreach (CalibrationInput input in inputs)
        {
            string unit = input.Kind == InputKind.Numpy ? "row" : "line";
            foreach ((long number, IReadOnlyList<long> ids) in Lines(input))
            {
                int[] row = RowOf(ids, $"{unit} {number} of '{input.Path}'");
                if (row.Length > 1)
                {
                    yield return new TokenRow(row, $"{input.Name} {unit} {number}");
                }
                else
                {
                    Skipped++;
                }
            }
        }
    }

    private bool IsContiguous => request.Packing == CalibrationPacking.Contiguous;

    private IEnumerable<(long Number, IReadOnlyList<long> Ids)> Lines(CalibrationInput input) => input.Kind == InputKind.Numpy
        ? input.ReadEach(stream => ArrayRows(input, stream))
        : input.ReadEach(new JsonLines(input.Path, request).Read).Select(line => (line.Number, line.Ids!));

    /// <summary>An array of one dimension is one sequence: cut into full rows, or a single document.</summary>
    private IEnumerable<(long Number, IReadOnlyList<long> Ids)> ArrayRows(CalibrationInput input, Stream stream)
    {
        NumpyHeader header = NumpyHeader.Read(input.Path, stream);
        IEnumerable<long[]> rows = NumpyFile.ReadRows(input.Path, stream, header, request.SampleTokens);
        if (header.Rows is null)
        {
            rows = IsContiguous && header.Columns >= request.SampleTokens ? rows.TakeWhile(row => row.Length == request.SampleTokens) : rows.Take(1);
        }

        return rows.Select((row, index) => (index + 1L, (IReadOnlyList<long>)row));
    }

    private int[] RowOf(IReadOnlyList<long> ids, string place)
    {
        foreach (long id in ids.Where(id => !request.Knows(id)))
        {
            throw CalibrationErrors.IdUnknown(request, place, id);
        }

        return ids.Count >= request.SampleTokens || !IsContiguous
            ? [.. ids.Take(request.SampleTokens).Select(id => (int)id)]
            : throw CalibrationErrors.RowTooShort(request.SampleTokens, place, ids.Count);
    }
}
