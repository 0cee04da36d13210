using FinerCut.Execution.Values;
using Microsoft.ML.OnnxRuntime;

namespace FinerCut.Execution.Memory;

/// <summary>Keeps all streams in memory, in places that are made beforehand: values kept as the runtime returns them
/// would lie scattered among what it has long given back.</summary>
internal sealed class ResidentStreams : IStreamStore
{
    private readonly IReadOnlyList<Row> _rows;
    private readonly IValueMemory _memory;
    private readonly Dictionary<(int Stage, int Row), (OrtValue? Current, OrtValue? Spare)> _places = [];

    /// <param name="rows">Their starts belong to the rows, and tell what streams mostly look like.</param>
    /// <param name="stages">The stages that streams are kept for; without the first, whose streams are those starts.</param>
    /// <param name="memory">Where they are kept.</param>
    public ResidentStreams(IReadOnlyList<Row> rows, IReadOnlyList<int> stages, IValueMemory memory)
    {
        (_rows, _memory) = (rows, memory);
        foreach ((int row, int stage) in rows.Index().SelectMany(row => stages.Select(stage => (row.Index, stage))))
        {
            _places[(stage, row)] = (memory.Reserve(rows[row].Start), memory.Reserve(rows[row].Start));
        }
    }

    /// <inheritdoc/>
    public OrtValue At(int stage, int row) => stage == 0 ? _rows[row].Start : _places[(stage, row)].Current!;

    /// <inheritdoc/>
    public void Keep(int stage, int row, OrtValue value)
    {
        (OrtValue? current, OrtValue? spare) = _places[(stage, row)];
        _places[(stage, row)] = (_memory.Copy(value, current), spare);
    }

    /// <inheritdoc/>
    public void KeepSpare(int stage, int row, OrtValue value)
    {
        (OrtValue? current, OrtValue? spare) = _places[(stage, row)];
        _places[(stage, row)] = (current, _memory.Copy(value, spare));
    }

    /// <inheritdoc/>
    public void TakeSpare(int stage, int row)
    {
        (OrtValue? current, OrtValue? spare) = _places[(stage, row)];
        _places[(stage, row)] = (spare, current);
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
