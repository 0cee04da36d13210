using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace FinerCut.Execution.Memory;

/// <summary>Keeps streams on disk, and in memory those that are being worked on.</summary>
internal sealed class SpilledStreams : IStreamStore
{
    private readonly IReadOnlyList<Row> _rows;
    private readonly ScratchFile _file;
    private readonly TensorElementType _type;
    private readonly Place[] _places;
    private readonly Dictionary<(int Stage, int Row), OrtValue> _loaded = [];

    /// <param name="rows">Their starts belong to the rows, and tell type and shape of the streams.</param>
    /// <param name="stages">Number of stages.</param>
    /// <param name="file">Where to put them; not owned.</param>
    public SpilledStreams(IReadOnlyList<Row> rows, int stages, ScratchFile file)
    {
        (_rows, _file) = (rows, file);
        _type = rows[0].Start.GetTensorTypeAndShape().ElementDataType;
        _places = [.. rows.Select(row =>
        {
            long bytes = row.Start.GetTensorSizeInBytes();
            return new Place(row.Start.GetTensorTypeAndShape().Shape, bytes, file.Reserve(bytes * stages));
        })];
    }

    /// <inheritdoc/>
    public void Keep(int stage, int row, OrtValue value)
    {
        _file.Write(_places[row].OffsetOf(stage), value.GetTensorDataAsSpan<byte>());
        Drop((stage, row));
        _loaded[(stage, row)] = value;
    }

    /// <inheritdoc/>
    public OrtValue At(int stage, int row)
    {
        if (stage == 0)
        {
            return _rows[row].Start;
        }

        if (!_loaded.TryGetValue((stage, row), out OrtValue? value))
        {
            value = OrtValue.CreateAllocatedTensorValue(OrtAllocator.DefaultInstance, _type, _places[row].Shape);
            _file.Read(_places[row].OffsetOf(stage), value.GetTensorMutableRawData());
            _loaded[(stage, row)] = value;
        }

        return value;
    }

    /// <inheritdoc/>
    public void Trim(int stage)
    {
        foreach ((int Stage, int Row) key in _loaded.Keys.Where(key => key.Stage < stage).ToList())
        {
            Drop(key);
        }
    }

    public void Dispose() => Trim(int.MaxValue);

    private void Drop((int Stage, int Row) key)
    {
        if (_loaded.Remove(key, out OrtValue? value) && value != _rows[key.Row].Start && !_loaded.ContainsValue(value))
        {
            value.Dispose();
        }
    }

    private sealed record Place(long[] Shape, long Bytes, long Offset)
    {
        public long OffsetOf(int stage) => Offset + ((stage - 1) * Bytes);
    }
}
