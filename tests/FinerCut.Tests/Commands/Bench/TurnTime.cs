namespace FinerCut.Tests.Commands.Bench;

/// <summary>A clock by which each measurement takes one second more than the one before.</summary>
internal sealed class TurnTime : TimeProvider
{
    private long _looks;
    private long _seconds;

    public override long TimestampFrequency => 1;

    public override long GetTimestamp()
    {
        // Every second look ends a measurement.
        _looks++;
        _seconds += _looks % 2 == 0 ? _looks / 2 : 0;
        return _seconds;
    }
}
