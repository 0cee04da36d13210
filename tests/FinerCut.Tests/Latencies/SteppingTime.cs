namespace FinerCut.Tests.Latencies;

/// <summary>A clock that goes on by one millisecond whenever it is looked at.</summary>
internal sealed class SteppingTime : TimeProvider
{
    private long _milliseconds;

    public override long TimestampFrequency => 1000;

    public override long GetTimestamp() => ++_milliseconds;
}
