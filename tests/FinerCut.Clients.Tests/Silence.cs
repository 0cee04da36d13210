using FinerCut.Plans;
using FinerCut.Runs;

namespace FinerCut.Clients.Tests;

/// <summary>Listens to nothing.</summary>
internal sealed class Silence : IRunObserver
{
    public void PhaseStarted(RunPhase phase, string detail)
    {
    }

    public void Progressed(double done, double total)
    {
    }

    public void StepFinished(int number, int steps, PlannedStep step, TimeSpan elapsed)
    {
    }

    public void Warned(string message)
    {
    }
}
