using FinerCut.Calibration;
using FinerCut.Companions;
using FinerCut.Decoders;
using FinerCut.Execution;
using FinerCut.Folders;
using FinerCut.Onnx.Files;
using FinerCut.Onnx.Graphs;
using FinerCut.Runs;
using FinerCut.Search.Budgets;
using FinerCut.Sources;
using FinerCut.Surgery;
using FinerCut.Verification;
using FinerCut.Writing;
using Microsoft.Extensions.Logging;

namespace FinerCut.Commands.Gate;

/// <summary>Writes the same model with one more input that multiplies each branch: what <c>finercut gate</c>
/// does.</summary>
public static class GateRun
{
    private const int SampleLength = 16;

    /// <summary>Adds gates to a model and writes it into a folder of its own.</summary>
    /// <param name="options">What to do.</param>
    /// <param name="observer">Told how far it is.</param>
    /// <param name="log">The structured log.</param>
    /// <param name="cancellation">Ends the run early, leaving nothing half-written.</param>
    /// <returns>The folder, and what its new input means.</returns>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">Bad input, or a result that did not verify.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public static GateResult Execute(
        GateOptions options, IRunObserver observer, ILogger log, CancellationToken cancellation) =>
        RuntimeBoundary.TranslateErrors(options.Model, () =>
        {
            GateResult result = Gate(options, new RunContext(observer, log, cancellation));
            log.LogInformation(
                "Wrote {Folder}, largest difference {Difference}",
                result.Output,
                result.Verification.LargestDifference);
            return result;
        });

    private static GateResult Gate(GateOptions options, RunContext run)
    {
        run.Observer.PhaseStarted(RunPhase.Open, options.Model);
        int threads = ThreadChoice.ResolveThreads(options.Threads);
        TargetFolder.CheckGiven(options.Output, options.Model, options.Force);
        ModelFolder folder = ModelFolder.Find(options.Model);
        SourceWatch watch = new(folder.SettingPaths.Prepend(folder.GraphPath));
        using Model model = Model.Open(folder.GraphPath);
        IReadOnlyList<string> files = SourceFileList.PathsOf(folder, model);
        watch.Add(files);
        using CompanionSet companions = CompanionSet.Open(folder, model);
        watch.Add(companions.Paths);
        DecoderMap map = Edit(model);
        companions.EnsureOwn();
        using OutputFolder output = OutputFolder.Create(
            options.Output ?? TargetName.For(folder, "gated"), folder, options.Force);
        output.EnsureSpace(TotalsCounter.BytesOnDisk(folder.GraphPath));
        ExecutionProvider provider = ProviderSelection.Choose(options.Provider, run.Observer.Warned, run.Log);
        SessionFactory sessions = new(provider, threads) { IsOptimised = false };
        run.Observer.PhaseStarted(RunPhase.Write, output.Target);
        using SourceHashes before = new(folder, files, run.Cancellation);
        GateResult result = watch.Guard(() => output.Guard(() =>
        {
            watch.Check();
            string graph = GatedModelWriter.Write(map, companions, output, run.Cancellation);
            if (LeftBehindFiles.Warning(companions.LeftBehind) is { } left)
            {
                run.Observer.Warned(left);
            }

            run.Observer.PhaseStarted(RunPhase.Verify, "gates open and one closed against the source");
            int length = LengthOf(CallLimits.FindLimits(map), folder.ContextLength);
            int[] sample = SeededSamples.Make(1, length, VocabularySize.Find(map, folder))[0];
            using SourceHashes now = new(folder, files, run.Cancellation);
            GateVerifier verifier = new(folder.GraphPath, sessions);
            return new GateResult
            {
                Source = folder.GraphPath,
                Architecture = folder.Architecture,
                Output = output.Target,
                LeftBehind = companions.LeftBehind,
                Input = BranchGates.InputName,
                Sublayers = [.. map.Sublayers.Select(sublayer => sublayer.ToString())],
                Bytes = TotalsCounter.BytesOnDisk(graph),
                Verification = watch.GuardContents(
                    () => before.Files, now, () => verifier.Verify(graph, sample, run.Cancellation)),
            };
        }));
        watch.Check();
        output.Commit();
        return result;
    }

    private static int LengthOf(CallLimits limits, long? contextLength) =>
        limits.SampleLength ?? (int)Math.Min(SampleLength, limits.LongestText(contextLength) ?? SampleLength);

    /// <summary>Comes before anything is written, so that what cannot be gated leaves no trace.</summary>
    private static DecoderMap Edit(Model model)
    {
        DecoderMap map = DecoderMap.Find(model);
        if (map.NotUnderstood.Count > 0)
        {
            throw SourceErrors.NotSeparable(model.Path, string.Join(" ", map.NotUnderstood));
        }

        InputObstacle.Refuse(map);
        BranchGates.Insert(map);
        return map;
    }
}
