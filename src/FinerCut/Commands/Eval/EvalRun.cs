using FinerCut.Calibration;
using FinerCut.Calibration.Sources;
using FinerCut.Evaluation;
using FinerCut.Evaluation.Generation;
using FinerCut.Evaluation.Protocols;
using FinerCut.Execution;
using FinerCut.Onnx;
using FinerCut.Runs;
using FinerCut.Tasks;
using Microsoft.Extensions.Logging;

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
        return RuntimeBoundary.TranslateErrors(
            options.Model, () => Evaluate(options, new RunContext(observer, log, cancellation)));
    }

    private static EvalResult Evaluate(EvalOptions options, RunContext run)
    {
        run.Observer.PhaseStarted(RunPhase.Open, options.Model);
        WindowChoice.Check(options);
        CheckAmounts(options);
        int threads = ThreadChoice.ResolveThreads(options.Threads);
        IReadOnlyList<string> texts = CalibrationPaths.Expand(options.Texts, SourceOption.Text);
        CalibrationPaths.CheckTexts(texts);
        IReadOnlyList<string> taskPaths = CalibrationPaths.Expand(options.Tasks, SourceOption.Task);
        EvalNames.EnsureDistinct(texts.Concat(taskPaths));
        IReadOnlyList<TaskSet> tasks = [.. taskPaths.Select(path => TaskFile.Read(path, options.Limit))];
        Lazy<SessionFactory> sessions = new(() =>
            new SessionFactory(ProviderSelection.Choose(options.Provider, run.Observer.Warned, run.Log), threads));
        using EvalLineup lineup = EvalLineup.Open(options, () => sessions.Value, run);
        EvalWork work = new(options with { Texts = texts }, tasks);
        EvalResult result = lineup.Guard(() => Measure(work, lineup, run));
        run.Log.LogInformation("Evaluated {Model}: {Texts}", result.Model.Name, result.Model.Texts);
        return result;
    }

    private static void CheckAmounts(EvalOptions options)
    {
        if (options.Limit < 1)
        {
            throw TaskErrors.NoLimit(options.Limit.Value);
        }

        if (options.Prompts < 0)
        {
            throw EvalErrors.BadAmount("--prompts", options.Prompts, 0);
        }

        if (options.NewTokens < 1)
        {
            throw EvalErrors.BadAmount("--new-tokens", options.NewTokens, 1);
        }

        if (options.DraftTokens < 1)
        {
            throw EvalErrors.BadAmount("--draft-tokens", options.DraftTokens, 1);
        }
    }

    private static EvalResult Measure(EvalWork work, EvalLineup lineup, RunContext run)
    {
        EvalOptions options = work.Options;
        EvalSubject subject = lineup.Main.Subject;
        long? longest = lineup.All.Select(target => target.Subject.Longest).Min();
        WindowSettings settings = WindowChoice.Of(options, longest, subject.Limits);
        try
        {
            return Measure(work, settings, lineup, run);
        }
        catch (DiagnosticException error) when (RuntimeErrors.IsFailure(error))
        {
            // A table of positions in the graph may end sooner than any configuration says.
            if (LongestSample.Find(subject.Decoder, new int[settings.Window]) is not { } length
                || length >= settings.Window)
            {
                throw;
            }

            if (options.Window is not null)
            {
                throw EvalErrors.WindowTooLong(settings.Window, length);
            }

            run.Observer.Warned(EvalErrors.ShorterWindows(length, settings.Window));
            return Measure(work, WindowChoice.Of(options, length, subject.Limits), lineup, run);
        }
    }

    private static EvalResult Measure(EvalWork work, WindowSettings settings, EvalLineup lineup, RunContext run)
    {
        EvalCache cache = new(work.Options.CacheFolder, run);
        IReadOnlyDictionary<EvalTarget, IReadOnlyList<TextScore>>? texts = null;
        IReadOnlyDictionary<EvalTarget, GenerationScore>? generation = null;
        if (work.HasText)
        {
            EvalTextLoader loader = new(work.Options, lineup.Main.Subject.Source, settings);
            IReadOnlyList<EvalText> loaded = loader.Load(work.Options.Texts);
            texts = new TextEvaluation(lineup, settings, cache, run).Measure(loaded);
            generation = work.Options.Prompts == 0 || lineup.Reference is null ? null
                : new GenerationEvaluation(
                    work.Options, lineup, [.. loaded.SelectMany(text => text.Windows)], run).Measure();
        }

        return new EvalResult
        {
            Model = ScoresOf(lineup.Main),
            Dense = lineup.Dense is { } dense ? ScoresOf(dense) : null,
            Plans = [.. lineup.Plans.Select(ScoresOf)],
            Settings = settings,
            Limit = work.Options.Limit,
        };

        ModelScores ScoresOf(EvalTarget target) => new()
        {
            Name = target.Name,
            Removed = target.Removed,
            Texts = texts?[target] ?? [],
            Tasks = work.Tasks.Count == 0 ? [] : new TaskEvaluation(target, cache, run).Score(work.Tasks),
            Generation = generation?.GetValueOrDefault(target),
        };
    }
}
