using FinerCut.Cli.Consoles;
using FinerCut.Runs;

namespace FinerCut.Cli.Progress;

/// <summary>Chooses how a run is shown: not at all, as lines, or as a live line where the terminal can
/// redraw.</summary>
internal static class ProgressView
{
    /// <summary>Runs some work while its progress is shown.</summary>
    /// <param name="story">Where progress is shown.</param>
    /// <param name="time">The clock.</param>
    /// <param name="quiet">Whether only warnings are shown.</param>
    /// <param name="work">The work, which reports to the observer given.</param>
    /// <returns>What the work returns.</returns>
    public static T Watch<T>(Story story, TimeProvider time, bool quiet, Func<IRunObserver, T> work)
    {
        if (quiet)
        {
            return work(new QuietProgress(story));
        }

        if (!story.Terminal.CanRedraw)
        {
            return work(new PlainProgress(story, time));
        }

        using LiveProgress progress = new(story, time);
        T result = work(progress);
        progress.Finish();
        return result;
    }
}
