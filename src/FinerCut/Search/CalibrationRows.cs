using FinerCut.Calibration;
using FinerCut.Execution;

namespace FinerCut.Search;

/// <summary>The rows of a calibration set, ready to run, with the dense model's logits.</summary>
internal sealed class CalibrationRows : IDisposable
{
    private readonly List<Row> _rows = [];
    private readonly List<float[]> _denseLogits = [];

    public IReadOnlyList<Row> Rows => _rows;

    /// <summary>For each row, shape <c>[tokens, vocabulary]</c>.</summary>
    public IReadOnlyList<float[]> DenseLogits => _denseLogits;

    /// <summary>Prepares the rows; the dense pass is the search's own.</summary>
    public static CalibrationRows Prepare(SegmentedDecoder decoder, CalibrationSet set)
    {
        CalibrationRows rows = new();
        foreach (int[] ids in set.Rows)
        {
            rows._rows.Add(decoder.Prepare(ids));
        }

        return rows;
    }

    public void AddDenseLogits(float[] logits) => _denseLogits.Add(logits);

    public void Dispose()
    {
        foreach (Row row in _rows)
        {
            row.Dispose();
        }
    }
}
