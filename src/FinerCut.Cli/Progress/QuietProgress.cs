using FinerCut.Cli.Consoles;
using FinerCut.Plans;
using FinerCut.Runs;

namespace FinerCut.Cli.Progress;

/// <summary>Shows warnings and nothing else.</summary>
/// <param name="story">Standard error.</param>
internal sealed class QuietProgress(Story story) : IRunObserver
{
    /// <inheritdoc/>
    public void PhaseStarted(RunPhase phase, string detail)
    {
    }

    /// <inheritdoc/>
    public void Progressed(double done, double total)
    {
    }

    /// <inheritdoc/>
    public void StepFinished(int number, int steps, PlannedStep step, TimeSpan elapsed)
    {
    }

    /// <inheritdoc/>
    public void Warned(string message) => story.Warning(message);
}
