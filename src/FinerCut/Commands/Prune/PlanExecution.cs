using System.Diagnostics;
using FinerCut.Calibration;
using FinerCut.Decoders;
using FinerCut.Evaluation.Texts;
using FinerCut.Execution;
using FinerCut.Folders;
using FinerCut.Healing;
using FinerCut.Onnx.Files;
using FinerCut.Onnx.Graphs;
using FinerCut.Plans;
using FinerCut.Runs;
using FinerCut.Search.Budgets;
using FinerCut.Sources;
using FinerCut.Verification;
using FinerCut.Verification.Checks;
using FinerCut.Writing;
using Microsoft.Extensions.Logging;

namespace FinerCut.Commands.Prune;

/// <summary>Carries a plan out: measures perplexity, writes the folder, verifies it, and adds up what came of
/// it.</summary>
/// <param name="source">The model; of no use once a folder is written.</param>
/// <param name="decoder">The same, ready to run.</param>
/// <param name="sessions">Opens the written model.</param>
/// <param name="run">Who is told.</param>
internal sealed class PlanExecution(
    SourceModel source, SegmentedDecoder decoder, SessionFactory sessions, RunContext run)
{
    /// <summary>The hashes of the source's files when the run began; asked for once a folder is written.</summary>
    public required Func<IReadOnlyList<PlanSourceFile>> SourceFiles { get; init; }

    /// <summary>How far perplexity may rise.</summary>
    public EvaluationOptions Evaluation { get; init; } = new();

    /// <summary>Perplexities of the plan's removals that are known; null to measure them.</summary>
    public IReadOnlyList<PlanPerplexity>? Perplexities { get; init; }

    /// <summary>What healing may change.</summary>
    public HealMethod HealMethod { get; init; }

    /// <summary>The samples to heal on; null not to heal.</summary>
    public CalibrationSet? HealingSamples { get; init; }

    /// <summary>Told once the folder is there.</summary>
    public Action Committed { get; init; } = () => { };

    /// <summary>Carries a plan out.</summary>
    /// <param name="plan">What goes.</param>
    /// <param name="output">Where to write; null to write nothing.</param>
    /// <param name="verificationSamples">Makes the token samples to verify with.</param>
    /// <param name="heldOutTexts">Texts to measure perplexity on; none to leave that out.</param>
    /// <returns>The plan, the folder and the figures of the summary.</returns>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">FC7031: perplexity rises too far. Or the
    /// folder cannot be written, or did not verify.</exception>
    public PruneResult ExecutePlan(
        PruningPlan plan,
        OutputFolder? output,
        Func<IReadOnlyList<int[]>> verificationSamples,
        Func<IReadOnlyList<HeldOutText>> heldOutTexts)
    {
        HashSet<SublayerName> removed = [.. plan.Removed.Select(removal => SublayerName.Parse(removal.Sublayer))];
        source.Watch.Check();
        (HealedWeights? healed, PlanHealing? healing) = Heal(removed);

        // That of the plan itself, where a healed folder's is carried out again, told of other weights.
        plan = plan with { LostInputs = LostInputs.FindInputs(source.Map, removed), Healing = healing };
        ModelTotals pruned = TotalsCounter.Without(source.Dense, source.Map, removed, source.SampleLength);
        using SegmentedDecoder? other = healed is null
            ? null
            : SegmentedDecoder.Open(() => healed.Apply(Model.Open(source.Model.Path)), sessions);
        SegmentedDecoder bypassed = other ?? decoder;
        PerplexityCheck check = new(source, decoder, Evaluation, run)
        {
            Pruned = bypassed,
            Refused = found => Evaluation.Refused?.Invoke(ResultOf(plan with { Perplexities = found }, pruned)),
        };
        plan = plan with { Perplexities = Perplexities ?? check.Measure(removed, heldOutTexts) };
        VerificationResult? verification = null;
        if (output is not null)
        {
            source.Watch.Guard(() => output.Guard(() =>
            {
                WrittenModel written = Write(plan, output);
                healed?.Save(written.Graph);
                pruned = pruned with { Bytes = TotalsCounter.BytesOnDisk(written.Graph) };
                verification = VerifyUnchanged(written.Graph, bypassed, removed, verificationSamples);
                source.Watch.Check();
                return written;
            }));
            run.Cancellation.ThrowIfCancellationRequested();
            output.Commit();
            Committed();
            run.Log.LogInformation(
                "Wrote {Folder}, largest difference {Difference}", output.Target, verification!.LargestDifference);
        }

        return ResultOf(plan, pruned) with
        {
            Output = output?.Target,
            LeftBehind = output is null ? [] : source.Companions.LeftBehind,
            Verification = verification,
        };
    }

    private (HealedWeights? Weights, PlanHealing? Record) Heal(HashSet<SublayerName> removed) =>
        HealingSamples is { } samples && removed.Count > 0
            ? new Healer(source.Model.Path, decoder, sessions, run)
            {
                CanChange = ChangeableWeights.In(source.Model, source.Companions),
            }.Heal(removed, HealMethod, samples)
            : (null, null);

    /// <summary>The result of a run that wrote nothing.</summary>
    private PruneResult ResultOf(PruningPlan plan, ModelTotals pruned)
    {
        using Process process = Process.GetCurrentProcess();
        return new PruneResult
        {
            Plan = plan,
            Output = null,
            LeftBehind = [],
            Dense = source.Dense,
            Pruned = pruned,
            SampleLength = source.SampleLength,
            Verification = null,
            Elapsed = run.Elapsed,
            PeakMemoryBytes = process.PeakWorkingSet64,
        };
    }

    private WrittenModel Write(PruningPlan plan, OutputFolder output)
    {
        run.Observer.PhaseStarted(RunPhase.Write, output.Target);
        WrittenModel written = PrunedModelWriter.Write(source.Map, plan, source.Companions, output, run.Cancellation);
        foreach (string warning in written.Warnings)
        {
            run.Observer.Warned(warning);
        }

        return written;
    }

    /// <summary>Hashes the source once more meanwhile. What does not verify may come of a change, too.</summary>
    private VerificationResult VerifyUnchanged(
        string graph,
        SegmentedDecoder bypassed,
        IReadOnlySet<SublayerName> removed,
        Func<IReadOnlyList<int[]>> samples)
    {
        using SourceHashes now = new(source.Folder, source.Files, run.Cancellation);
        return source.Watch.GuardContents(SourceFiles, now, () => Verify(graph, bypassed, removed, samples));
    }

    private VerificationResult Verify(
        string graph,
        SegmentedDecoder bypassed,
        IReadOnlySet<SublayerName> removed,
        Func<IReadOnlyList<int[]>> samples)
    {
        run.Observer.PhaseStarted(RunPhase.Verify, "files, prompt and cached steps against the bypassed source");
        using (FolderPair pair = FolderPair.Open(source.Folder, ModelFolder.Find(graph)))
        {
            FolderChecks.EnsureSame(pair, removed);
        }

        return LongestSample.RunShortening(bypassed, samples(), _ => { }, shorter =>
            new Verifier(bypassed, sessions).Verify(graph, removed, shorter, run.Cancellation));
    }
}
