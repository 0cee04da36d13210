using System.Diagnostics;
using System.Globalization;

namespace FinerCut.TestModels.Execution;

/// <summary>Time that the running thread spends on a processor: what a busy machine does besides does not
/// count.</summary>
public sealed class ProcessorTime
{
    private const string Counters = "/proc/thread-self/schedstat";

    private readonly long _start = Now();

    /// <summary>Seconds since this was made, on the same thread; by the clock where the system does not
    /// count.</summary>
    public double Seconds => (Now() - _start) / 1e9;

    private static long Now() => File.Exists(Counters)
        ? long.Parse(File.ReadAllText(Counters).Split(' ')[0], CultureInfo.InvariantCulture)
        : (long)(Stopwatch.GetTimestamp() * (1e9 / Stopwatch.Frequency));
}
