using FinerCut.Calibration;
using FinerCut.Calibration.Tokenizers;
using FinerCut.Evaluation.Texts;
using FinerCut.Folders;

namespace FinerCut.Pruning;

/// <summary>The tokens that a run works on: calibration rows, held-out rows, and rows to verify with.</summary>
internal sealed class TokenSource
{
    private const int LargestHeldOutRows = 16;
    private const int VerificationRowLength = 64;
    private const int VerificationRows = 2;

    private readonly PruneOptions _options;
    private readonly ModelFolder _folder;
    private readonly HuggingFaceTokenizer? _tokenizer;

    public TokenSource(PruneOptions options, ModelFolder folder)
    {
        (_options, _folder) = (options, folder);
        string graphFolder = Path.GetDirectoryName(folder.GraphPath)!;
        string? home = new[] { folder.Root, graphFolder }.FirstOrDefault(TokenizerFolder.Exists);
        _tokenizer = home is null ? null : TokenizerFolder.Open(home);
        if (folder.ContextLength is { } length && options.SampleTokens > length)
        {
            throw PruneErrors.LongerThanContext(options.SampleTokens, length);
        }
    }

    /// <summary>The rows to search with.</summary>
    public CalibrationSet LoadCalibration(long? vocabulary, Action<string> warn) => CalibrationLoader.Load(new CalibrationRequest
    {
        Path = _options.Calibration,
        Samples = _options.Samples,
        SampleTokens = _options.SampleTokens,
        Encoder = _tokenizer is null ? null : text => _tokenizer.EncodeIds(text, addSpecialTokens: false),
        VocabularySize = vocabulary,
        Warn = warn,
    });

    /// <summary>Rows for a comparison without a search: some calibration text, else numbers from a fixed seed.</summary>
    public IReadOnlyList<int[]> LoadVerificationRows(long? vocabulary, Action<string> warn)
    {
        if (_tokenizer is not null || _options.Calibration is not null)
        {
            return [.. LoadCalibration(vocabulary, warn).Rows.Take(VerificationRows)];
        }

#pragma warning disable CA5394 // no secret: the same rows every time are the point
        Random random = new(0);
        return [.. Enumerable.Range(0, VerificationRows).Select(_ => Enumerable.Range(0, VerificationRowLength)
            .Select(_ => random.Next((int)Math.Min(vocabulary ?? 256, int.MaxValue))).ToArray())];
#pragma warning restore CA5394
    }

    /// <summary>Rows of text that is never calibrated on; none without a tokenizer.</summary>
    public IReadOnlyList<int[]> LoadHeldOut(long? vocabulary)
    {
        if (_tokenizer is null)
        {
            return [];
        }

        int length = (int)Math.Min(256, _folder.ContextLength ?? 256);
        return [.. _tokenizer.EncodeIds(EvaluationText.Read(), addSpecialTokens: false).Chunk(length)
            .Where(row => row.Length == length && row.All(id => id < (vocabulary ?? int.MaxValue))).Take(LargestHeldOutRows)];
    }
}
