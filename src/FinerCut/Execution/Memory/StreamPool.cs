using FinerCut.Execution.Values;
using Microsoft.ML.OnnxRuntime;

namespace FinerCut.Execution.Memory;

/// <summary>Keeps streams that come and go. Their places are used again, so that they take little more room than they
/// ever took at once.</summary>
/// <param name="file">Where to put them; null to keep them in memory.</param>
/// <param name="memory">The memory that they come from.</param>
internal sealed class StreamPool(ScratchFile? file, IValueMemory memory)
{
    private readonly List<StreamPlace> _free = [];

    /// <summary>Copies a stream.</summary>
    /// <returns>What reads it back, until it is freed.</returns>
    public PooledStream Keep(OrtValue stream)
    {
        OrtTensorTypeAndShapeInfo info = stream.GetTensorTypeAndShape();
        StreamPlace place = PlaceFor((int)stream.GetTensorSizeInBytes());
        if (place.Room is { } room)
        {
            room.Fill(stream);
        }
        else
        {
            using HostView view = memory.View(stream);
            file!.Write(place.Offset, view.Bytes);
        }

        return new PooledStream(place, info.ElementDataType, info.Shape);
    }

    /// <summary>Reads a stream.</summary>
    /// <returns>A new value; the caller disposes it.</returns>
    public OrtValue Read(PooledStream kept)
    {
        if (kept.Place.Room is { } room)
        {
            return room.Read(kept.Type, kept.Shape);
        }

        OrtValue stream = OrtValue.CreateAllocatedTensorValue(OrtAllocator.DefaultInstance, kept.Type, kept.Shape);
        file!.Read(kept.Place.Offset, stream.GetTensorMutableRawData());
        return memory.Take(stream);
    }

    /// <summary>Gives the place of a stream to others.</summary>
    public void Free(PooledStream kept) => _free.Add(kept.Place);

    /// <summary>The smallest free place that is large enough, or a new one.</summary>
    private StreamPlace PlaceFor(int bytes)
    {
        StreamPlace? place = _free.Where(place => place.Capacity >= bytes).MinBy(place => place.Capacity);
        if (place is not null)
        {
            _free.Remove(place);
            return place;
        }

        return file is null
            ? new StreamPlace(bytes, memory.Open(bytes), 0)
            : new StreamPlace(bytes, null, file.Reserve(bytes));
    }
}
