namespace FinerCut.Machines;

/// <summary>What this process may use of the machine it runs on.</summary>
internal sealed record MachineLimits
{
    /// <summary>Threads that compute at the same time: the physical cores in the affinity mask, no more than the quotas
    /// of all control groups around the process give in whole or in part; at least 1. Two threads on one core wait for
    /// each other in products of matrices.</summary>
    public required int Threads { get; init; }

    /// <summary>Bytes of memory: what the system can give without swapping, no more than the limit of any control group
    /// around the process.</summary>
    public required long MemoryBytes { get; init; }

    /// <summary>Reads the limits of this process.</summary>
    /// <param name="root">Where <c>proc</c> and <c>sys</c> are.</param>
    public static MachineLimits Read(string root = "/") =>
        Read(new SystemFiles(root), Environment.ProcessorCount, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes);

    /// <summary>Reads the limits from files, as far as they are there.</summary>
    /// <param name="files">The files of Linux; none elsewhere.</param>
    /// <param name="processors">Logical processors that the runtime counts, and the most threads.</param>
    /// <param name="memoryBytes">Memory that the runtime sees; taken where no file tells how much is available.</param>
    internal static MachineLimits Read(SystemFiles files, int processors, long memoryBytes)
    {
        ControlGroups groups = ControlGroups.Find(files);
        int cores = Math.Min(CpuTopology.CountCores(files) ?? processors, processors);
        return new MachineLimits
        {
            Threads = Math.Max(1, (int)Math.Min(cores, Math.Ceiling(groups.Processors ?? cores))),
            MemoryBytes = Math.Min(AvailableBytes(files) ?? memoryBytes, groups.MemoryBytes ?? long.MaxValue),
        };
    }

    private static long? AvailableBytes(SystemFiles files) =>
        files.FindValue("proc/meminfo", "MemAvailable:")?.Split(' ')[0] is { } text
            && long.TryParse(text, out long kibibytes) ? kibibytes * 1024 : null;
}
