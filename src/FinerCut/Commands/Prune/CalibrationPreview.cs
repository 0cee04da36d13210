using FinerCut.Calibration;
using FinerCut.Decoders;
using FinerCut.Execution;
using FinerCut.Folders;
using FinerCut.Onnx.Files;
using FinerCut.Onnx.Graphs;
using FinerCut.Runs;
using FinerCut.Sources;
using Microsoft.Extensions.Logging;

namespace FinerCut.Commands.Prune;

/// <summary>Makes the samples of a search without one: what <c>finercut prune --show-calibration</c> does.</summary>
public static class CalibrationPreview
{
    /// <summary>Makes the samples.</summary>
    /// <param name="options">The model and its calibration.</param>
    /// <param name="observer">Told warnings, and how far a model is that writes its own samples.</param>
    /// <param name="log">The structured log.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <returns>The samples with their texts.</returns>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">Bad input.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static CalibrationView Execute(
        CalibrationPreviewOptions options, IRunObserver observer, ILogger log, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(observer);
        ArgumentNullException.ThrowIfNull(log);
        return RuntimeBoundary.TranslateErrors(options.Model, () =>
        {
            int threads = ThreadChoice.ResolveThreads(options.Runtime.Threads);
            CalibrationPaths.Check(options.Calibration);
            ModelFolder folder = ModelFolder.Find(options.Model);
            using Model model = Model.Open(folder.GraphPath);
            DecoderMap map = DecoderMap.Find(model);
            LogitObstacle.Refuse(map);
            TokenSource tokens = new(options.Calibration, folder, CallLimits.FindLimits(map));
            ExecutionProvider provider = ProviderSelection.Choose(options.Runtime.Provider, observer.Warned, log);
            SessionFactory sessions = new(provider, threads);
            CalibrationTools tools = new(
                VocabularySize.Find(map, folder),
                () => CachedDecoder.Open(model.Path, sessions),
                observer,
                cancellation)
            {
                MemoryBytes = options.Runtime.MemoryBytes,
            };
            CalibrationSet set = map.NotUnderstood.Count == 0
                ? MakeReadable()
                : new CalibrationMaker(options.Calibration, tokens, tools).Make();
            log.LogDebug("Would calibrate on {Samples} samples, {Hash}", set.Samples.Count, set.TokensSha256());
            return new CalibrationView(set, tokens.Decoder is { } decode ? [.. set.Samples.Select(decode)] : []);

            // What a search would refuse is not run.
            CalibrationSet MakeReadable()
            {
                using SegmentedDecoder decoder = SegmentedDecoder.Open(model.Path, sessions);
                return new SearchCalibration(options.Calibration, tools).Make(decoder, tokens);
            }
        });
    }
}
