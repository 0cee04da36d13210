using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace FinerCut.Execution.Values;

/// <summary>Room in the host's memory.</summary>
/// <param name="bytes">Its size.</param>
internal sealed class HostRoom(int bytes) : IValueRoom
{
    private readonly byte[] _bytes = new byte[bytes];

    /// <inheritdoc/>
    public void Fill(OrtValue value) => value.GetTensorDataAsSpan<byte>().CopyTo(_bytes);

    /// <inheritdoc/>
    public OrtValue Read(TensorElementType type, long[] shape)
    {
        OrtValue value = OrtValue.CreateAllocatedTensorValue(OrtAllocator.DefaultInstance, type, shape);
        Span<byte> target = value.GetTensorMutableRawData();
        _bytes.AsSpan(0, target.Length).CopyTo(target);
        return value;
    }
}
