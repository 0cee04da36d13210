using FinerCut.Onnx.Graphs;

namespace FinerCut.Onnx.Messages;

/// <summary>Says where the bytes of tensors go when a model is written.</summary>
internal interface IExternalDataMap
{
    /// <summary>Where a tensor's bytes will be outside the model file; null to write the tensor as it stands.</summary>
    ExternalData? NewPlaceOf(Tensor tensor);

    /// <summary>Whether the tensor is written otherwise than it stands.</summary>
    bool Moves(Tensor tensor) => tensor.IsReplaced || NewPlaceOf(tensor) is not null;
}
