using FinerCut.Calibration;
using FinerCut.Calibration.Sources;
using FinerCut.Execution;
using FinerCut.Execution.Memory;
using FinerCut.Folders;
using FinerCut.Healing;
using FinerCut.Onnx.Files;
using FinerCut.Onnx.Graphs;
using FinerCut.Plans;
using FinerCut.Runs;
using FinerCut.Sources;
using FinerCut.Verification;
using FinerCut.Verification.Checks;
using Microsoft.Extensions.Logging;

namespace FinerCut.Commands.Verify;

/// <summary>Compares a pruned folder with the dense one that it was made from: what <c>finercut verify</c>
/// does.</summary>
public static class VerifyRun
{
    /// <summary>Opens both from disk, looks at files and graphs, and runs them.</summary>
    /// <param name="options">What to compare.</param>
    /// <param name="observer">Told how far it is.</param>
    /// <param name="log">The structured log.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <returns>A finding for each check; a difference is no exception.</returns>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">Bad input: a folder is missing, damaged, or not
    /// understood.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static VerifyResult Execute(
        VerifyOptions options, IRunObserver observer, ILogger log, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(observer);
        ArgumentNullException.ThrowIfNull(log);
        return RuntimeBoundary.TranslateErrors(
            options.Model, () => Verify(options, new RunContext(observer, log, cancellation)));
    }

    private static VerifyResult Verify(VerifyOptions options, RunContext run)
    {
        run.Observer.PhaseStarted(RunPhase.Open, options.Model);
        if (options.Steps <= 0)
        {
            throw VerificationErrors.NoSteps(options.Steps);
        }

        int threads = ThreadChoice.ResolveThreads(options.Threads);
        CalibrationLoader.CheckSizes(options.Samples, options.SampleTokens);
        CalibrationPaths.CheckTexts(options.Texts);
        using SourceModel source = SourceModel.Open(options.Against, options.SampleTokens);
        ModelFolder pruned = ModelFolder.Find(options.Model);
        source.Watch.Add(pruned.SettingPaths.Prepend(pruned.GraphPath));
        using FolderPair pair = FolderPair.Open(source.Folder, pruned);
        source.Watch.Add(SourceFileList.PathsOf(pruned, pair.Pruned.Model));
        VerifyResult result = source.Watch.Guard(() => Compare(options with { Threads = threads }, source, pair, run));
        source.Watch.Check();
        run.Log.LogInformation(
            "Compared {Model} with {Against}: {Findings}", result.Model, result.Against, result.Findings);
        return result;
    }

    private static VerifyResult Compare(VerifyOptions options, SourceModel source, FolderPair pair, RunContext run)
    {
        PruningPlan? plan = PlanCheck.FindPlan(pair);
        PlanHealing? healing = plan?.Healing;
        HealedWeights healed = HealedWeights.Read(
            pair.Pruned.Model, pair.Dense.Model, healing?.Weights.Select(weight => weight.Name) ?? []);
        IReadOnlyList<Finding> structure =
        [
            PlanCheck.Compare(plan, pair, run.Cancellation),
            .. healing is null ? Array.Empty<Finding>() : [HealingCheck.Compare(healing, healed)],
            .. FolderChecks.CompareFolders(pair),
        ];
        bool isComparable =
            structure.All(finding => finding is not { Check: "sublayers", Result: FindingResult.Differs });
        IEnumerable<Finding> logits = isComparable
            ? CompareLogits(options, source, pair, healed, run).Findings()
            : [
                Finding.Skipped("prompts", "the sublayers differ"),
                Finding.Skipped("cached steps", "the sublayers differ")
            ];
        return new VerifyResult
        {
            Model = pair.PrunedFolder.GraphPath,
            Against = pair.DenseFolder.GraphPath,
            Removed = pair.Removed,
            Findings = [.. structure, .. logits],
        };
    }

    private static LogitAgreement CompareLogits(
        VerifyOptions options, SourceModel source, FolderPair pair, HealedWeights healed, RunContext run)
    {
        ExecutionProvider provider = ProviderSelection.Choose(options.Provider, run.Observer.Warned, run.Log);
        SessionFactory sessions = new(provider, ThreadChoice.ResolveThreads(options.Threads));
        TokenSource tokens = new(
            new CalibrationOptions
            {
                Sources = options.Texts,
                Option = SourceOption.Text,
                Samples = options.Samples,
                SampleTokens = options.SampleTokens,
                StandardInput = options.StandardInput,
            },
            source.Folder,
            CallLimits.FindLimits(source.Map));
        IReadOnlyList<int[]> samples = tokens.LoadVerificationSamples(source.Vocabulary, options.Samples);
        run.Observer.PhaseStarted(
            RunPhase.Verify,
            $"{samples.Count} x {samples[0].Length} tokens, prompt and cached steps against the bypassed dense model");
        using SegmentedDecoder decoder =
            SegmentedDecoder.Open(() => healed.Apply(Model.Open(source.Model.Path)), sessions);
        MemoryLimit.Apply(decoder, options.MemoryBytes);
        Verifier verifier = new(decoder, sessions) { Steps = options.Steps, IsBrief = false };
        LogitAgreement agreement = LongestSample.RunShortening(
            decoder,
            samples,
            length => run.Observer.Warned(SampleErrors.ShorterSamples(length, samples[0].Length)),
            readable => verifier.Compare(pair.Pruned.Model.Path, pair.Removed.ToHashSet(), readable, run.Cancellation));
        return agreement with { HasCaches = source.Map.Caches.Any() };
    }
}
