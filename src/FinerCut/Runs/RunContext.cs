using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace FinerCut.Runs;

/// <summary>What every phase of a run may need of who started it.</summary>
/// <param name="Observer">Told how far it is.</param>
/// <param name="Log">The structured log.</param>
/// <param name="Cancellation">Ends the run early.</param>
internal sealed record RunContext(IRunObserver Observer, ILogger Log, CancellationToken Cancellation)
{
    private readonly long _start = Stopwatch.GetTimestamp();

    /// <summary>Time since the run began.</summary>
    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(_start);
}
