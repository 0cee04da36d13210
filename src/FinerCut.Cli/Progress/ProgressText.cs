using System.Globalization;
using FinerCut.Cli.Consoles;
using FinerCut.Plans;
using FinerCut.Pruning;

namespace FinerCut.Cli.Progress;

/// <summary>The lines that tell how far a run is.</summary>
internal static class ProgressText
{
    private const int BarWidth = 24;

    /// <summary>The word of a stage, ten columns wide.</summary>
    public static string Phase(PrunePhase phase) => $"{phase,-10}";

    /// <summary>A finished step: number, what went, at what distance, what would have been next best, and the time.</summary>
    /// <param name="number">1-based.</param>
    /// <param name="steps">Number of all steps; 0 where only the end tells.</param>
    /// <param name="step">What was removed, and every score.</param>
    /// <param name="elapsed">Time that the step took.</param>
    public static string Step(int number, int steps, PlannedStep step, TimeSpan elapsed)
    {
        string counter = steps > 0 ? string.Create(CultureInfo.InvariantCulture, $"{number}/{steps}") : number.ToString(CultureInfo.InvariantCulture);
        double? distance = step.Scores.FirstOrDefault(score => score.Sublayer == step.Removed)?.Distance;
        int samples = step.Scores.Max(score => score.Samples);
        // Below the winner is only what was left unproven.
        bool isProven = step.Scores.All(score => score.Distance >= distance);
        // Where only the end tells, candidates compare by what they save as well, and the nearest distance is not the next best.
        CandidateScore? next = steps == 0 ? null : step.Scores.Where(score => score.Sublayer != step.Removed && (isProven || score.Samples == samples)).MinBy(score => score.Distance);
        string bound = next?.Samples < samples ? "over " : "";
        string runnerUp = next is null ? "" : $"next best {next.Sublayer} at {bound}{Quantities.Distance(next.Distance)}";
        return $"  {counter,7}  -{step.Removed,-9} {Quantities.Distance(distance),10}   {runnerUp,-36} {Quantities.Duration(elapsed),8}";
    }

    /// <summary>How far a stage is, in words.</summary>
    public static string Status(Forecast forecast)
    {
        string left = forecast.Left is { } time ? $", about {Quantities.RoughDuration(time)} left" : "";
        string share = string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(forecast.Share * 100):0} %");
        return $"{share} after {Quantities.RoughDuration(forecast.Elapsed)}{left}";
    }

    /// <summary>The live line: stage, bar and <see cref="Status"/>; only the time where the stage does not tell how far it is.</summary>
    public static string LiveLine(PrunePhase phase, Forecast forecast, Terminal terminal)
    {
        if (!forecast.IsKnown)
        {
            return $"{Phase(phase)} {Quantities.RoughDuration(forecast.Elapsed)}";
        }

        int full = (int)Math.Round(forecast.Share * BarWidth);
        (char done, char open) = terminal.HasUnicode ? ('━', '╌') : ('#', '-');
        return $"{Phase(phase)} {new string(done, full)}{new string(open, BarWidth - full)} {Status(forecast)}";
    }
}
