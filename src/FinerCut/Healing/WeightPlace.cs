using FinerCut.Onnx.Files;
using FinerCut.Onnx.Graphs;

namespace FinerCut.Healing;

/// <summary>Where the elements of a tensor lie, as plain bytes.</summary>
/// <param name="Range">A range of a file of the model.</param>
internal sealed record WeightPlace(DataRange Range)
{
    /// <summary>Finds the place.</summary>
    /// <returns>Null where the file does not store the elements as plain bytes.</returns>
    public static WeightPlace? Find(Model model, Tensor tensor) =>
        tensor.ExternalData is { } external ? new(ExternalDataFiles.RangeOf(model, external))
        : tensor.RawData is { Source: FileByteSource file } raw
        ? new(new DataRange(file.Name, raw.Offset, raw.Length))
        : null;

    /// <summary>Reads the elements of a tensor, from its file or from where they were put in its place.</summary>
    public static byte[] Read(Model model, Tensor tensor)
    {
        if (tensor.RawData is { } raw)
        {
            return raw.ToArray();
        }

        DataRange range = Find(model, tensor)!.Range;
        using FileByteSource file = new(range.Path);
        return new ByteRange(file, range.Offset, range.Length).ToArray();
    }

    /// <summary>Writes other elements over those of the file.</summary>
    /// <param name="content">As many bytes as there are.</param>
    public void Write(byte[] content)
    {
        // Shared: the model that told the place still has the file open.
        using FileStream file = new(Range.Path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        file.Position = Range.Offset;
        file.Write(content);
        file.Flush(flushToDisk: true);
    }
}
