using FinerCut.Onnx.Graphs;

namespace FinerCut.Onnx.Files;

/// <summary>Where the used bytes of each data file go when the unused ones are left out.</summary>
internal sealed class ExternalDataLayout : IExternalDataMap
{
    private static readonly Comparer<DataBlock> ByOffset = Comparer<DataBlock>.Create((left, right) => left.Offset.CompareTo(right.Offset));

    private readonly List<DataFile> _files = [];
    private readonly Dictionary<string, DataFile> _byLocation = [];

    private ExternalDataLayout()
    {
    }

    public static ExternalDataLayout Of(Model model)
    {
        ExternalDataLayout layout = new();
        List<IGrouping<string, ExternalData>> used = [.. ExternalDataFiles.RangesOf(model)];
        IReadOnlyList<string> targets = DataFileNames.Renumber([.. used.Select(file => file.Key)], [.. model.DataAlignments.Keys]);
        foreach ((IGrouping<string, ExternalData> ranges, string target) in used.Zip(targets))
        {
            string location = target == ranges.Key ? ranges.First().Location : Path.GetRelativePath(model.Folder, target).Replace(Path.DirectorySeparatorChar, '/');
            DataFile file = new(ranges.Key, location, target != ranges.Key, Pack(ranges, model.DataAlignments[ranges.Key]));
            layout._files.Add(file);
            foreach (string name in ranges.Select(range => range.Location).Distinct())
            {
                layout._byLocation[name] = file;
            }
        }

        return layout;
    }

    public ExternalData? NewPlaceOf(Tensor tensor)
    {
        if (tensor.ExternalData is not { } data)
        {
            return null;
        }

        DataFile file = _byLocation[data.Location];
        List<DataBlock> blocks = file.Blocks;
        int index = blocks.BinarySearch(new DataBlock(data.Offset, 0, 0), ByOffset);
        DataBlock block = blocks[index < 0 ? ~index - 1 : index];
        long offset = data.Offset - block.Offset + block.NewOffset;
        return offset == data.Offset && !file.IsRenamed ? null : data with { Offset = offset, Location = file.IsRenamed ? file.Location : data.Location };
    }

    /// <summary>Copies the used bytes.</summary>
    /// <param name="folder">Where to.</param>
    /// <param name="graphName">Name of the graph file, which no data file may have.</param>
    /// <param name="cancellation">Ends the copying.</param>
    /// <returns>Bytes written.</returns>
    public long Write(string folder, string graphName, CancellationToken cancellation)
    {
        long length = 0;
        foreach (DataFile file in _files)
        {
            string target = Path.GetFullPath(Path.Combine(folder, file.Location));
            if (target == Path.GetFullPath(Path.Combine(folder, graphName)))
            {
                throw new ArgumentException($"'{graphName}' is the name of a data file of the model.", nameof(graphName));
            }

            length += Write(file, target, cancellation);
        }

        return length;
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
