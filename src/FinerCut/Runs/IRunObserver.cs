using FinerCut.Plans;

namespace FinerCut.Runs;

/// <summary>Told by a running command how far the command is; called from one thread at a time.</summary>
public interface IRunObserver
{
    /// <summary>A phase begins.</summary>
    /// <param name="phase">Which one.</param>
    /// <param name="detail">What it works on, in a few words, such as the file's name.</param>
    void PhaseStarted(RunPhase phase, string detail);

    /// <summary>The phase moved on.</summary>
    /// <param name="done">Work done so far, in a unit of the phase's own, from 0 to <paramref name="total"/>.</param>
    /// <param name="total">Work of the whole phase in the same unit; for the search all its steps.</param>
    void Progressed(double done, double total);

    /// <summary>The search removed a sublayer.</summary>
    /// <param name="number">1-based number of the step.</param>
    /// <param name="steps">Number of steps to come to, this one included; 0 where only the end tells.</param>
    /// <param name="step">What was removed, and every score.</param>
    /// <param name="elapsed">Time that the step took.</param>
    void StepFinished(int number, int steps, PlannedStep step, TimeSpan elapsed);

    /// <summary>Something that people should know and that stops nothing.</summary>
    /// <param name="message">One sentence: what, and what to do.</param>
    void Warned(string message);
}
