namespace FinerCut.Execution.Values;

/// <summary>Counts what the host reads: logits, what stands in their place, streams that go to disk.</summary>
internal sealed class HostTraffic
{
    /// <summary>Number of values.</summary>
    public long Values { get; private set; }

    /// <summary>Their bytes.</summary>
    public long Bytes { get; private set; }

    /// <summary>Counts one.</summary>
    /// <param name="bytes">Its size.</param>
    public void Add(long bytes)
    {
        Values++;
        Bytes += bytes;
    }
}
