using FinerCut.Decoders;
using FinerCut.Execution;
using FinerCut.Execution.Memory;

namespace FinerCut.Verification;

/// <summary>A model on disk that does not fit into memory: prompts and cached steps go through it together, one segment
/// at a time.</summary>
internal sealed class StreamedDecoder : IDisposable
{
    private readonly SegmentedDecoder _decoder;

    private StreamedDecoder(SegmentedDecoder decoder)
    {
        _decoder = decoder;
        _decoder.Memory = MemoryPlan.Unlimited with { FirstKeptSegment = decoder.Segments.Count };
    }

    /// <summary>Opens it; the runtime also checks the whole file, without its weights being read.</summary>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">The runtime refuses the file.</exception>
    public static StreamedDecoder Open(string path, SessionFactory sessions)
    {
        sessions.CheckWhole(path);
        return new StreamedDecoder(SegmentedDecoder.Open(path, sessions, withCaches: true));
    }

    /// <summary>The model.</summary>
    public DecoderMap Map => _decoder.Map;

    /// <summary>The logits of samples.</summary>
    /// <param name="samples">Token ids, at least 2 each.</param>
    /// <returns>For each sample those of all tokens in one call, shape <c>[tokens, vocabulary]</c>, and those of its
    /// last token with all before it in the cache, shape <c>[1, vocabulary]</c>; the latter null where there is no
    /// cache.</returns>
    public IReadOnlyList<(float[] Prompt, float[]? Step)> ComputeLogits(IReadOnlyList<int[]> samples)
    {
        List<ForwardPass> prompts = [.. samples.Select(ids => Begin(ids))];
        List<ForwardPass> befores = _decoder.Limits.TakesSteps
            ? [.. samples.Select(ids => Begin(ids.AsSpan()[..^1]))]
            : [];
        List<ForwardPass> steps = [.. befores.Index()
            .Select(before => Begin(samples[before.Index].AsSpan()[^1..], before.Item.Sample.Length))];
        try
        {
            foreach (Segment segment in _decoder.Segments)
            {
                prompts.ForEach(prompt => prompt.Advance(segment));
                befores.ForEach(before => before.Advance(segment));
                steps.Index().ToList().ForEach(step => step.Item.Advance(segment, befores[step.Index]));
                _decoder.Leave(segment);
            }

            return [.. prompts.Index().Select(prompt =>
                (prompt.Item.ReadLogits(), steps.Count > 0 ? steps[prompt.Index].ReadLogits() : null))];
        }
        finally
        {
            foreach (ForwardPass pass in prompts.Concat(befores).Concat(steps))
            {
                pass.Dispose();
                pass.Sample.Dispose();
            }
        }
    }

    public void Dispose() => _decoder.Dispose();

    private ForwardPass Begin(ReadOnlySpan<int> ids, int pastLength = 0) =>
        new(_decoder, _decoder.Prepare(ids, pastLength), new HashSet<SublayerName>());
}
