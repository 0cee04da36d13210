using FinerCut.Plans;
using FinerCut.Runs;

namespace FinerCut.Tests;

/// <summary>Keeps warnings, ignores the rest.</summary>
internal sealed class SilentObserver : IRunObserver
{
    public static SilentObserver Instance => new();

    public List<string> Warnings { get; } = [];

    public List<RunPhase> Phases { get; } = [];

    public void PhaseStarted(RunPhase phase, string detail) => Phases.Add(phase);

    public void Progressed(double done, double total)
    {
    }

    public void StepFinished(int number, int steps, PlannedStep step, TimeSpan elapsed)
    {
    }

    public void Warned(string message) => Warnings.Add(message);
}
