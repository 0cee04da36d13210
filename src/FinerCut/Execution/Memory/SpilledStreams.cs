using FinerCut.Execution.Values;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace FinerCut.Execution.Memory;

/// <summary>Keeps streams on disk, and in memory those that are being worked on.</summary>
/// <param name="rows">Their starts belong to the rows.</param>
/// <param name="file">Where to put streams; not owned.</param>
/// <param name="memory">Where those are that are being worked on.</param>
internal sealed class SpilledStreams(IReadOnlyList<Row> rows, ScratchFile file, IValueMemory memory) : IStreamStore
{
    private readonly Dictionary<(int Segment, int Row), Place> _current = [];
    private readonly Dictionary<(int Segment, int Row), Place> _spare = [];
    private readonly Dictionary<(int Segment, int Row), OrtValue> _loaded = [];

    /// <inheritdoc/>
    public OrtValue At(int segment, int row)
    {
        if (segment == 0)
        {
            return rows[row].Start;
        }

        if (!_loaded.TryGetValue((segment, row), out OrtValue? value))
        {
            Place place = _current[(segment, row)];
            value = OrtValue.CreateAllocatedTensorValue(OrtAllocator.DefaultInstance, place.Type, place.Shape);
            file.Read(place.Offset, value.GetTensorMutableRawData());
            _loaded[(segment, row)] = value = memory.Take(value);
        }

        return value;
    }

    /// <inheritdoc/>
    public void Keep(int segment, int row, OrtValue value)
    {
        Write(_current, (segment, row), value);
        Drop((segment, row));
    }

    /// <inheritdoc/>
    public void KeepSpare(int segment, int row, OrtValue value) => Write(_spare, (segment, row), value);

    /// <inheritdoc/>
    public void TakeSpare(int segment, int row)
    {
        (_current[(segment, row)], _spare[(segment, row)]) = (_spare[(segment, row)], _current[(segment, row)]);
        Drop((segment, row));
    }

    /// <inheritdoc/>
    public void Trim() => _loaded.Keys.ToList().ForEach(Drop);

    public void Dispose() => Trim();

    /// <summary>A stream of a segment and row always takes as much room, whatever is left out before it.</summary>
    private void Write(Dictionary<(int Segment, int Row), Place> places, (int Segment, int Row) key, OrtValue value)
    {
        using HostView view = memory.View(value);
        ReadOnlySpan<byte> bytes = view.Bytes;
        if (!places.TryGetValue(key, out Place? place))
        {
            OrtTensorTypeAndShapeInfo info = value.GetTensorTypeAndShape();
            places[key] = place = new Place(file.Reserve(bytes.Length), info.ElementDataType, info.Shape);
        }

        file.Write(place.Offset, bytes);
    }

    private void Drop((int Segment, int Row) key)
    {
        if (_loaded.Remove(key, out OrtValue? value))
        {
            value.Dispose();
        }
    }

    private sealed record Place(long Offset, TensorElementType Type, long[] Shape);
}
