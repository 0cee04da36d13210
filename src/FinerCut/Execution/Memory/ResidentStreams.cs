using FinerCut.Execution.Values;
using Microsoft.ML.OnnxRuntime;

namespace FinerCut.Execution.Memory;

/// <summary>Keeps all streams in memory, in places that are made beforehand: values kept as the runtime returns them
/// would lie scattered among what it has long given back.</summary>
internal sealed class ResidentStreams : IStreamStore
{
    private readonly IReadOnlyList<Row> _rows;
    private readonly IValueMemory _memory;
    private readonly Dictionary<(int Segment, int Row), (OrtValue? Current, OrtValue? Spare)> _places = [];

    /// <param name="rows">Their starts belong to the rows, and tell what streams mostly look like.</param>
    /// <param name="segments">The segments that streams are kept for; without the first, whose streams are those
    /// starts.</param>
    /// <param name="memory">Where they are kept.</param>
    public ResidentStreams(IReadOnlyList<Row> rows, IReadOnlyList<int> segments, IValueMemory memory)
    {
        (_rows, _memory) = (rows, memory);
        foreach ((int row, int segment) in rows.Index()
            .SelectMany(row => segments.Select(segment => (row.Index, segment))))
        {
            _places[(segment, row)] = (memory.Reserve(rows[row].Start), memory.Reserve(rows[row].Start));
        }
    }

    /// <inheritdoc/>
    public OrtValue At(int segment, int row) => segment == 0 ? _rows[row].Start : _places[(segment, row)].Current!;

    /// <inheritdoc/>
    public void Keep(int segment, int row, OrtValue value)
    {
        (OrtValue? current, OrtValue? spare) = _places[(segment, row)];
        _places[(segment, row)] = (_memory.Copy(value, current), spare);
    }

    /// <inheritdoc/>
    public void KeepSpare(int segment, int row, OrtValue value)
    {
        (OrtValue? current, OrtValue? spare) = _places[(segment, row)];
        _places[(segment, row)] = (current, _memory.Copy(value, spare));
    }

    /// <inheritdoc/>
    public void TakeSpare(int segment, int row)
    {
        (OrtValue? current, OrtValue? spare) = _places[(segment, row)];
        _places[(segment, row)] = (spare, current);
    }

    /// <inheritdoc/>
    public void Trim()
    {
    }

    public void Dispose()
    {
        foreach ((OrtValue? current, OrtValue? spare) in _places.Values)
        {
            current?.Dispose();
            spare?.Dispose();
        }
    }
}
