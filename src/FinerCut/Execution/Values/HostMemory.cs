using Microsoft.ML.OnnxRuntime;

namespace FinerCut.Execution.Values;

/// <summary>The host's memory, where the CPU computes: what is copied is copied by the host itself.</summary>
internal sealed class HostMemory : IValueMemory
{
    /// <inheritdoc/>
    public OrtMemoryInfo Info => OrtMemoryInfo.DefaultInstance;

    /// <inheritdoc/>
    public HostTraffic Traffic { get; } = new();

    /// <inheritdoc/>
    public OrtValue Reserve(OrtValue model)
    {
        OrtTensorTypeAndShapeInfo info = model.GetTensorTypeAndShape();
        return OrtValue.CreateAllocatedTensorValue(OrtAllocator.DefaultInstance, info.ElementDataType, info.Shape);
    }

    /// <inheritdoc/>
    public OrtValue Copy(OrtValue value, OrtValue? place)
    {
        if (place is null || !IsLike(place, value))
        {
            place?.Dispose();
            place = Reserve(value);
        }

        value.GetTensorDataAsSpan<byte>().CopyTo(place.GetTensorMutableRawData());
        return place;
    }

    /// <inheritdoc/>
    public OrtValue Start(OrtValue stream, int tokens)
    {
        OrtTensorTypeAndShapeInfo info = stream.GetTensorTypeAndShape();
        long[] shape = [.. info.Shape];
        shape[^2] = tokens;
        OrtValue start = OrtValue.CreateAllocatedTensorValue(OrtAllocator.DefaultInstance, info.ElementDataType, shape);
        Span<byte> bytes = start.GetTensorMutableRawData();
        stream.GetTensorDataAsSpan<byte>()[..bytes.Length].CopyTo(bytes);
        return start;
    }

    /// <inheritdoc/>
    public IValueRoom Open(int bytes) => new HostRoom(bytes);

    /// <inheritdoc/>
    public HostView View(OrtValue value)
    {
        Traffic.Add(value.GetTensorSizeInBytes());
        return new HostView(value, isOwned: false);
    }

    /// <inheritdoc/>
    public OrtValue Take(OrtValue value) => value;

    private static bool IsLike(OrtValue place, OrtValue value)
    {
        OrtTensorTypeAndShapeInfo found = place.GetTensorTypeAndShape();
        OrtTensorTypeAndShapeInfo wanted = value.GetTensorTypeAndShape();
        return found.ElementDataType == wanted.ElementDataType && found.Shape.SequenceEqual(wanted.Shape);
    }
}
