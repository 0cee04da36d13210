using FinerCut.Execution;
using FinerCut.Plans;
using FinerCut.Sources;

namespace FinerCut.Commands.Prune;

/// <summary>An order that a search found, with the model still open.</summary>
/// <param name="Plan">The order as a plan.</param>
/// <param name="Source">The model; of no use once a folder is written.</param>
/// <param name="Decoder">The same, ready to run.</param>
/// <param name="Sessions">Opens a written model.</param>
internal sealed record FoundOrder(
    PruningPlan Plan, SourceModel Source, SegmentedDecoder Decoder, SessionFactory Sessions)
{
    /// <summary>The hashes of the source's files when the run began.</summary>
    public required Func<IReadOnlyList<PlanSourceFile>> SourceFiles { get; init; }

    /// <summary>Makes the token samples to verify a written model with.</summary>
    public required Func<IReadOnlyList<int[]>> VerificationSamples { get; init; }
}
