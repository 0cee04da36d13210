using FinerCut.Calibration.SelfWriting;
using FinerCut.Calibration.Texts;
using FinerCut.Execution;
using FinerCut.Runs;

namespace FinerCut.Calibration;

/// <summary>Makes the calibration set that a run asks for: of its sources, or of the model itself where no text can be
/// read.</summary>
/// <param name="options">What was asked for.</param>
/// <param name="tokens">The tokenizer.</param>
/// <param name="tools">What the run gives.</param>
internal sealed class CalibrationMaker(CalibrationOptions options, TokenSource tokens, CalibrationTools tools)
{
    /// <summary>The words that stand for samples without files.</summary>
    private static readonly string[] Words =
        [CalibrationText.SourceName, SelfWriter.SourceName, RandomSamples.SourceName];

    /// <summary>The word of a run's sources, or null for files.</summary>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">FC3021: it is mixed with other sources.</exception>
    public static string? WordOf(CalibrationOptions options) =>
        options.Sources.FirstOrDefault(Words.Contains) is { } word
        ? options.Sources.Count == 1 ? word : throw CalibrationErrors.StandsAlone(word)
        : null;

    /// <summary>Makes the set.</summary>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">It cannot be made.</exception>
    public CalibrationSet Make()
    {
        int length = tokens.SampleLength(tools.Observer.Warned);
        string? word = WordOf(options);
        if (options.Sources.Count == 0 && tokens.FindObstacle() is { } obstacle)
        {
            word = SelfWriter.SourceName;
            tools.Observer.Warned($"{obstacle}, so the model writes its own calibration samples; --calibration takes a "
                + $"text or token ids of yours.");
        }

        string subject = word switch
        {
            SelfWriter.SourceName => "the model itself",
            RandomSamples.SourceName => "random words",
            null when options.Sources.Count > 0 => string.Join(", ", options.Sources
                .Select(path => path == CalibrationRequest.StandardInputPath ? "standard input" : path)),
            _ => "the built-in text",
        };
        tools.Observer.PhaseStarted(RunPhase.Calibrate, $"{options.Samples} x {length} tokens of {subject}");
        CalibrationRequest request = tokens.Request(options.Samples, length, tools.Vocabulary, tools.Observer.Warned);
        CalibrationLoader.CheckSizes(request);
        SamplePlan plan = new(
            options.Samples, length, tools.Vocabulary ?? TokenSource.SmallestVocabulary, options.Seed ?? 0)
        {
            StartToken = tokens.StartToken(tools.Vocabulary),
        };
        return word switch
        {
            SelfWriter.SourceName => Made(word, Write(plan)),
            RandomSamples.SourceName => Made(word, RandomSamples.Make(plan)),
            _ => CalibrationLoader.Load(request),
        };
    }

    private CalibrationSet Made(string source, IReadOnlyList<int[]> samples) =>
        new(source, samples) { Seed = options.Seed ?? 0 };

    private IReadOnlyList<int[]> Write(SamplePlan plan)
    {
        using CachedDecoder decoder = tools.OpenDecoder();
        IReadOnlyList<int[]> samples = new SelfWriter(decoder, plan)
            .Write((done, all) => tools.Observer.Progressed(done, all), tools.Cancellation);
        if (samples[0].Length < plan.SampleTokens)
        {
            tools.Observer.Warned(SampleErrors.ShorterSamples(samples[0].Length, plan.SampleTokens));
        }

        return samples;
    }
}
