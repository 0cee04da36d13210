using FinerCut.Onnx.Graphs;
using FinerCut.Onnx.Messages;

namespace FinerCut.Onnx.Files;

/// <summary>The tensors of one graph that lie in the data files of another, which is written with a new
/// layout.</summary>
internal sealed class ReaderData(Model reader, ExternalDataLayout layout) : IExternalDataMap
{
    public ExternalData? NewPlaceOf(Tensor tensor)
    {
        if (tensor.ExternalData is not { } data
            || layout.FindNewPlace(ExternalDataFiles.RangeOf(reader, data)) is not { } place)
        {
            return null;
        }

        string path = Path.GetFullPath(Path.Combine(layout.Model.Folder, place.Location));
        bool isRenamed = path != ExternalDataFiles.RangeOf(reader, data).Path;
        string location = isRenamed
            ? Path.GetRelativePath(reader.Folder, path).Replace(Path.DirectorySeparatorChar, '/') : data.Location;
        return data with { Location = location, Offset = place.Offset, Checksum = null };
    }
}
