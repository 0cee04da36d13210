using FinerCut.Execution.Values;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace FinerCut.Execution.Memory;

/// <summary>Keeps streams on disk, and in memory those that are being worked on.</summary>
/// <param name="samples">Their starts belong to the samples.</param>
/// <param name="file">Where to put streams; not owned.</param>
/// <param name="memory">Where those are that are being worked on.</param>
internal sealed class SpilledStreams(
    IReadOnlyList<PreparedSample> samples, ScratchFile file, IValueMemory memory) : IStreamStore
{
    private readonly Dictionary<(int Segment, int Sample), Place> _current = [];
    private readonly Dictionary<(int Segment, int Sample), Place> _spare = [];
    private readonly Dictionary<(int Segment, int Sample), OrtValue> _loaded = [];

    /// <inheritdoc/>
    public OrtValue At(int segment, int sample)
    {
        if (segment == 0)
        {
            return samples[sample].Start;
        }

        if (!_loaded.TryGetValue((segment, sample), out OrtValue? value))
        {
            Place place = _current[(segment, sample)];
            value = OrtValue.CreateAllocatedTensorValue(OrtAllocator.DefaultInstance, place.Type, place.Shape);
            file.Read(place.Offset, value.GetTensorMutableRawData());
            _loaded[(segment, sample)] = value = memory.Take(value);
        }

        return value;
    }

    /// <inheritdoc/>
    public void Keep(int segment, int sample, OrtValue value)
    {
        Write(_current, (segment, sample), value);
        Drop((segment, sample));
    }

    /// <inheritdoc/>
    public void KeepSpare(int segment, int sample, OrtValue value) => Write(_spare, (segment, sample), value);

    /// <inheritdoc/>
    public void TakeSpare(int segment, int sample)
    {
        (_current[(segment, sample)], _spare[(segment, sample)]) =
            (_spare[(segment, sample)], _current[(segment, sample)]);
        Drop((segment, sample));
    }

    /// <inheritdoc/>
    public void Trim() => _loaded.Keys.ToList().ForEach(Drop);

    public void Dispose() => Trim();

    /// <summary>A stream of a segment and sample always takes as much room, whatever is left out before it.</summary>
    private void Write(
        Dictionary<(int Segment, int Sample), Place> places, (int Segment, int Sample) key, OrtValue value)
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

    private void Drop((int Segment, int Sample) key)
    {
        if (_loaded.Remove(key, out OrtValue? value))
        {
            value.Dispose();
        }
    }

    private sealed record Place(long Offset, TensorElementType Type, long[] Shape);
}
