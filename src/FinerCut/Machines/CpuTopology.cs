using System.Globalization;

namespace FinerCut.Machines;

/// <summary>Which logical processors share a core.</summary>
internal static class CpuTopology
{
    private const string Folder = "sys/devices/system/cpu";

    /// <summary>Counts the physical cores with at least one processor in the affinity mask of the process.</summary>
    /// <returns>At least 1; null where the system does not tell.</returns>
    public static int? CountCores(SystemFiles files)
    {
        Func<int, bool> isAllowed = AffinityOf(files);
        int cores = files.FolderNames(Folder).Select(NumberOf).OfType<int>().Where(isAllowed)
            .Select(number => CoreOf(files, number)).OfType<string>().Distinct().Count();
        return cores > 0 ? cores : null;
    }

    /// <summary>The same text for all processors of a core; null for one that is switched off.</summary>
    private static string? CoreOf(SystemFiles files, int number)
    {
        string topology = string.Create(CultureInfo.InvariantCulture, $"{Folder}/cpu{number}/topology");
        return files.FindText($"{topology}/thread_siblings_list")
            ?? (files.FindText($"{topology}/core_id") is { } core
                ? $"{files.FindText($"{topology}/physical_package_id")} {core}"
                : null);
    }

    private static int? NumberOf(string folder) =>
        folder.StartsWith("cpu", StringComparison.Ordinal) && int.TryParse(
            folder.AsSpan(3), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;

    /// <summary>The mask is a list such as <c>0-3,8</c>; it may name processors that are not there.</summary>
    private static Func<int, bool> AffinityOf(SystemFiles files)
    {
        if (files.FindValue("proc/self/status", "Cpus_allowed_list:") is not { Length: > 0 } list)
        {
            return _ => true;
        }

        List<(int First, int Last)> ranges = [.. list.Split(',').Select(RangeOf).OfType<(int, int)>()];
        return number => ranges.Exists(range => number >= range.First && number <= range.Last);
    }

    private static (int First, int Last)? RangeOf(string text)
    {
        string[] ends = text.Split('-');
        return int.TryParse(ends[0], out int first) && int.TryParse(ends[^1], out int last) ? (first, last) : null;
    }
}
