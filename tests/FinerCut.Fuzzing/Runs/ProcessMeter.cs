using System.Diagnostics;

namespace FinerCut.Fuzzing.Runs;

/// <summary>Measures a process between two moments.</summary>
internal sealed class ProcessMeter
{
    private readonly Process _process;
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly TimeSpan _start;
    private readonly long _memory;
    private readonly long _peak;

    /// <summary>Starts to measure.</summary>
    /// <param name="process">The process, which runs; it is refreshed at each look.</param>
    public ProcessMeter(Process process)
    {
        _process = process;
        _process.Refresh();
        (_start, _memory, _peak) = (process.TotalProcessorTime, process.WorkingSet64, process.PeakWorkingSet64);
    }

    /// <summary>Time on processors, of all threads together.</summary>
    public double Seconds => (_process.TotalProcessorTime - _start).TotalSeconds;

    /// <summary>Time by the clock.</summary>
    public double SecondsByTheClock => _clock.Elapsed.TotalSeconds;

    /// <summary>Resident memory beyond the start, in bytes: the peak where the peak is of this time, else what is
    /// resident now.</summary>
    public long MemoryBytes
    {
        get
        {
            _process.Refresh();
            long peak = _process.PeakWorkingSet64;
            return Math.Max(0, (peak > _peak ? peak : _process.WorkingSet64) - _memory);
        }
    }
}
