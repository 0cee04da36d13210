using FinerCut.Onnx.Graphs;

namespace FinerCut.Onnx.Files;

/// <summary>The data files beside a model.</summary>
public static class ExternalDataFiles
{
    private const long LargestAlignmentInBytes = 64 * 1024;

    /// <summary>The files that a model's tensors point to.</summary>
    /// <param name="model">The model.</param>
    /// <returns>Locations as written in the model, each once, in the order of first mention.</returns>
    public static IReadOnlyList<string> Of(Model model) =>
        [.. model.Tensors.Select(tensor => tensor.ExternalData?.Location).OfType<string>().Distinct()];

    /// <summary>For each data file the power of two that the exporter aligned every tensor to; 1 where it wrote them without gaps.</summary>
    internal static Dictionary<string, long> AlignmentsOf(Model model) => model.Tensors.Select(tensor => tensor.ExternalData).OfType<ExternalData>()
        .GroupBy(data => data.Location)
        .ToDictionary(file => file.Key, file => AlignmentOf([.. file.OrderBy(data => data.Offset)]));

    internal static void Check(Model model)
    {
        Dictionary<string, long> lengths = [];
        foreach (Tensor tensor in model.Tensors)
        {
            if (tensor.ExternalData is not { } data)
            {
                continue;
            }

            string path = PathOf(model, data.Location, tensor.Name);
            if (!lengths.TryGetValue(data.Location, out long length))
            {
                FileInfo file = new(path);
                length = lengths[data.Location] = file.Exists ? LengthOf(file) : throw OnnxFileErrors.ExternalDataMissing(path, tensor.Name);
            }

            if (data.Offset + data.Length > length)
            {
                throw OnnxFileErrors.ExternalDataShort(path, tensor.Name, data.Offset + data.Length, length);
            }
        }
    }

    /// <summary>Path of a data file, which must be inside the model's folder.</summary>
    internal static string PathOf(Model model, string location, string tensor)
    {
        string path = Path.GetFullPath(Path.Combine(model.Folder, location));
        bool inside = !Path.IsPathRooted(location) && !location.Contains('\0', StringComparison.Ordinal)
            && path.StartsWith(Path.TrimEndingDirectorySeparator(model.Folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal);
        return inside ? path : throw OnnxFileErrors.ExternalDataOutside(location, tensor);
    }

    private static long AlignmentOf(List<ExternalData> ranges)
    {
        bool hasGaps = ranges.Zip(ranges.Skip(1)).Any(pair => pair.Second.Offset > pair.First.Offset + pair.First.Length);
        long alignment = hasGaps ? LargestAlignmentInBytes : 1;
        while (ranges.Exists(range => range.Offset % alignment != 0))
        {
            alignment /= 2;
        }

        return alignment;
    }

    /// <summary>Hugging Face's cache keeps files behind links, whose own length is another.</summary>
    private static long LengthOf(FileInfo file) => (file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? file).Length;
}
