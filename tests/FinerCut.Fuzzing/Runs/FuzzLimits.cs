namespace FinerCut.Fuzzing.Runs;

/// <summary>What an input may take.</summary>
internal static class FuzzLimits
{
    /// <summary>Time on processors: a busy machine does not change that.</summary>
    public const double Seconds = 10;

    /// <summary>Time by the clock, for an input that waits for something without end.</summary>
    public const double SecondsByTheClock = 90;

    /// <summary>Resident memory beyond what the process had before the input.</summary>
    public const long MemoryBytes = 500L * 1000 * 1000;

    /// <summary>The limit that was passed; null where none was.</summary>
    /// <param name="seconds">Time on processors.</param>
    /// <param name="memoryBytes">Resident memory beyond what the process had before the input.</param>
    public static FuzzFailure? Failure(double seconds, long memoryBytes)
    {
        if (seconds > Seconds)
        {
            return FuzzFailure.Time;
        }

        return memoryBytes > MemoryBytes ? FuzzFailure.Memory : null;
    }
}
