using FinerCut.Plans;
using FinerCut.Runs;

namespace FinerCut.Tests.Commands.Prune;

/// <summary>Does something once a phase of a run begins, or a step of its search has ended.</summary>
/// <param name="phase">The phase; <see cref="RunPhase.Search"/> for the end of the first step.</param>
/// <param name="action">What to do.</param>
internal sealed class PhaseObserver(RunPhase phase, Action action) : IRunObserver
{
    public void PhaseStarted(RunPhase started, string detail)
    {
        if (started == phase && phase != RunPhase.Search)
        {
            action();
        }
    }

    public void Progressed(double done, double total)
    {
    }

    public void StepFinished(int number, int steps, PlannedStep step, TimeSpan elapsed)
    {
        if (number == 1 && phase == RunPhase.Search)
        {
            action();
        }
    }

    public void Warned(string message)
    {
    }
}
