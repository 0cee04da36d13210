using FinerCut.Cli.Consoles;
using FinerCut.Plans;
using FinerCut.Runs;

namespace FinerCut.Cli.Progress;

/// <summary>Shows a run as lines that stay: one for each stage and step, and in a long silence one now and
/// then.</summary>
/// <param name="story">Standard error.</param>
/// <param name="time">The clock.</param>
internal sealed class PlainProgress(Story story, TimeProvider time) : IRunObserver
{
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(15);

    private RunPhase _phase;
    private Forecast _forecast = new(time);
    private long _lastLine = time.GetTimestamp();

    /// <inheritdoc/>
    public void PhaseStarted(RunPhase phase, string detail)
    {
        _phase = phase;
        _forecast = new Forecast(time);
        Write($"{ProgressText.Phase(phase)} {detail}");
    }

    /// <inheritdoc/>
    public void Progressed(double done, double total)
    {
        _forecast.Report(done, total);
        if (time.GetElapsedTime(_lastLine) >= LongestSilence)
        {
            Write($"{ProgressText.Phase(_phase)} {ProgressText.Status(_forecast)}");
        }
    }

    /// <inheritdoc/>
    public void StepFinished(int number, int steps, PlannedStep step, TimeSpan elapsed) =>
        Write(story.Terminal.Width < ProgressText.StepWidth
            ? ProgressText.ShortStep(number, steps, step, elapsed)
            : ProgressText.Step(number, steps, step, elapsed));

    /// <inheritdoc/>
    public void Warned(string message) => story.Warning(message);

    private void Write(string line)
    {
        story.Line(line, ProgressText.Indent);
        _lastLine = time.GetTimestamp();
    }
}
