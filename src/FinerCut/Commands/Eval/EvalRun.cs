using FinerCut.Calibration;
using FinerCut.Evaluation.Protocols;
using FinerCut.Execution;
using FinerCut.Onnx;
using FinerCut.Runs;
using Serilog;

namespace FinerCut.Commands.Eval;

/// <summary>Measures how good a model is: what <c>finercut eval</c> does.</summary>
public static class EvalRun
{
    /// <summary>Measures.</summary>
    /// <param name="options">What to measure, and on what.</param>
    /// <param name="observer">Told how far it is.</param>
    /// <param name="log">The structured log.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <returns>A score for each text.</returns>
    /// <exception cref="DiagnosticException">Bad input: a file is missing, damaged, or not understood.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static EvalResult Execute(
        EvalOptions options, IRunObserver observer, ILogger log, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(observer);
        ArgumentNullException.ThrowIfNull(log);
        return RuntimeBoundary.TranslateErrors(options.Model, () => Evaluate(options, new RunContext(observer, log, cancellation)));
    }

    private static EvalResult Evaluate(EvalOptions options, RunContext run)
    {
        run.Observer.PhaseStarted(RunPhase.Open, options.Model);
        WindowChoice.Check(options);
        int threads = ThreadChoice.ResolveThreads(options.Threads);
        IReadOnlyList<string> texts = CalibrationPaths.Expand(options.Texts);
        CalibrationPaths.CheckTexts(texts);
        EvalNames.EnsureDistinct(texts);
        Lazy<SessionFactory> sessions = new(() =>
            new SessionFactory(ProviderSelection.Choose(options.Provider, run.Observer.Warned, run.Log), threads));
        using EvalSubject subject = EvalSubject.Open(options.Model, () => sessions.Value, options.MemoryBytes);
        EvalResult result = subject.Source.Watch.Guard(() => Measure(options with { Texts = texts }, subject, run));
        subject.Source.Watch.Check();
        run.Log.Information("Evaluated {Model}: {Texts}", result.Model, result.Texts);
        return result;
    }

    private static EvalResult Measure(EvalOptions options, EvalSubject subject, RunContext run)
    {
        WindowSettings settings = WindowChoice.Of(options, subject.Longest, subject.Limits);
        try
        {
            return Measure(options, settings, subject, run);
        }
        catch (DiagnosticException error) when (RuntimeErrors.IsFailure(error))
        {
            // A table of positions in the graph may end sooner than any configuration says.
            if (LongestSample.Find(subject.Decoder, new int[settings.Window]) is not { } length
                || length >= settings.Window)
            {
                throw;
            }

            _ = options.Window is null ? 0 : throw EvalErrors.WindowTooLong(settings.Window, length);
            run.Observer.Warned(EvalErrors.ShorterWindows(length, settings.Window));
            return Measure(options, WindowChoice.Of(options, length, subject.Limits), subject, run);
        }
    }

    private static EvalResult Measure(
        EvalOptions options, WindowSettings settings, EvalSubject subject, RunContext run)
    {
        IReadOnlyList<EvalText> texts = new EvalTextLoader(options, subject.Source, settings).Load(options.Texts);
        return new EvalResult
        {
            Model = subject.Source.Folder.GraphPath,
            Settings = settings,
            Texts = new TextEvaluation(subject, settings, run).Measure(texts),
        };
    }
}
