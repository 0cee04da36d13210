using FinerCut.Decoders;
using FinerCut.Execution;
using FinerCut.Execution.Memory;
using FinerCut.Execution.Values;
using Microsoft.ML.OnnxRuntime;

namespace FinerCut.Search;

/// <summary>A sample, or the start of one, on its way through the segments.</summary>
/// <param name="sample">0-based index.</param>
/// <param name="row">The sample's sample, or one of its first tokens.</param>
/// <param name="firstSegment">0-based index of the segment that it starts at.</param>
/// <param name="removed">What is left out.</param>
internal sealed class Flight(
    int sample, PreparedSample row, int firstSegment, IReadOnlySet<SublayerName> removed) : IDisposable
{
    private OrtValue? _start;
    private OrtValue? _stream;

    public int Sample => sample;

    public PreparedSample Row => row;

    public int FirstSegment { get; } = firstSegment;

    public IReadOnlySet<SublayerName> Removed => removed;

    /// <summary>The stream that it starts with; null for the sample's in the model as pruned so far.</summary>
    public PooledStream? Start { get; init; }

    /// <summary>The stream where it is now.</summary>
    public OrtValue Stream => _stream!;

    /// <summary>Starts from the sample's stream before the first segment, which belongs to somebody else.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="length">Tokens in it.</param>
    /// <param name="memory">Where it is.</param>
    public void Begin(OrtValue stream, int length, IValueMemory memory)
    {
        _start = stream;
        _stream = row.Length == length ? stream : memory.Start(stream, row.Length);
    }

    /// <summary>Goes on with the stream after a segment, now owned.</summary>
    public void Move(OrtValue next)
    {
        if (next != _stream)
        {
            Dispose();
            _stream = next;
        }
    }

    public void Dispose()
    {
        if (_stream != _start)
        {
            _stream?.Dispose();
        }

        _stream = null;
    }
}
