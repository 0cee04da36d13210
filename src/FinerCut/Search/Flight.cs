using FinerCut.Decoders;
using Microsoft.ML.OnnxRuntime;

namespace FinerCut.Search;

/// <summary>A sample on its way through the stages without a candidate.</summary>
/// <param name="sample">0-based index.</param>
/// <param name="firstStage">0-based index of the stage that the candidate belongs to.</param>
/// <param name="removed">The candidate, and what went before.</param>
internal sealed class Flight(int sample, int firstStage, IReadOnlySet<SublayerName> removed) : IDisposable
{
    private OrtValue? _start;
    private OrtValue? _stream;

    public int Sample => sample;

    public int FirstStage => firstStage;

    public IReadOnlySet<SublayerName> Removed => removed;

    /// <summary>The stream where it is now; null before <see cref="Begin"/>.</summary>
    public OrtValue? Stream => _stream;

    /// <summary>Starts from a stream that belongs to somebody else.</summary>
    public void Begin(OrtValue start) => _stream = _start = start;

    /// <summary>Goes on with the stream after a stage, now owned.</summary>
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

        _stream = _start;
    }
}
