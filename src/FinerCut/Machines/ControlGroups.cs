using System.Globalization;

namespace FinerCut.Machines;

/// <summary>The limits of the control groups around this process, of both versions: containers and services are such
/// groups.</summary>
internal sealed record ControlGroups
{
    /// <summary>Processors by the smallest quota, such as 1.5; null without one.</summary>
    public required double? Processors { get; init; }

    /// <summary>The smallest limit of memory in bytes; null without one.</summary>
    public required long? MemoryBytes { get; init; }

    /// <summary>Reads the groups of this process and all that hold them.</summary>
    public static ControlGroups Find(SystemFiles files)
    {
        IReadOnlyList<GroupMount> mounts = GroupMount.Read(files);
        return new ControlGroups
        {
            Processors = Smallest(
                mounts.SelectMany(mount => mount.FoldersOf("cpu")).Select(folder => QuotaIn(files, folder))),
            MemoryBytes = Smallest(
                mounts.SelectMany(mount => mount.FoldersOf("memory")).Select(folder => MemoryIn(files, folder))),
        };
    }

    private static double? QuotaIn(SystemFiles files, string folder)
    {
        string text = files.FindText($"{folder}/cpu.max")
            ?? $"{files.FindText($"{folder}/cpu.cfs_quota_us")} {files.FindText($"{folder}/cpu.cfs_period_us")}";
        return text.Split(' ') is [string first, string second] && NumberIn(first) is { } quota
            && NumberIn(second) is { } period
            ? (double)quota / period
            : null;
    }

    private static long? MemoryIn(SystemFiles files, string folder) =>
        NumberIn(files.FindText($"{folder}/memory.max") ?? files.FindText($"{folder}/memory.limit_in_bytes"));

    /// <summary>Null for <c>max</c> and for -1, which stand for no limit.</summary>
    private static long? NumberIn(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) && number > 0
            ? number
            : null;

    private static T? Smallest<T>(IEnumerable<T?> numbers)
        where T : struct => numbers.Min();
}
