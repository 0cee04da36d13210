using FinerCut.Onnx.Graphs;
using FinerCut.Onnx.Messages;

namespace FinerCut.Onnx.Files;

/// <summary>Where the used bytes of each data file go when the unused ones are left out.</summary>
public sealed class ExternalDataLayout : IExternalDataMap
{
    private static readonly Comparer<DataBlock> ByOffset =
        Comparer<DataBlock>.Create((left, right) => left.Offset.CompareTo(right.Offset));

    private readonly List<DataFile> _files = [];
    private readonly Dictionary<string, DataFile> _byLocation = [];

    private ExternalDataLayout(Model model) => Model = model;

    /// <summary>The model whose files these are.</summary>
    public Model Model { get; }

    /// <summary>Lays the data files of a model out anew, for the tensors that it has now.</summary>
    /// <param name="model">The model.</param>
    /// <param name="others">What else must stay of the files that the model had when it was opened, because others read
    /// it; ranges of other files are passed over.</param>
    /// <returns>The layout.</returns>
    public static ExternalDataLayout PlanLayout(Model model, IReadOnlyList<DataRange> others)
    {
        ExternalDataLayout layout = new(model);
        Dictionary<string, List<ExternalData>> used = ExternalDataFiles.RangesOf(model)
            .ToDictionary(file => file.Key, file => file.ToList());
        foreach (DataRange other in others.Where(other => model.Files.UsedData.ContainsKey(other.Path)))
        {
            used.TryAdd(other.Path, []);
            used[other.Path].Add(new ExternalData(layout.LocationOf(other.Path), other.Offset, other.Length));
        }

        IReadOnlyList<string> targets = DataFileNames.Renumber([.. used.Keys], [.. model.Files.UsedData.Keys]);
        foreach (((string path, List<ExternalData> ranges), string target) in used.Zip(targets))
        {
            string location = target == path ? ranges[0].Location : layout.LocationOf(target);
            DataAlignment alignment = DataAlignment.FindAlignment(model.Files.UsedData[path]);
            DataFile file = new(path, location, target != path, Pack(ranges, alignment));
            layout._files.Add(file);
            foreach (string name in ranges.Select(range => range.Location).Distinct())
            {
                layout._byLocation[name] = file;
            }
        }

        return layout;
    }

    /// <summary>Where bytes are in the written files.</summary>
    /// <param name="range">Bytes that a tensor of the model has, or that the layout was told of.</param>
    /// <returns>A file relative to the model's folder; null where the file is none that the layout writes.</returns>
    public ExternalData? FindNewPlace(DataRange range) =>
        _files.Find(file => file.Path == range.Path) is { } file
            ? new ExternalData(file.Location, NewOffset(file, range.Offset), range.Length) : null;

    ExternalData? IExternalDataMap.NewPlaceOf(Tensor tensor)
    {
        if (tensor.ExternalData is not { } data)
        {
            return null;
        }

        DataFile file = _byLocation[data.Location];
        long offset = NewOffset(file, data.Offset);
        return offset == data.Offset && !file.IsRenamed && data.Checksum is null ? null
            : data with { Offset = offset, Location = file.IsRenamed ? file.Location : data.Location };
    }

    /// <summary>Copies the used bytes.</summary>
    /// <param name="folder">Where to.</param>
    /// <param name="graphName">Name of the graph file, which no data file may have.</param>
    /// <param name="cancellation">Ends the copying.</param>
    /// <returns>Bytes written.</returns>
    internal long Write(string folder, string graphName, CancellationToken cancellation)
    {
        long length = 0;
        foreach (DataFile file in _files)
        {
            string target = Path.GetFullPath(Path.Combine(folder, file.Location));
            if (target == Path.GetFullPath(Path.Combine(folder, graphName)))
            {
                throw new ArgumentException(
                    $"'{graphName}' is the name of a data file of the model.", nameof(graphName));
            }

            length += Write(file, target, cancellation);
        }

        return length;
    }

    private string LocationOf(string path) =>
        Path.GetRelativePath(Model.Folder, path).Replace(Path.DirectorySeparatorChar, '/');

    private static long NewOffset(DataFile file, long offset)
    {
        int index = file.Blocks.BinarySearch(new DataBlock(offset, 0, 0), ByOffset);
        DataBlock block = file.Blocks[index < 0 ? ~index - 1 : index];
        return offset - block.Offset + block.NewOffset;
    }

    private static long Write(DataFile file, string target, CancellationToken cancellation)
    {
        using FileByteSource source = new(file.Path);
        using FileStream stream = ModelWriter.Create(target);
        foreach (DataBlock block in file.Blocks)
        {
            stream.Position = block.NewOffset;
            new ByteRange(source, block.Offset, block.Length).CopyTo(stream, cancellation);
        }

        stream.Flush(flushToDisk: true);
        return stream.Length;
    }

    private static List<DataBlock> Pack(IEnumerable<ExternalData> ranges, DataAlignment alignment)
    {
        List<DataBlock> blocks = [];
        foreach (ExternalData range in ranges.OrderBy(range => range.Offset).ThenByDescending(range => range.Length))
        {
            long end = range.Offset + range.Length;
            if (blocks.Count > 0 && range.Offset < blocks[^1].End)
            {
                blocks[^1] = blocks[^1] with { End = Math.Max(blocks[^1].End, end) };
                continue;
            }

            long next = blocks.Count == 0 ? 0 : blocks[^1].NewOffset + blocks[^1].Length;
            long multiple = alignment.For(range);
            blocks.Add(new DataBlock(range.Offset, end, (next + multiple - 1) / multiple * multiple));
        }

        return blocks;
    }

    private sealed record DataFile(string Path, string Location, bool IsRenamed, List<DataBlock> Blocks);
}
