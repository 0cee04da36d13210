using FinerCut.Onnx.Graphs;

namespace FinerCut.Onnx.Messages;

/// <summary>Every larger tensor inside the model file becomes external data that points into that very file, and what
/// is external is named as it is called behind all links.</summary>
internal sealed class SourceData(Model model) : IExternalDataMap
{
    // The parts of a sparse tensor stay inside too: the runtime makes one tensor of them while it loads. Shapes, axes
    // and scalars stay inside, where the runtime can read them while it optimises.
    private const long LargestInsideInBytes = 1024;

    private readonly ModelFiles _files = model.Files;

    public ExternalData? NewPlaceOf(Tensor tensor) =>
        tensor.ExternalData is { } data
            ? (_files.HasLinks ? data with { Location = LocationOf(data) } : null)
        : tensor is { IsPart: false, RawData: { } raw } && raw.Length > LargestInsideInBytes
            && raw.Source == model.Original.Source
        ? new ExternalData(_files.GraphLocation, raw.Offset, raw.Length)
        : null;

    /// <summary>A data file as it is called behind all links.</summary>
    private string LocationOf(ExternalData data) =>
        _files.Locations[Path.GetFullPath(Path.Combine(model.Folder, data.Location))];
}
