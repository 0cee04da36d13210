using FinerCut.Machines;

namespace FinerCut.Execution.Memory;

/// <summary>Holds a run to the memory that it may use.</summary>
internal static class MemoryLimit
{
    // The rest is for the system's own caches of files, through which weights are read.
    private const double ShareOfMachine = 0.8;

    /// <summary>Decides what of a decoder stays in memory where there is no search.</summary>
    /// <param name="decoder">The dense model.</param>
    /// <param name="budget">Bytes; null for most of what the machine has left.</param>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">FC4061: not even the largest piece fits into the
    /// budget.</exception>
    public static void Apply(SegmentedDecoder decoder, long? budget) =>
        Apply(decoder, [], vocabulary: 0, candidateStreams: 0, budget);

    /// <summary>Decides what of a decoder and of a search stays in memory.</summary>
    /// <param name="decoder">The dense model.</param>
    /// <param name="samples">The calibration set.</param>
    /// <param name="vocabulary">Numbers that are kept of each token's dense answer.</param>
    /// <param name="candidateStreams">Streams that the search keeps for each candidate and sample.</param>
    /// <param name="budget">Bytes; null for most of what the machine has left.</param>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">FC4061: not even the largest piece fits into the
    /// budget.</exception>
    public static void Apply(
        SegmentedDecoder decoder,
        IReadOnlyList<PreparedSample> samples,
        long vocabulary,
        int candidateStreams,
        long? budget)
    {
        decoder.Memory = MemoryPlan.For(
            decoder,
            samples,
            vocabulary,
            candidateStreams,
            budget ?? (long)(ShareOfMachine * MachineLimits.Read().MemoryBytes));
        if (budget < decoder.Memory.LeastBytes)
        {
            throw ResourceErrors.TooLittleMemory(budget.Value, decoder.Memory.LeastBytes);
        }
    }
}
