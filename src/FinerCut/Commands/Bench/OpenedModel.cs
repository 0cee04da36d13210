using FinerCut.Execution;
using FinerCut.Latencies;
using FinerCut.Onnx;

namespace FinerCut.Commands.Bench;

/// <summary>A model that is ready to be measured.</summary>
internal sealed class OpenedModel : IDisposable
{
    private readonly CachedDecoder _decoder;
    private readonly ReadingTimer _timer;

    private OpenedModel(BenchSubject subject, CachedDecoder decoder, TimeProvider time)
    {
        (Subject, _decoder) = (subject, decoder);
        _timer = new ReadingTimer(decoder, time);
    }

    public BenchSubject Subject { get; }

    /// <inheritdoc cref="BenchedModel.MemoryBytes"/>
    public long? MemoryBytes { get; private set; }

    /// <summary>Opens a model, runs all tests as often as the options say, and watches the memory meanwhile.</summary>
    /// <param name="subject">The model.</param>
    /// <param name="sessions">Provider and threads.</param>
    /// <param name="options">How often, and by which clock.</param>
    /// <param name="warmUp">Runs each test once.</param>
    public static OpenedModel Open(
        BenchSubject subject, SessionFactory sessions, BenchOptions options, Action<OpenedModel> warmUp)
    {
        using ResidentPeak memory = new(options.ResidentBytes, options.Time);
        OpenedModel opened = new(subject, CachedDecoder.Open(subject.GraphPath, sessions), options.Time);
        try
        {
            for (int round = 0; round < options.WarmUp; round++)
            {
                warmUp(opened);
                opened.MemoryBytes = memory.GrowthBytes;
            }

            return opened;
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    /// <inheritdoc cref="BenchMeasurement.Reading"/>
    public ReadingMode FindMode(BenchTest test) =>
        test.PromptTokens > 0 ? _timer.FindPromptMode(test.Depth) : _timer.FindStepMode();

    /// <summary>Runs a test once.</summary>
    /// <param name="test">The test.</param>
    /// <param name="ids">Token ids, at least as many as the text of the test has.</param>
    /// <param name="cancellation">Looked at between two calls.</param>
    /// <returns>The time of the measured tokens.</returns>
    /// <exception cref="DiagnosticException">FC7102: the model reads no text of this length. Or another failure of the
    /// runtime.</exception>
    public TimeSpan TimeTest(BenchTest test, int[] ids, CancellationToken cancellation)
    {
        int[] text = ids[..(int)test.TextTokens];
        try
        {
            return test.PromptTokens > 0
                ? _timer.TimePrompt(text, test.Depth)
                : _timer.TimeSteps(text, test.Depth, cancellation);
        }
        catch (DiagnosticException error) when (RuntimeErrors.IsFailure(error))
        {
            // A table of positions in the graph may end sooner than any configuration says.
            throw LongestSample.Find(_decoder, text) is { } length && length < text.Length
                ? BenchErrors.TextTooLong(Subject.GraphPath, test, length)
                : error;
        }
    }

    public void Dispose() => _decoder.Dispose();
}
