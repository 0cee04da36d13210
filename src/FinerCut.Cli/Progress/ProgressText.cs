using System.Globalization;
using FinerCut.Cli.Consoles;
using FinerCut.Plans;
using FinerCut.Runs;

namespace FinerCut.Cli.Progress;

/// <summary>The lines that tell how far a run is.</summary>
internal static class ProgressText
{
    private const int BarWidth = 24;
    private const int LeastBarWidth = 6;

    // What a status such as "100 % after 25 min, about 12 min left" takes.
    private const int StatusWidth = 38;
    private const int PhaseWidth = 10;

    /// <summary>Columns of a <see cref="Step"/>.</summary>
    public const int StepWidth = 80;

    /// <summary>Columns before what a stage tells of itself.</summary>
    public const int Indent = PhaseWidth + 1;

    /// <summary>The word of a stage, ten columns wide.</summary>
    public static string Phase(RunPhase phase) => $"{phase,-10}";

    /// <summary>A finished step: number, what went, at what distance, what would have been next best, and the
    /// time.</summary>
    /// <param name="number">1-based.</param>
    /// <param name="steps">Number of all steps; 0 where only the end tells.</param>
    /// <param name="step">What was removed, and every score.</param>
    /// <param name="elapsed">Time that the step took.</param>
    public static string Step(int number, int steps, PlannedStep step, TimeSpan elapsed)
    {
        double? distance = DistanceOf(step);
        int samples = step.Scores.Max(score => score.Samples);
        // Below the winner is only what was left unproven.
        bool isProven = step.Scores.All(score => score.Distance >= distance);
        // Where only the end tells, candidates compare by what they save as well, and the nearest distance is not the
        // next best.
        CandidateScore? next = steps == 0 ? null : step.Scores
            .Where(score => score.Sublayer != step.Removed && (isProven || score.Samples == samples))
            .MinBy(score => score.Distance);
        string bound = next?.Samples < samples ? "over " : "";
        string runnerUp = next is null
            ? ""
            : $"next best {next.Sublayer} at {bound}{Quantities.Distance(next.Distance)}";
        return $"{StepStart(number, steps, step)}   {runnerUp,-36} {Quantities.Duration(elapsed),8}";
    }

    /// <summary>The same without the next best, for a terminal that is too narrow.</summary>
    /// <inheritdoc cref="Step"/>
    public static string ShortStep(int number, int steps, PlannedStep step, TimeSpan elapsed) =>
        $"{StepStart(number, steps, step)}   {Quantities.Duration(elapsed),8}";

    /// <summary>How far a stage is, in words.</summary>
    public static string Status(Forecast forecast)
    {
        string left = forecast.Left is { } time ? $", about {Quantities.RoughDuration(time)} left" : "";
        string share = string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(forecast.Share * 100):0} %");
        return $"{share} after {Quantities.RoughDuration(forecast.Elapsed)}{left}";
    }

    /// <summary>The live line: stage, bar and <see cref="Status"/>; only the time where the stage does not tell how far
    /// it is.</summary>
    public static string LiveLine(RunPhase phase, Forecast forecast, Terminal terminal)
    {
        if (!forecast.IsKnown)
        {
            return $"{Phase(phase)} {Quantities.RoughDuration(forecast.Elapsed)}";
        }

        // The last column stays empty, and a bar that is too short to show anything is left out.
        int room = terminal.Width - 1 - Indent - 1 - StatusWidth;
        int bar = room >= LeastBarWidth ? Math.Min(BarWidth, room) : 0;
        int full = (int)Math.Round(forecast.Share * bar);
        (char done, char open) = terminal.HasUnicode ? ('━', '╌') : ('#', '-');
        string drawn = bar == 0 ? "" : $"{new string(done, full)}{new string(open, bar - full)} ";
        return $"{Phase(phase)} {drawn}{Status(forecast)}";
    }

    private static double? DistanceOf(PlannedStep step) =>
        step.Scores.FirstOrDefault(score => score.Sublayer == step.Removed)?.Distance;

    private static string StepStart(int number, int steps, PlannedStep step)
    {
        string counter = steps > 0
            ? string.Create(CultureInfo.InvariantCulture, $"{number}/{steps}")
            : number.ToString(CultureInfo.InvariantCulture);
        return $"  {counter,7}  -{step.Removed,-9} {Quantities.Distance(DistanceOf(step)),10}";
    }
}
