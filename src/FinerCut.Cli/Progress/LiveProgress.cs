using FinerCut.Cli.Consoles;
using FinerCut.Plans;
using FinerCut.Runs;

namespace FinerCut.Cli.Progress;

/// <summary>Shows a run on a terminal: lines that stay for stages and steps, and below them one line that
/// moves.</summary>
internal sealed class LiveProgress : IRunObserver, IDisposable
{
    private static readonly TimeSpan FastestRedraw = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan SlowestRedraw = TimeSpan.FromSeconds(1);

    private readonly Story _story;
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private readonly ITimer _ticker;
    private RunPhase _phase;
    private Forecast? _forecast;
    private long _drawn;
    private bool _disposed;

    /// <summary>Starts the clock's ticks, which keep the times moving while nothing is reported.</summary>
    /// <param name="story">Standard error.</param>
    /// <param name="time">The clock.</param>
    public LiveProgress(Story story, TimeProvider time)
    {
        _story = story;
        _time = time;
        _ticker = time.CreateTimer(_ => Redraw(SlowestRedraw / 2), null, SlowestRedraw, SlowestRedraw);
    }

    /// <inheritdoc/>
    public void PhaseStarted(RunPhase phase, string detail)
    {
        lock (_gate)
        {
            _phase = phase;
            _forecast = new Forecast(_time);
            _story.Live("");
            _story.Line($"{_story.Ink.Bold(ProgressText.Phase(phase))} {detail}", ProgressText.Indent);
        }
    }

    /// <inheritdoc/>
    public void Progressed(double done, double total)
    {
        lock (_gate)
        {
            _forecast?.Report(done, total);
            Redraw(FastestRedraw);
        }
    }

    /// <inheritdoc/>
    public void StepFinished(int number, int steps, PlannedStep step, TimeSpan elapsed) =>
        _story.Line(_story.Terminal.Width < ProgressText.StepWidth
            ? ProgressText.ShortStep(number, steps, step, elapsed)
            : ProgressText.Step(number, steps, step, elapsed));

    /// <inheritdoc/>
    public void Warned(string message) => _story.Warning(message);

    /// <summary>Sets the story apart from the summary that follows.</summary>
    public void Finish()
    {
        Dispose();
        _story.Line("");
    }

    /// <summary>Takes the live line away.</summary>
    public void Dispose()
    {
        _ticker.Dispose();
        lock (_gate)
        {
            _disposed = true;
            _story.Live("");
        }
    }

    private void Redraw(TimeSpan atLeastSince)
    {
        lock (_gate)
        {
            if (!_disposed && _forecast is { } forecast && _time.GetElapsedTime(_drawn) >= atLeastSince)
            {
                _drawn = _time.GetTimestamp();
                _story.Live(ProgressText.LiveLine(_phase, forecast, _story.Terminal));
            }
        }
    }
}
