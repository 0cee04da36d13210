using FinerCut.Decoders;
using FinerCut.Execution;
using FinerCut.Execution.Memory;

namespace FinerCut.Search.Evaluation;

/// <summary>A sample of the calibration set, or the start of one, that is run without some sublayers.</summary>
/// <param name="Sample">0-based index in the calibration set.</param>
/// <param name="FirstSegment">0-based index of the segment that the pass begins before.</param>
/// <param name="Removed">What is left out.</param>
/// <param name="Pass">The pass itself.</param>
internal sealed record CandidatePass(
    int Sample, int FirstSegment, IReadOnlySet<SublayerName> Removed, ForwardPass Pass)
{
    /// <summary>The stream to begin with; null for the sample's in the model as pruned so far.</summary>
    public PooledStream? Start { get; init; }
}
