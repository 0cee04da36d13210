namespace FinerCut.Latencies;

/// <summary>Watches how much memory of this process is resident, from its making on.</summary>
/// <remarks>A timer looks every 10 milliseconds, so a peak that is shorter may be missed. What the runtime once took
/// for its arena stays resident, so most peaks are no shorter.</remarks>
internal sealed class ResidentPeak : IDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(10);

    private readonly Func<long> _read;
    private readonly long _start;
    private readonly ITimer _timer;
    private long _peak;

    /// <param name="read">Tells the resident bytes; called from several threads.</param>
    /// <param name="time">The clock that says when to look.</param>
    public ResidentPeak(Func<long> read, TimeProvider time)
    {
        _read = read;
        _start = _peak = read();
        _timer = time.CreateTimer(_ => Look(), null, Period, Period);
    }

    /// <summary>The most bytes seen so far, beyond those at the start.</summary>
    public long GrowthBytes => Look() - _start;

    public void Dispose() => _timer.Dispose();

    private long Look()
    {
        long now = _read();
        long peak = Interlocked.Read(ref _peak);
        while (now > peak)
        {
            long seen = Interlocked.CompareExchange(ref _peak, now, peak);
            if (seen == peak)
            {
                return now;
            }

            peak = seen;
        }

        return peak;
    }
}
