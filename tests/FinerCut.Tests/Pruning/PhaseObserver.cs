using FinerCut.Plans;
using FinerCut.Pruning;

namespace FinerCut.Tests.Pruning;

/// <summary>Does something once a phase of a run begins, or a step of its search has ended.</summary>
/// <param name="phase">The phase; <see cref="PrunePhase.Search"/> for the end of the first step.</param>
/// <param name="action">What to do.</param>
internal sealed class PhaseObserver(PrunePhase phase, Action action) : IPruneObserver
{
    public void PhaseStarted(PrunePhase started, string detail)
    {
        if (started == phase && phase != PrunePhase.Search)
        {
            action();
        }
    }

    public void Progressed(double done, double total)
    {
    }

    public void StepFinished(int number, int steps, PlannedStep step, TimeSpan elapsed)
    {
        if (number == 1 && phase == PrunePhase.Search)
        {
            action();
        }
    }

    public void Warned(string message)
    {
    }
}
