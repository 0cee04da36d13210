using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace FinerCut.Execution.Values;

/// <summary>The memory of a device, which the host neither reads nor writes: a model of one operator copies what it is
/// given.</summary>
/// <param name="sessions">Opens such models where the device computes.</param>
/// <param name="info">The runtime's name for the memory.</param>
internal sealed class DeviceMemory(SessionFactory sessions, OrtMemoryInfo info) : IValueMemory
{
    private static readonly string[] Inputs = [SliceModel.Data, SliceModel.Starts, SliceModel.Ends, SliceModel.Axes];

    private readonly Dictionary<TensorElementType, BoundSession> _slices = [];

    /// <inheritdoc/>
    public OrtMemoryInfo Info => info;

    /// <inheritdoc/>
    public HostTraffic Traffic { get; } = new();

    /// <inheritdoc/>
    public OrtValue? Reserve(OrtValue model) => null;

    /// <inheritdoc/>
    public OrtValue Copy(OrtValue value, OrtValue? place)
    {
        place?.Dispose();
        return Slice(value, long.MaxValue, info);
    }

    /// <inheritdoc/>
    public OrtValue Start(OrtValue stream, int tokens) => Slice(stream, tokens, info);

    /// <inheritdoc/>
    public IValueRoom Open(int bytes) => new DeviceRoom(this);

    /// <inheritdoc/>
    public HostView View(OrtValue value)
    {
        Traffic.Add(value.GetTensorSizeInBytes());
        return new HostView(Slice(value, long.MaxValue, OrtMemoryInfo.DefaultInstance), isOwned: true);
    }

    /// <inheritdoc/>
    public OrtValue Take(OrtValue value)
    {
        using (value)
        {
            return Slice(value, long.MaxValue, info);
        }
    }

    private OrtValue Slice(OrtValue value, long end, OrtMemoryInfo place)
    {
        using OrtValue starts = Number(0);
        using OrtValue ends = Number(end);
        using OrtValue axes = Number(-2);
        return SliceFor(value.GetTensorTypeAndShape().ElementDataType)
            .RunModel(Inputs, [value, starts, ends, axes], [new OutputPlace(SliceModel.Output, place)])[0];
    }

    private BoundSession SliceFor(TensorElementType type)
    {
        if (!_slices.TryGetValue(type, out BoundSession? slice))
        {
            _slices[type] = slice = new BoundSession(sessions.Open(SliceModel.Create(type)));
        }

        return slice;
    }

    private static OrtValue Number(long number) => OrtValue.CreateTensorValueFromMemory([number], [1]);
}
