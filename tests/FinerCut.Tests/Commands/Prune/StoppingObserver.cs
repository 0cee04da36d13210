using FinerCut.Plans;
using FinerCut.Runs;

namespace FinerCut.Tests.Commands.Prune;

/// <summary>Stops a run after a step, and remembers what it was told.</summary>
/// <param name="lastStep">1-based number of the step; 0 never.</param>
internal sealed class StoppingObserver(int lastStep) : IRunObserver, IDisposable
{
    private readonly CancellationTokenSource _stop = new();

    public CancellationToken Token => _stop.Token;

    public List<string> Warnings { get; } = [];

    public List<int> Steps { get; } = [];

    public List<string> Resumes { get; } = [];

    public void PhaseStarted(RunPhase phase, string detail)
    {
        if (phase == RunPhase.Resume)
        {
            Resumes.Add(detail);
        }
    }

    public void Progressed(double done, double total)
    {
    }

    public void StepFinished(int number, int steps, PlannedStep step, TimeSpan elapsed)
    {
        Steps.Add(number);
        if (number == lastStep)
        {
            _stop.Cancel();
        }
    }

    public void Warned(string message) => Warnings.Add(message);

    public void Dispose() => _stop.Dispose();
}
