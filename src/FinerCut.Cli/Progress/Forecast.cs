namespace FinerCut.Cli.Progress;

/// <summary>Tells from the work done per second how long a stage still takes.</summary>
/// <param name="time">The clock.</param>
internal sealed class Forecast(TimeProvider time)
{
    private const double SmoothingSeconds = 20;
    private const double ShortestSampleSeconds = 0.5;

    private readonly long _start = time.GetTimestamp();
    private long _sampled = time.GetTimestamp();
    private double _sampledDone;
    private double _done;
    private double _total;
    private double _workPerSecond;

    /// <summary>Time since the stage began.</summary>
    public TimeSpan Elapsed => time.GetElapsedTime(_start);

    /// <summary>Share of the work done, from 0 to 1.</summary>
    public double Share => _total > 0 ? Math.Clamp(_done / _total, 0, 1) : 0;

    /// <summary>Whether anything was reported yet.</summary>
    public bool IsKnown => _total > 0;

    /// <summary>Time left; null before the first half second and where the work stands still from the
    /// beginning.</summary>
    public TimeSpan? Left
    {
        get
        {
            if (_workPerSecond <= 0)
            {
                return null;
            }

            double seconds = ((_total - _sampledDone) / _workPerSecond) - time.GetElapsedTime(_sampled).TotalSeconds;
            return TimeSpan.FromSeconds(Math.Clamp(seconds, 0, TimeSpan.FromDays(365).TotalSeconds));
        }
    }

    /// <summary>Takes in how far the stage is.</summary>
    /// <param name="done">Work done since it began.</param>
    /// <param name="total">All its work.</param>
    public void Report(double done, double total)
    {
        bool isFirst = !IsKnown;
        _done = done;
        _total = total;
        double seconds = time.GetElapsedTime(_sampled).TotalSeconds;
        if (seconds < ShortestSampleSeconds)
        {
            // What is done in no time was done before: by another stage, or by the run that this one continues.
            _sampledDone = isFirst ? done : _sampledDone;
            return;
        }

        double rate = (done - _sampledDone) / seconds;
        double weight = _workPerSecond > 0 ? 1 - Math.Exp(-seconds / SmoothingSeconds) : 1;
        _workPerSecond += weight * (rate - _workPerSecond);
        _sampled = time.GetTimestamp();
        _sampledDone = done;
    }
}
