using FinerCut.Plans;
using FinerCut.Runs;

namespace FinerCut.Cli.Tests.Fakes;

/// <summary>Does something when a phase begins, and tells another observer of all.</summary>
/// <param name="observer">The other one.</param>
/// <param name="listen">What to do.</param>
internal sealed class PhaseListener(IRunObserver observer, Action<RunPhase> listen) : IRunObserver
{
    public void PhaseStarted(RunPhase phase, string detail)
    {
        listen(phase);
        observer.PhaseStarted(phase, detail);
    }

    public void Progressed(double done, double total) => observer.Progressed(done, total);

    public void StepFinished(int number, int steps, PlannedStep step, TimeSpan elapsed) =>
        observer.StepFinished(number, steps, step, elapsed);

    public void Warned(string message) => observer.Warned(message);
}
