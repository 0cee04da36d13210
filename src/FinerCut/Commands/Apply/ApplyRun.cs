using FinerCut.Calibration;
using FinerCut.Commands.Prune;
using FinerCut.Decoders;
using FinerCut.Evaluation.Texts;
using FinerCut.Execution;
using FinerCut.Execution.Memory;
using FinerCut.Folders;
using FinerCut.Plans;
using FinerCut.Runs;
using FinerCut.Search.Budgets;
using FinerCut.Sources;
using Microsoft.Extensions.Logging;

namespace FinerCut.Commands.Apply;

/// <summary>Carries a plan out, or its first removals, without a search: what <c>finercut apply</c> does.</summary>
public static class ApplyRun
{
    /// <summary>Applies a plan to the model that it was made for.</summary>
    /// <param name="options">What to do.</param>
    /// <param name="observer">Told how far it is.</param>
    /// <param name="log">The structured log.</param>
    /// <param name="cancellation">Ends the run early, leaving nothing half-written.</param>
    /// <returns>The plan as carried out, the folder and the figures of the summary.</returns>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">Bad input, another model, or a result that did not
    /// verify.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public static PruneResult Execute(
        ApplyOptions options, IRunObserver observer, ILogger log, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(observer);
        ArgumentNullException.ThrowIfNull(log);
        return RuntimeBoundary.TranslateErrors(
            options.Model, () => Apply(options, new RunContext(observer, log, cancellation)));
    }

    private static PruneResult Apply(ApplyOptions options, RunContext run)
    {
        run.Observer.PhaseStarted(RunPhase.Open, options.Model);
        int threads = ThreadChoice.ResolveThreads(options.Runtime.Threads);
        PruningPlan whole = PlanFile.Read(options.Plan);
        PruningPlan plan = PlanPrefix.CutPlan(whole, options);
        plan = plan with
        {
            Settings =
            plan.Settings with { KeepCacheIndices = plan.Settings.KeepCacheIndices || options.Output.KeepCacheIndices }
        };
        CalibrationPaths.CheckTexts(options.Evaluation.Texts);
        TargetFolder.CheckGiven(options.Output.Path, options.Model, options.Output.Force);
        using SourceModel source = SourceModel.Open(
            options.Model, plan.Calibration?.SampleTokens ?? CalibrationOptions.DefaultSampleTokens);
        HealingText.Check(options.Healing, source);
        source.Companions.EnsureOwn();
        using OutputFolder output = OutputFolder.Create(
            options.Output.Path ?? TargetFor(source.Folder, options, plan), source.Folder, options.Output.Force);
        IReadOnlyList<PlanSourceFile> files = PlanOrigin.Check(whole, options.Plan, source, run);
        List<SublayerName> removed = [.. plan.Removed.Select(removal => SublayerName.Parse(removal.Sublayer))];
        source.Map.EnsureRemovable(removed);
        output.EnsureSpace(
            TotalsCounter.Without(source.Dense, source.Map, removed.ToHashSet(), source.SampleLength).Bytes);
        ExecutionProvider provider = ProviderSelection.Choose(options.Runtime.Provider, run.Observer.Warned, run.Log);
        SessionFactory sessions = new(provider, threads);
        run.Observer.PhaseStarted(RunPhase.Prepare, $"{source.Names.Count} sublayers");
        using SegmentedDecoder decoder = SegmentedDecoder.Open(source.Model.Path, sessions);
        MemoryLimit.Apply(decoder, options.Runtime.MemoryBytes);
        TokenSource tokens = new(new CalibrationOptions(), source.Folder, CallLimits.FindLimits(source.Map));
        Func<IReadOnlyList<HeldOutText>> texts =
            HeldOutTexts.Prepare(options.Evaluation, source, tokens, run.Observer.Warned);
        PlanExecution execution = new(source, decoder, sessions, run)
        {
            SourceFiles = () => files,
            Evaluation = options.Evaluation,
            HealMethod = options.Healing.Method ?? default,
            HealingSamples = new HealingText(
                options.Healing,
                new CalibrationOptions(),
                source,
                new CalibrationTools(
                    source.Vocabulary,
                    () => CachedDecoder.Open(source.Model.Path, sessions),
                    run.Observer,
                    run.Cancellation)).Make(),
        };
        return source.Watch.Guard(() => execution.ExecutePlan(
            plan, output, () => tokens.LoadVerificationSamples(source.Vocabulary), texts));
    }

    private static string TargetFor(
        ModelFolder folder, ApplyOptions options, PruningPlan plan) => options.Budget is DistanceBudget distance
        ? TargetName.ForDistance(folder, distance.Largest)
        : TargetName.For(folder, (options.Budget as RatioBudget)?.Ratio, plan.Removed.Count);
}
