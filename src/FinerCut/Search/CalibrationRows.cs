using FinerCut.Calibration;
using FinerCut.Execution;

namespace FinerCut.Search;

/// <summary>The rows of a calibration set, ready to run.</summary>
internal sealed class CalibrationRows : IDisposable
{
    private readonly List<Row> _rows = [];

    public IReadOnlyList<Row> Rows => _rows;

    /// <summary>Prepares the rows.</summary>
    public static CalibrationRows Prepare(SegmentedDecoder decoder, CalibrationSet set)
    {
        CalibrationRows rows = new();
        foreach (int[] ids in set.Rows)
        {
            rows._rows.Add(decoder.Prepare(ids));
        }

        return rows;
    }

    public void Dispose()
    {
        foreach (Row row in _rows)
        {
            row.Dispose();
        }
    }
}
