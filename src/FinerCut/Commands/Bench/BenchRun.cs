using System.Diagnostics;
using System.Globalization;
using FinerCut.Calibration;
using FinerCut.Execution;
using FinerCut.Latencies;
using FinerCut.Runs;
using Microsoft.Extensions.Logging;

namespace FinerCut.Commands.Bench;

/// <summary>Measures how fast models read and write, side by side: what <c>finercut bench</c> does.</summary>
public sealed class BenchRun
{
    private readonly BenchOptions _options;
    private readonly RunContext _run;
    private readonly IReadOnlyList<BenchTest> _tests;
    private readonly int _threads;
    private double _doneTokens;

    private BenchRun(BenchOptions options, RunContext run)
    {
        _tests = BenchTest.ListTests(options);
        _threads = ThreadChoice.ResolveThreads(options.Threads);
        (_options, _run) = (options, run);
    }

    /// <summary>Opens all models, warms them up, and lets them take turns.</summary>
    /// <param name="options">What to measure.</param>
    /// <param name="observer">Told how far it is.</param>
    /// <param name="log">The structured log.</param>
    /// <param name="cancellation">Ends it between two calls of a model.</param>
    /// <returns>The measurements.</returns>
    /// <exception cref="ArgumentException">There are no models.</exception>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">Bad input, or the runtime fails.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static BenchResult Execute(
        BenchOptions options, IRunObserver observer, ILogger log, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(observer);
        ArgumentNullException.ThrowIfNull(log);
        ArgumentOutOfRangeException.ThrowIfZero(options.Models.Count, nameof(options));
        RunContext run = new(observer, log, cancellation);
        return RuntimeBoundary.TranslateErrors(options.Models[0], () => new BenchRun(options, run).MeasureModels());
    }

    private BenchResult MeasureModels()
    {
        List<BenchSubject> subjects = ReadSubjects();
        ExecutionProvider provider = ProviderSelection.Choose(_options.Provider, _run.Observer.Warned, _run.Log);

        // An arena that all share would make every model but the first look small. On CUDA most memory is the device's,
        // and values are made in an arena of all sessions.
        bool sharesArena = provider == ExecutionProvider.Cuda;
        SessionFactory sessions = new(provider, _threads) { IsSpinning = true, SharesArena = sharesArena };
        int[] ids = MakeIds(subjects);
        List<OpenedModel> models = [];
        try
        {
            foreach (BenchSubject subject in subjects)
            {
                _run.Observer.PhaseStarted(RunPhase.Prepare, subject.GraphPath);
                models.Add(OpenedModel.Open(subject, sessions, _options, model => WarmUp(model, ids)));
            }

            return Summarize(models, TakeTurns(models, ids), provider);
        }
        finally
        {
            models.ForEach(model => model.Dispose());
        }
    }

    private List<BenchSubject> ReadSubjects()
    {
        List<BenchSubject> subjects = [];
        foreach (string model in _options.Models)
        {
            _run.Observer.PhaseStarted(RunPhase.Open, model);
            BenchSubject subject = BenchSubject.Read(model);
            subject.CheckLengths(_tests);
            subjects.Add(subject);
        }

        return subjects;
    }

    /// <summary>All models read the same tokens, which all of them know.</summary>
    private int[] MakeIds(List<BenchSubject> subjects) => SeededSamples.Make(
        samples: 1,
        length: (int)_tests.Max(test => test.TextTokens),
        subjects.Any(subject => subject.Vocabulary is null) ? null : subjects.Min(subject => subject.Vocabulary))[0];

    private void WarmUp(OpenedModel model, int[] ids)
    {
        foreach (BenchTest test in _tests)
        {
            _run.Cancellation.ThrowIfCancellationRequested();
            _ = model.TimeTest(test, ids, _run.Cancellation);
        }
    }

    /// <summary>Seconds by test, model and repetition. The models take turns, so that what slows the machine for a
    /// while slows all of them.</summary>
    private double[][][] TakeTurns(List<OpenedModel> models, int[] ids)
    {
        _run.Observer.PhaseStarted(RunPhase.Measure, Describe(models.Count));
        double[][][] seconds =
            [.. _tests.Select(_ => models.Select(_ => new double[_options.Repetitions]).ToArray())];
        double allTokens = _tests.Sum(test => (double)test.TextTokens) * models.Count * _options.Repetitions;
        foreach ((int number, BenchTest test) in _tests.Index())
        {
            for (int repetition = 0; repetition < _options.Repetitions; repetition++)
            {
                foreach ((int index, OpenedModel model) in models.Index())
                {
                    _run.Cancellation.ThrowIfCancellationRequested();
                    seconds[number][index][repetition] =
                        model.TimeTest(test, ids, _run.Cancellation).TotalSeconds;
                    _doneTokens += test.TextTokens;
                    _run.Observer.Progressed(_doneTokens, allTokens);
                }
            }
        }

        return seconds;
    }

    private string Describe(int models)
    {
        string tests = string.Join(", ", _tests.Select(test => test.Name));
        string repetitions = _options.Repetitions == 1 ? "once" : string.Create(
            CultureInfo.InvariantCulture, $"{_options.Repetitions} times");
        return models == 1 ? $"{tests}, {repetitions}" : string.Create(
            CultureInfo.InvariantCulture, $"{tests}, {repetitions}, {models} models in turns");
    }

    private BenchResult Summarize(List<OpenedModel> models, double[][][] seconds, ExecutionProvider provider)
    {
        using Process process = Process.GetCurrentProcess();
        BenchResult result = new()
        {
            Models = [.. models.Select((model, index) => new BenchedModel
            {
                Model = model.Subject.GraphPath,
                Parameters = model.Subject.Parameters,
                FileBytes = model.Subject.FileBytes,
                CacheBytesPerToken = model.Subject.CacheBytesPerToken,
                Batch = model.Subject.Batch,
                MemoryBytes = model.MemoryBytes,
                Measurements = [.. _tests.Select((test, number) => Compare(
                    test,
                    model,
                    seconds[number][index],
                    index == 0 ? null : RatesOf(models[0], test, seconds[number][0])))],
            })],
            Provider = provider == ExecutionProvider.Cuda ? "cuda" : "cpu",
            Threads = _threads,
            Repetitions = _options.Repetitions,
            WarmUp = _options.WarmUp,
            PeakMemoryBytes = process.PeakWorkingSet64,
        };
        _run.Log.LogInformation("Measured {Models}", result.Models);
        return result;
    }

    /// <summary>Tokens in a second, of all sequences of a call.</summary>
    private static double[] RatesOf(OpenedModel model, BenchTest test, double[] seconds) =>
        [.. seconds.Select(time => (double)test.MeasuredTokens * model.Subject.Batch / time)];

    private static BenchMeasurement Compare(BenchTest test, OpenedModel model, double[] seconds, double[]? firstRates)
    {
        double[] rates = RatesOf(model, test, seconds);
        return new BenchMeasurement
        {
            Test = test,
            Reading = model.FindMode(test),
            Seconds = seconds,
            TokensPerSecond = Spread.Measure(rates),
            Ratio = firstRates is null
                ? null
                : Spread.Measure([.. rates.Zip(firstRates, (rate, first) => rate / first)]),
        };
    }
}
