using FinerCut.Execution.Values;
using Microsoft.ML.OnnxRuntime;

namespace FinerCut.Execution.Memory;

/// <summary>Keeps all streams in memory, in places that are made beforehand: values kept as the runtime returns them
/// would lie scattered among what it has long given back.</summary>
internal sealed class ResidentStreams : IStreamStore
{
    private readonly IReadOnlyList<PreparedSample> _samples;
    private readonly IValueMemory _memory;
    private readonly Dictionary<(int Segment, int Sample), (OrtValue? Current, OrtValue? Spare)> _places = [];

    /// <param name="samples">Their starts belong to the samples, and tell what streams mostly look like.</param>
    /// <param name="segments">The segments that streams are kept for; without the first, whose streams are those
    /// starts.</param>
    /// <param name="memory">Where they are kept.</param>
    public ResidentStreams(IReadOnlyList<PreparedSample> samples, IReadOnlyList<int> segments, IValueMemory memory)
    {
        (_samples, _memory) = (samples, memory);
        foreach ((int sample, int segment) in samples.Index()
            .SelectMany(row => segments.Select(segment => (row.Index, segment))))
        {
            _places[(segment, sample)] = (memory.Reserve(samples[sample].Start), memory.Reserve(samples[sample].Start));
        }
    }

    /// <inheritdoc/>
    public OrtValue At(int segment, int sample) =>
        segment == 0 ? _samples[sample].Start : _places[(segment, sample)].Current!;

    /// <inheritdoc/>
    public void Keep(int segment, int sample, OrtValue value)
    {
        (OrtValue? current, OrtValue? spare) = _places[(segment, sample)];
        _places[(segment, sample)] = (_memory.Copy(value, current), spare);
    }

    /// <inheritdoc/>
    public void KeepSpare(int segment, int sample, OrtValue value)
    {
        (OrtValue? current, OrtValue? spare) = _places[(segment, sample)];
        _places[(segment, sample)] = (current, _memory.Copy(value, spare));
    }

    /// <inheritdoc/>
    public void TakeSpare(int segment, int sample)
    {
        (OrtValue? current, OrtValue? spare) = _places[(segment, sample)];
        _places[(segment, sample)] = (spare, current);
    }

    /// <inheritdoc/>
    public void Trim()
    {
    }

    public void Dispose()
    {
        foreach ((OrtValue? current, OrtValue? spare) in _places.Values)
        {
            current?.Dispose();
            spare?.Dispose();
        }
    }
}
