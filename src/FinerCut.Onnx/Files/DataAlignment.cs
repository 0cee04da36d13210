using FinerCut.Onnx.Graphs;

namespace FinerCut.Onnx.Files;

/// <summary>How an exporter placed tensors in a data file, told by where they are.</summary>
/// <param name="InBytes">A power of two that offsets are multiples of; 1 where tensors follow each other without
/// gaps.</param>
/// <param name="SmallestInBytes">Tensors below this size follow the one before them without a gap.</param>
internal readonly record struct DataAlignment(long InBytes, long SmallestInBytes)
{
    private const long PageInBytes = 4096;
    private const long LargestInBytes = 64 * 1024;

    /// <summary>The placement that explains the gaps of a file.</summary>
    /// <param name="ranges">What tensors use of the file.</param>
    public static DataAlignment FindAlignment(IEnumerable<ExternalData> ranges)
    {
        List<ExternalData> sorted = [.. ranges.Where(range => range.Length > 0).OrderBy(range => range.Offset)];
        List<ExternalData> afterGap = AfterGap(sorted);
        long all = afterGap.Count == 0 ? 1 : CommonPower(sorted);
        if (afterGap.Count == 0 || all >= PageInBytes)
        {
            return new DataAlignment(all, 0);
        }

        long smallest = afterGap.Min(range => range.Length);
        long large = CommonPower([.. sorted.Where(range => range.Length >= smallest)]);
        return large > all ? new DataAlignment(large, smallest) : new DataAlignment(all, 0);
    }

    /// <summary>The alignment to keep for a tensor.</summary>
    public long For(ExternalData range) =>
        range.Length > 0 && range.Length >= SmallestInBytes && range.Offset % InBytes == 0 ? InBytes : 1;

    private static List<ExternalData> AfterGap(List<ExternalData> sorted)
    {
        List<ExternalData> found = [];
        long end = sorted.Count == 0 ? 0 : sorted[0].Offset;
        foreach (ExternalData range in sorted)
        {
            if (range.Offset > end)
            {
                found.Add(range);
            }

            end = Math.Max(end, range.Offset + range.Length);
        }

        return found;
    }

    private static long CommonPower(List<ExternalData> ranges)
    {
        long power = LargestInBytes;
        while (ranges.Exists(range => range.Offset % power != 0))
        {
            power /= 2;
        }

        return power;
    }
}
