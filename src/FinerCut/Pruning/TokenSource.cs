using FinerCut.Calibration;
using FinerCut.Calibration.Tokenizers;
using FinerCut.Evaluation.Texts;
using FinerCut.Folders;
using FinerCut.Onnx;
using FinerCut.Verification;

namespace FinerCut.Pruning;

/// <summary>The tokens that a run works on: calibration rows, held-out rows, and rows to verify with.</summary>
/// <remarks>A tokenizer that is not understood stops only what needs it: token ids and removal by hand do without.</remarks>
internal sealed class TokenSource
{
    private const int LargestHeldOutRows = 16;
    private const int VerificationRowLength = 64;
    private const int VerificationRows = 2;

    private readonly PruneOptions _options;
    private readonly ModelFolder _folder;
    private readonly Lazy<HuggingFaceTokenizer>? _tokenizer;

    public TokenSource(PruneOptions options, ModelFolder folder)
    {
        (_options, _folder) = (options, folder);
        string graphFolder = Path.GetDirectoryName(folder.GraphPath)!;
        string? home = new[] { folder.Root, graphFolder }.FirstOrDefault(TokenizerFolder.Exists);
        _tokenizer = home is null ? null : new Lazy<HuggingFaceTokenizer>(() => TokenizerFolder.Open(home));
    }

    /// <summary>The rows to search with.</summary>
    public CalibrationSet LoadCalibration(long? vocabulary, Action<string> warn)
    {
        if (_folder.ContextLength is { } length && _options.SampleTokens > length)
        {
            throw PruneErrors.LongerThanContext(_options.SampleTokens, length);
        }

        return Load(_options.Samples, _options.SampleTokens, vocabulary, warn);
    }

    /// <summary>Rows for a comparison without a search: some calibration text, else numbers from a fixed seed.</summary>
    public IReadOnlyList<int[]> LoadVerificationRows(long? vocabulary)
    {
        if (_options.Calibration is not null || FindTokenizer() is not null)
        {
            return Load(VerificationRows, Fitting(_options.SampleTokens), vocabulary, _ => { }).Rows;
        }

        return SeededRows.Make(VerificationRows, Fitting(VerificationRowLength), vocabulary);
    }

    /// <summary>Rows of text that is never calibrated on; none without a tokenizer.</summary>
    public IReadOnlyList<int[]> LoadHeldOut(long? vocabulary, Action<string> warn)
    {
        if (FindTokenizer(warn) is not { } tokenizer)
        {
            return [];
        }

        int length = Fitting(256);
        return [.. tokenizer.EncodeIds(EvaluationText.Read(), addSpecialTokens: false).Chunk(length)
            .Where(row => row.Length == length && row.All(id => id < (vocabulary ?? int.MaxValue))).Take(LargestHeldOutRows)];
    }

    private CalibrationSet Load(int samples, int sampleTokens, long? vocabulary, Action<string> warn) => CalibrationLoader.Load(new CalibrationRequest
    {
        Path = _options.Calibration,
        Samples = samples,
        SampleTokens = sampleTokens,
        Encoder = _tokenizer is null ? null : text => _tokenizer.Value.EncodeIds(text, addSpecialTokens: false),
        VocabularySize = vocabulary,
        Warn = warn,
    });

    private HuggingFaceTokenizer? FindTokenizer(Action<string>? warn = null)
    {
        try
        {
            return _tokenizer?.Value;
        }
        catch (DiagnosticException exception)
        {
            warn?.Invoke($"Perplexity is not measured, because the tokenizer cannot be used ({exception.Code}): {exception.Message}");
            return null;
        }
    }

    private int Fitting(int length) => (int)Math.Min(length, _folder.ContextLength ?? length);
}
