using FinerCut.Execution;
using FinerCut.Runs;

namespace FinerCut.Calibration;

/// <summary>What the making of calibration samples may need of a run.</summary>
/// <param name="Vocabulary">Number of tokens; null where nobody tells it.</param>
/// <param name="OpenDecoder">Opens the whole model, for one that writes its own samples.</param>
/// <param name="Observer">Told warnings and progress.</param>
/// <param name="Cancellation">Ends the writing of samples.</param>
internal sealed record CalibrationTools(
    long? Vocabulary, Func<CachedDecoder> OpenDecoder, IRunObserver Observer, CancellationToken Cancellation)
{
    /// <summary>The most bytes that may be resident while the dense model is tried; null for most of what the machine
    /// has left.</summary>
    public long? MemoryBytes { get; init; }
}
