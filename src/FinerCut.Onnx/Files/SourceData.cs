using FinerCut.Onnx.Graphs;

namespace FinerCut.Onnx.Files;

/// <summary>Every larger tensor inside the model file becomes external data that points into that very file.</summary>
internal sealed class SourceData(Model model) : IExternalDataMap
{
    // The parts of a sparse tensor stay inside too: the runtime makes one tensor of them while it loads. Shapes, axes
    // and scalars stay inside, where the runtime can read them while it optimises.
    private const long LargestInsideInBytes = 1024;

    private readonly string _fileName = Path.GetFileName(model.Path);

    public ExternalData? NewPlaceOf(Tensor tensor) =>
        tensor is { IsPart: false, RawData: { } raw } && raw.Length > LargestInsideInBytes
        && raw.Source == model.Message.Range.Source
        ? new ExternalData(_fileName, raw.Offset, raw.Length)
        : null;
}
