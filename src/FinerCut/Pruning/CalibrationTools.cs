using FinerCut.Execution;

namespace FinerCut.Pruning;

/// <summary>What the making of calibration rows may need of a run.</summary>
/// <param name="Vocabulary">Number of words; null where nobody tells it.</param>
/// <param name="OpenDecoder">Opens the whole model, for one that writes its own rows.</param>
/// <param name="Observer">Told warnings and progress.</param>
/// <param name="Cancellation">Ends the writing of rows.</param>
internal sealed record CalibrationTools(
    long? Vocabulary, Func<CachedDecoder> OpenDecoder, IPruneObserver Observer, CancellationToken Cancellation);
