using FinerCut.Plans;
using FinerCut.Pruning;

namespace FinerCut.Clients.Tests;

/// <summary>Listens to nothing.</summary>
internal sealed class Silence : IPruneObserver
{
    public void PhaseStarted(PrunePhase phase, string detail)
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
