using System.Diagnostics;
using FinerCut.Calibration;
using FinerCut.Commands.Prune;
using FinerCut.Execution;
using FinerCut.Folders;
using FinerCut.Runs;
using FinerCut.Search.Budgets;
using Microsoft.Extensions.Logging;

namespace FinerCut.Commands.Sweep;

/// <summary>One search, and what each ratio of it is worth: what <c>finercut sweep</c> does.</summary>
public static class SweepRun
{
    /// <summary>Searches, measures every ratio without writing a model, and writes the plan of the whole order; where
    /// asked for, also the model of the ratio that is picked.</summary>
    /// <param name="options">What to do.</param>
    /// <param name="observer">Told how far it is.</param>
    /// <param name="log">The structured log.</param>
    /// <param name="cancellation">Ends the run early, leaving nothing half-written; the search is kept, and goes on
    /// with the next run.</param>
    /// <returns>What was found. Where no ratio can be picked, <see cref="SweepResult.Failure"/> says why, and the plan
    /// is written nevertheless.</returns>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">Bad input, or a result that did not verify.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public static SweepResult Execute(
        SweepOptions options, IRunObserver observer, ILogger log, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(observer);
        ArgumentNullException.ThrowIfNull(log);
        return RuntimeBoundary.TranslateErrors(
            options.Model, () => Sweep(options, new RunContext(observer, log, cancellation)));
    }

    private static SweepResult Sweep(SweepOptions options, RunContext run)
    {
        CalibrationPaths.CheckTexts(options.Texts);
        if (options is { Pick: not null, Output.DryRun: false })
        {
            TargetFolder.CheckGiven(options.Output.Path, options.Model, options.Output.Force);
        }

        using SweepTrial trial = new(options, run);
        PruneResult order = PruneRun.Execute(SearchOf(options), run, trial);
        using Process process = Process.GetCurrentProcess();
        run.Log.LogInformation("Swept {Model}: {Points}", options.Model, trial.Points);
        return new SweepResult
        {
            Plan = order.Plan,
            PlanFile = order.Output,
            Dense = order.Dense,
            SampleLength = order.SampleLength,
            Points = trial.Points,
            Condition = options.Pick,
            Picked = trial.Picked,
            Written = trial.Written,
            Failure = trial.Failure,
            Elapsed = run.Elapsed,
            PeakMemoryBytes = process.PeakWorkingSet64,
        };
    }

    private static PruneOptions SearchOf(SweepOptions options) => new()
    {
        Model = options.Model,
        Budget = new OrderBudget(options.Ratios.Values[^1]) { Option = "--ratios" },
        Calibration = options.Calibration,
        Search = options.Search,
        Runtime = options.Runtime,
        Output = options.Output with { Path = options.PlanPath },
    };
}
