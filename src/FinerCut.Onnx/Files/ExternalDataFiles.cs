using FinerCut.Onnx.Graphs;
using Microsoft.Win32.SafeHandles;

namespace FinerCut.Onnx.Files;

/// <summary>The data files beside a model.</summary>
public static class ExternalDataFiles
{
    /// <summary>The files that a model's tensors point to.</summary>
    /// <param name="model">The model.</param>
    /// <returns>Locations as written in the model, each file once, in the order of first mention.</returns>
    public static IReadOnlyList<string> ListFiles(Model model) =>
        [.. RangesOf(model).Select(file => file.First().Location)];

    /// <summary>Bytes of the data files that no tensor uses, padding between aligned tensors not counted.</summary>
    /// <param name="model">The model.</param>
    /// <param name="others">Bytes that others use.</param>
    /// <returns>By file, as written in the model; all files of <see cref="ListFiles"/>.</returns>
    public static IReadOnlyDictionary<string, long> UnusedBytes(Model model, IReadOnlyList<DataRange> others)
    {
        ArgumentNullException.ThrowIfNull(model);
        return RangesOf(model).ToDictionary(file => file.First().Location, file => UnusedBytes(
            [.. file, .. others.Where(other => other.Path == file.Key)
                .Select(other => new ExternalData(other.Path, other.Offset, other.Length))],
            LengthOf(file.Key, file.First().Location)));
    }

    /// <summary>Where the bytes of a tensor are.</summary>
    /// <param name="model">The tensor's model.</param>
    /// <param name="data">What the tensor says.</param>
    /// <returns>The bytes, by the full path of their file.</returns>
    public static DataRange RangeOf(Model model, ExternalData data) =>
        new(PathOf(model, data.Location, data.Location), data.Offset, data.Length);

    /// <summary>What tensors use of each file, by the file's path.</summary>
    internal static IEnumerable<IGrouping<string, ExternalData>> RangesOf(Model model) =>
        model.Tensors.Select(tensor => tensor.ExternalData).OfType<ExternalData>()
            .GroupBy(data => PathOf(model, data.Location, data.Location));

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
            if (!lengths.TryGetValue(path, out long length))
            {
                length = lengths[path] = path == Path.GetFullPath(model.Path)
                    ? throw OnnxFileErrors.ExternalDataInside(path, tensor.Name)
                    : LengthOf(path, tensor.Name);
            }

            if (data.Offset + data.Length > length)
            {
                LfsPointer.Refuse(path);
                throw OnnxFileErrors.ExternalDataShort(path, tensor.Name, data.Offset + data.Length, length);
            }
        }
    }

    /// <summary>Path of a data file, which must be inside the model's folder.</summary>
    internal static string PathOf(Model model, string location, string tensor)
    {
        if (Path.IsPathRooted(location) || location.Contains('\0', StringComparison.Ordinal))
        {
            throw OnnxFileErrors.ExternalDataOutside(location, tensor);
        }

        string path = Path.GetFullPath(Path.Combine(model.Folder, location));
        string folder = Path.TrimEndingDirectorySeparator(model.Folder);
        bool isInside = path.Length > folder.Length + 1 && path.StartsWith(folder, StringComparison.Ordinal)
            && (path[folder.Length] == Path.DirectorySeparatorChar || Path.EndsInDirectorySeparator(folder));
        return isInside ? path : throw OnnxFileErrors.ExternalDataOutside(location, tensor);
    }

    private static long UnusedBytes(IEnumerable<ExternalData> ranges, long length)
    {
        DataAlignment alignment = DataAlignment.FindAlignment(ranges);
        (long unused, long end) = (0, 0);
        foreach (ExternalData range in ranges.OrderBy(range => range.Offset))
        {
            long gap = range.Offset - end;
            unused += gap >= alignment.For(range) ? gap : 0;
            end = Math.Max(end, range.Offset + range.Length);
        }

        return unused + Math.Max(0, length - end);
    }

    /// <summary>Opened rather than asked: Hugging Face's cache keeps files behind links, whose own length is
    /// another.</summary>
    private static long LengthOf(string path, string tensor)
    {
        RegularFile.Ensure(path);
        try
        {
            using SafeFileHandle file = File.OpenHandle(path);
            return RandomAccess.GetLength(file);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw OnnxFileErrors.ExternalDataMissing(path, tensor);
        }
        catch (Exception exception)
            when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw OnnxFileErrors.Unreadable(path, exception);
        }
    }
}
