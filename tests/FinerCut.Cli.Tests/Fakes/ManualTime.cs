namespace FinerCut.Cli.Tests.Fakes;

/// <summary>A clock that stands still until it is told to go on.</summary>
internal sealed class ManualTime : TimeProvider
{
    private readonly List<ManualTimer> _timers = [];
    private long _ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _ticks;

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddTicks(_ticks);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ManualTimer timer = new(callback, state, period, _ticks + dueTime.Ticks);
        _timers.Add(timer);
        return timer;
    }

    public void Advance(double seconds)
    {
        _ticks += TimeSpan.FromSeconds(seconds).Ticks;
        foreach (ManualTimer timer in _timers)
        {
            timer.FireUntil(_ticks);
        }
    }

    private sealed class ManualTimer(TimerCallback callback, object? state, TimeSpan period, long due) : ITimer
    {
        private long _due = due;

        public void FireUntil(long now)
        {
            if (now >= _due)
            {
                _due = now + period.Ticks;
                callback(state);
            }
        }

        public bool Change(TimeSpan dueTime, TimeSpan period) => throw new NotSupportedException();

        public void Dispose() => _due = long.MaxValue;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
