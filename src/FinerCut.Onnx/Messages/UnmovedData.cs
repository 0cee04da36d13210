using FinerCut.Onnx.Graphs;

namespace FinerCut.Onnx.Messages;

/// <summary>Every tensor stays as it stands.</summary>
internal sealed class UnmovedData : IExternalDataMap
{
    public static UnmovedData Instance { get; } = new();

    public ExternalData? NewPlaceOf(Tensor tensor) => null;
}
