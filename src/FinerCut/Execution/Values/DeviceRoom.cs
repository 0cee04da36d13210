using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace FinerCut.Execution.Values;

/// <summary>Room in a device's memory: the arena there finds it anew for each value.</summary>
/// <param name="memory">The memory.</param>
internal sealed class DeviceRoom(DeviceMemory memory) : IValueRoom
{
    private OrtValue? _value;

    /// <inheritdoc/>
    public void Fill(OrtValue value) => _value = memory.Copy(value, _value);

    /// <inheritdoc/>
    public OrtValue Read(TensorElementType type, long[] shape) =>
        memory.Copy(_value ?? throw new InvalidOperationException("Nothing has been put here."), null);
}
