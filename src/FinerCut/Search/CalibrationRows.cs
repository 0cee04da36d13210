using System.Numerics.Tensors;
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

    /// <summary>Takes the dense model's logits for the next row.</summary>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">Some are not numbers; negative infinity, which masks a word, may be there.</exception>
    public void AddDenseLogits(float[] logits) =>
        _denseLogits.Add(float.IsFinite(TensorPrimitives.Max<float>(logits)) ? logits : throw SearchErrors.DenseNotFinite(_denseLogits.Count));

    public void Dispose()
    {
        foreach (Row row in _rows)
        {
            row.Dispose();
        }
    }
}
