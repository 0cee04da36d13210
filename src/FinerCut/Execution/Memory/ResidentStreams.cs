using Microsoft.ML.OnnxRuntime;

namespace FinerCut.Execution.Memory;

/// <summary>Keeps all streams in memory.</summary>
/// <param name="rows">Their starts belong to the rows.</param>
/// <param name="stages">Number of stages.</param>
internal sealed class ResidentStreams(IReadOnlyList<Row> rows, int stages) : IStreamStore
{
    private readonly OrtValue[][] _streams = [.. rows.Select(row => Enumerable.Repeat(row.Start, stages + 1).ToArray())];

    /// <inheritdoc/>
    public void Keep(int stage, int row, OrtValue value)
    {
        OrtValue old = _streams[row][stage];
        _streams[row][stage] = value;
        if (old != rows[row].Start && !_streams[row].Contains(old))
        {
            old.Dispose();
        }
    }

    /// <inheritdoc/>
    public OrtValue At(int stage, int row) => _streams[row][stage];

    /// <inheritdoc/>
    public void Trim(int stage)
    {
    }

    public void Dispose()
    {
        foreach ((int index, Row row) in rows.Index())
        {
            foreach (OrtValue value in _streams[index].Distinct().Where(value => value != row.Start))
            {
                value.Dispose();
            }
        }
    }
}
