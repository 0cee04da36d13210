using FinerCut.Onnx.Graphs;

namespace FinerCut.Onnx.Files;

/// <summary>Where the used bytes of each data file go when the unused ones are left out.</summary>
internal sealed class ExternalDataLayout : IExternalDataMap
{
    private readonly Dictionary<string, List<DataBlock>> _blocks = [];

    private ExternalDataLayout()
    {
    }

    public static ExternalDataLayout Of(Model model)
    {
        ExternalDataLayout layout = new();
        foreach (IGrouping<string, ExternalData> file in model.Tensors.Select(tensor => tensor.ExternalData)
            .OfType<ExternalData>().GroupBy(data => data.Location))
        {
            layout._blocks[file.Key] = Pack([.. file.OrderBy(data => data.Offset).ThenBy(data => data.Length)], model.DataAlignment[file.Key]);
        }

        return layout;
    }

    public ExternalData? NewPlaceOf(Tensor tensor)
    {
        if (tensor.ExternalData is not { } data)
        {
            return null;
        }

        List<DataBlock> blocks = _blocks[data.Location];
        int index = blocks.BinarySearch(new DataBlock(data.Offset, 0, 0), Comparer<DataBlock>.Create((a, b) => a.Offset.CompareTo(b.Offset)));
        DataBlock block = blocks[index < 0 ? ~index - 1 : index];
        long offset = data.Offset - block.Offset + block.NewOffset;
        return offset == data.Offset ? null : data with { Offset = offset };
    }

    /// <summary>Copies the used bytes.</summary>
    /// <returns>Bytes written.</returns>
    public long Write(Model model, string folder, CancellationToken cancellation)
    {
        long length = 0;
        foreach ((string location, List<DataBlock> blocks) in _blocks)
        {
            using FileByteSource source = new(ExternalDataFiles.PathOf(model, location, location));
            using FileStream stream = ModelWriter.Create(Path.Combine(folder, location));
            foreach (DataBlock block in blocks)
            {
                stream.Position = block.NewOffset;
                new ByteRange(source, block.Offset, block.Length).CopyTo(stream, cancellation);
            }

            stream.Flush(flushToDisk: true);
            length += stream.Length;
        }

        return length;
    }

    private static List<DataBlock> Pack(List<ExternalData> ranges, long alignment)
    {
        List<DataBlock> blocks = [];
        foreach (ExternalData range in ranges)
        {
            long end = range.Offset + range.Length;
            if (blocks.Count > 0 && range.Offset < blocks[^1].End)
            {
                blocks[^1] = blocks[^1] with { End = Math.Max(blocks[^1].End, end) };
                continue;
            }

            long next = blocks.Count == 0 ? 0 : blocks[^1].NewOffset + blocks[^1].Length;
            blocks.Add(new DataBlock(range.Offset, end, (next + alignment - 1) / alignment * alignment));
        }

        return blocks;
    }
}
