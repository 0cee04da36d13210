using System.Diagnostics;
using FinerCut.Decoders;
using FinerCut.Evaluation;
using FinerCut.Execution;
using FinerCut.Folders;
using FinerCut.Onnx;
using FinerCut.Plans;
using FinerCut.Runs;
using FinerCut.Search.Budgets;
using FinerCut.Sources;
using FinerCut.Verification;
using FinerCut.Verification.Checks;
using FinerCut.Writing;

namespace FinerCut.Commands.Prune;

/// <summary>Carries a plan out: writes the folder, verifies it, evaluates it, and adds up what came of it.</summary>
/// <param name="source">The model; of no use once a folder is written.</param>
/// <param name="decoder">The same, ready to run.</param>
/// <param name="sessions">Opens the written model.</param>
/// <param name="run">Who is told.</param>
internal sealed class PlanExecution(
    SourceModel source, SegmentedDecoder decoder, SessionFactory sessions, RunContext run)
{
    /// <summary>The hashes of the source's files when the run began; asked for once a folder is written.</summary>
    public required Func<IReadOnlyList<PlanSourceFile>> SourceFiles { get; init; }

    /// <summary>Told once the folder is there.</summary>
    public Action Committed { get; init; } = () => { };

    /// <summary>Carries a plan out.</summary>
    /// <param name="plan">What goes.</param>
    /// <param name="output">Where to write; null to write nothing.</param>
    /// <param name="verificationSamples">Makes the token samples to verify with.</param>
    /// <param name="heldOutSamples">Token samples to evaluate on; none to leave that out.</param>
    /// <returns>The plan, the folder and the figures of the summary.</returns>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">It cannot be written, or the result did not
    /// verify.</exception>
    public PruneResult ExecutePlan(
        PruningPlan plan,
        OutputFolder? output,
        Func<IReadOnlyList<int[]>> verificationSamples,
        Func<IReadOnlyList<int[]>> heldOutSamples)
    {
        HashSet<SublayerName> removed = [.. plan.Removed.Select(removal => SublayerName.Parse(removal.Sublayer))];
        plan = plan with { LostInputs = LostInputs.FindInputs(source.Map, removed) };
        ModelTotals pruned = TotalsCounter.Without(source.Dense, source.Map, removed, source.SampleLength);
        VerificationResult? verification = null;
        source.Watch.Check();
        (double? before, double? after) = (null, null);
        if (output is null)
        {
            (before, after) = Evaluate(heldOutSamples, removed);
        }
        else
        {
            source.Watch.Guard(() => output.Guard(() =>
            {
                WrittenModel written = Write(plan, output);
                pruned = pruned with { Bytes = TotalsCounter.BytesOnDisk(written.Graph) };
                verification = VerifyUnchanged(written.Graph, removed, verificationSamples);
                // Before the folder has its name, so that a run that is stopped here leaves none.
                (before, after) = Evaluate(heldOutSamples, removed);
                source.Watch.Check();
                return written;
            }));
            run.Cancellation.ThrowIfCancellationRequested();
            output.Commit();
            Committed();
            run.Log.Information(
                "Wrote {Folder}, largest difference {Difference}", output.Target, verification!.LargestDifference);
        }

        using Process process = Process.GetCurrentProcess();
        return new PruneResult
        {
            Plan = plan,
            Output = output?.Target,
            LeftBehind = output is null ? [] : source.Companions.LeftBehind,
            Dense = source.Dense,
            Pruned = pruned,
            DensePerplexity = before,
            PrunedPerplexity = after,
            Verification = verification,
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
        string graph, IReadOnlySet<SublayerName> removed, Func<IReadOnlyList<int[]>> samples)
    {
        using SourceHashes now = new(source.Folder, source.Files, run.Cancellation);
        return source.Watch.GuardContents(SourceFiles, now, () => Verify(graph, removed, samples));
    }

    private VerificationResult Verify(
        string graph, IReadOnlySet<SublayerName> removed, Func<IReadOnlyList<int[]>> samples)
    {
        run.Observer.PhaseStarted(RunPhase.Verify, "files, prompt and cached steps against the bypassed source");
        using (FolderPair pair = FolderPair.Open(source.Folder, ModelFolder.Find(graph)))
        {
            FolderChecks.EnsureSame(pair, removed);
        }

        return LongestSample.RunShortening(decoder, samples(), _ => { }, shorter =>
            new Verifier(decoder, sessions).Verify(graph, removed, shorter, run.Cancellation));
    }

    /// <summary>Perplexities for the summary. The folder is good without them, so what goes wrong is a
    /// warning.</summary>
    private (double? Dense, double? Pruned) Evaluate(
        Func<IReadOnlyList<int[]>> heldOutSamples, IReadOnlySet<SublayerName> removed)
    {
        try
        {
            return RuntimeBoundary.TranslateErrors(source.Model.Path, () =>
                source.Map is { HasHead: true, GivesProbabilities: false }
                    && heldOutSamples() is { Count: > 0 } samples ? Measure(samples, removed) : (null, null));
        }
        catch (DiagnosticException cause)
        {
            run.Observer.Warned($"Perplexity is not measured ({cause.Code}): {cause.Message}");
            return (null, null);
        }
    }

    private (double? Dense, double? Pruned) Measure(IReadOnlyList<int[]> samples, IReadOnlySet<SublayerName> removed)
    {
        int done = 0;
        return LongestSample.RunShortening(decoder, samples, _ => done = 0, readable =>
        {
            run.Observer.PhaseStarted(
                RunPhase.Evaluate, $"{readable.Count} x {readable[0].Length} tokens of held-out text");
            double dense = Perplexity.Measure(decoder, new HashSet<SublayerName>(), readable, Advance);
            return ((double?)dense, (double?)Perplexity.Measure(decoder, removed, readable, Advance));
        });

        void Advance()
        {
            run.Cancellation.ThrowIfCancellationRequested();
            run.Observer.Progressed(++done, 2 * samples.Count);
        }
    }
}
