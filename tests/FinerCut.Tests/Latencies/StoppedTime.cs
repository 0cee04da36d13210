namespace FinerCut.Tests.Latencies;

/// <summary>A clock whose timers fire when a test says so.</summary>
internal sealed class StoppedTime : TimeProvider, ITimer
{
    private Action _fire = () => { };

    public bool IsDisposed { get; private set; }

    public void Fire() => _fire();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        _fire = () => callback(state);
        return this;
    }

    public bool Change(TimeSpan dueTime, TimeSpan period) => false;

    public void Dispose() => IsDisposed = true;

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}
