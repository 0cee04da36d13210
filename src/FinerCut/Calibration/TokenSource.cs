using FinerCut.Calibration.Sources;
using FinerCut.Calibration.Texts;
using FinerCut.ChatTemplates;
using FinerCut.Evaluation;
using FinerCut.Evaluation.Texts;
using FinerCut.Execution;
using FinerCut.Folders;
using FinerCut.Onnx;
using FinerCut.Tokenizers;

namespace FinerCut.Calibration;

/// <summary>The tokens that a run works on: sources of calibration samples, held-out samples, and samples to verify
/// with.</summary>
/// <remarks>A tokenizer that is not understood stops only what needs it: token ids and removal by hand do
/// without.</remarks>
internal sealed class TokenSource
{
    private const int LargestHeldOutSamples = 16;
    private const int HeldOutWindow = 256;
    private const int VerificationSampleLength = 64;
    private const int VerificationSamples = 2;
    private const string ShortText = "a";

    /// <summary>Tokens that any model has, where nobody tells how many.</summary>
    internal const long SmallestVocabulary = 256;

    private readonly CalibrationOptions _options;
    private readonly ModelFolder _folder;
    private readonly CallLimits _limits;
    private readonly Lazy<HuggingFaceTokenizer>? _tokenizer;
    private readonly Lazy<ChatTemplate?> _chatTemplate;
    private long? _context;

    /// <param name="options">What was asked for.</param>
    /// <param name="folder">The model.</param>
    /// <param name="limits">What its graph fixes of calls.</param>
    public TokenSource(CalibrationOptions options, ModelFolder folder, CallLimits limits)
    {
        (_options, _folder, _limits, _context) = (options, folder, limits, folder.ContextLength);
        string? home = TokenizerFolder.FindFor(folder);
        _tokenizer = home is null ? null : new Lazy<HuggingFaceTokenizer>(() => TokenizerFolder.Open(home));
        _chatTemplate = new Lazy<ChatTemplate?>(() => ChatTemplate.Find(home ?? folder.Root));
    }

    /// <summary>Turns token ids into text, special tokens included; null without a tokenizer that can be
    /// used.</summary>
    public Func<IReadOnlyList<int>, string>? Decoder => FindTokenizer() is { } tokenizer ? tokenizer.DecodeIds : null;

    /// <summary>Why no text can be read: the beginning of a sentence, or null where a tokenizer can be used or is
    /// damaged.</summary>
    public string? FindObstacle()
    {
        try
        {
            return _tokenizer?.Value is null ? "The model has no tokenizer" : null;
        }
        catch (DiagnosticException exception)
        {
            return TokenizerErrors.IsNotUnderstood(exception.Code)
                ? $"The tokenizer cannot be used ({exception.Code}: {exception.Message.TrimEnd('.')})"
                : null;
        }
    }

    /// <summary>Tokens in each sample: as asked for, or by default no more than the model's context.</summary>
    /// <exception cref="DiagnosticException">FC4029: more were asked for.</exception>
    public int SampleLength(Action<string> warn)
    {
        if (_limits.SampleLength is { } only && only != _options.SampleTokens)
        {
            return _options.SampleTokens == CalibrationOptions.DefaultSampleTokens
                ? Shortened(only, warn)
                : throw SampleErrors.FixedSamples(_options.SampleTokens, only);
        }

        if (Longest is not { } length || _options.SampleTokens <= length)
        {
            return _options.SampleTokens;
        }

        if (_options.SampleTokens != CalibrationOptions.DefaultSampleTokens || length < 2)
        {
            throw SampleErrors.LongerThanContext(_options.SampleTokens, length);
        }

        return Shortened((int)length, warn);
    }

    /// <summary>Makes no longer samples from now on, because the model has turned out to read none.</summary>
    /// <param name="length">Tokens, at least 2.</param>
    public void Limit(int length) => _context = length;

    /// <summary>The token that begins every text, where the model has it.</summary>
    public int? StartToken(long? vocabulary) =>
        _folder.StartToken is { } token && token >= 0 && token < (vocabulary ?? int.MaxValue) ? (int)token : null;

    /// <summary>A request for samples of the sources, or of the built-in text.</summary>
    public CalibrationRequest Request(int samples, int sampleTokens, long? vocabulary, Action<string> warn) => new()
    {
        Paths = CalibrationMaker.WordOf(_options) is null ? _options.Sources : [],
        Option = _options.Option,
        Samples = samples,
        SampleTokens = sampleTokens,
        Packing = _options.Packing,
        Seed = _options.Seed,
        TextField = _options.TextField,
        Encoder = _tokenizer is null ? null : text => _tokenizer.Value.EncodeIds(text, addSpecialTokens: false),
        DocumentEncoder = _tokenizer is null ? null : text => _tokenizer.Value.EncodeIds(text, addSpecialTokens: true),
        FindChatTemplate = () => _chatTemplate.Value is { } template
            ? messages => template.Render(messages, addGenerationPrompt: false)
            : null,
        StandardInput = _options.StandardInput,
        VocabularySize = vocabulary,
        Warn = warn,
    };

    /// <summary>All tokens of one source, as long sequences.</summary>
    /// <param name="path">A file, or <c>-</c> for standard input.</param>
    /// <param name="vocabulary">Number of tokens; null where nobody tells.</param>
    /// <param name="needed">Tokens wanted of a text.</param>
    /// <returns>See <see cref="TokenSequences.Read"/>.</returns>
    public IReadOnlyList<int[]> LoadSequences(string path, long? vocabulary, long needed) => new TokenSequences(
        Request(1, int.MaxValue, vocabulary, _ => { }) with
        {
            Paths = [path],
            Option = SourceOption.Text,
            Packing = CalibrationPacking.Documents,
        })
        .Read(needed);

    /// <summary>The tokens of a text as they stand, without special tokens.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="DiagnosticException">The tokenizer is damaged or not understood.</exception>
    /// <returns>Null where the model has no tokenizer.</returns>
    public IReadOnlyList<int>? Encode(string text) => _tokenizer?.Value.EncodeIds(text, addSpecialTokens: false);

    /// <summary>The token that the tokenizer puts before every text.</summary>
    /// <returns>Null where it puts none, or several, or there is no tokenizer.</returns>
    public int? FindBeginToken()
    {
        if (_tokenizer?.Value is not { } tokenizer)
        {
            return null;
        }

        IReadOnlyList<int> bare = tokenizer.EncodeIds(ShortText, addSpecialTokens: false);
        IReadOnlyList<int> whole = tokenizer.EncodeIds(ShortText, addSpecialTokens: true);
        return whole.Count > bare.Count && whole.Skip(1).Take(bare.Count).SequenceEqual(bare) ? whole[0] : null;
    }

    /// <summary>Samples for a comparison without a search: some calibration text, else numbers from a fixed
    /// seed.</summary>
    public IReadOnlyList<int[]> LoadVerificationSamples(long? vocabulary, int samples = VerificationSamples)
    {
        bool hasText = CalibrationMaker.WordOf(_options) is null or CalibrationText.SourceName;
        if (hasText && (_options.Sources.Count > 0 || FindTokenizer() is not null))
        {
            return CalibrationLoader.Load(
                Request(samples, Fitting(_options.SampleTokens), vocabulary, _ => { })).Samples;
        }

        return SeededSamples.Make(
            samples, Fitting(Math.Min(_options.SampleTokens, VerificationSampleLength)), vocabulary);
    }

    /// <summary>The text that perplexity is measured on unless another one is given: <c>held-out.txt</c> beside the
    /// model, else the built-in text, which is never calibrated on.</summary>
    /// <param name="vocabulary">Tokens that the model knows; null where its shape does not tell.</param>
    /// <param name="warn">Told why a tokenizer cannot be used.</param>
    /// <returns>The text; none without a tokenizer, and where no window of the built-in text can be read.</returns>
    /// <exception cref="DiagnosticException">The file beside the model cannot be read, or fills no
    /// window.</exception>
    public IReadOnlyList<HeldOutText> LoadHeldOut(long? vocabulary, Action<string> warn)
    {
        if (FindTokenizer(warn) is not { } tokenizer)
        {
            return [];
        }

        string own = Path.Combine(_folder.Root, HeldOutText.FileName);
        if (File.Exists(own))
        {
            return [LoadHeldOut(own, vocabulary)];
        }

        int length = Fitting(HeldOutWindow);
        int[][] samples = [.. tokenizer.EncodeIds(EvaluationText.Read(), addSpecialTokens: false).Chunk(length)
            .Where(sample => sample.Length == length && sample.All(id => id < (vocabulary ?? int.MaxValue)))
            .Take(LargestHeldOutSamples)];
        return samples.Length > 0 ? [new HeldOutText(EvaluationText.SourceName, samples)] : [];
    }

    /// <summary>Texts of one's own to measure perplexity on.</summary>
    /// <param name="paths">Files, globs, and <c>-</c> for standard input.</param>
    /// <param name="vocabulary">Tokens that the model knows; null where its shape does not tell.</param>
    /// <returns>A text for each file.</returns>
    /// <exception cref="DiagnosticException">A text cannot be read, or fills no window.</exception>
    public IReadOnlyList<HeldOutText> LoadHeldOut(IReadOnlyList<string> paths, long? vocabulary) =>
        [.. CalibrationPaths.Expand(paths, SourceOption.Text).Select(path => LoadHeldOut(path, vocabulary))];

    private HeldOutText LoadHeldOut(string path, long? vocabulary)
    {
        CalibrationRequest request = Request(LargestHeldOutSamples, Fitting(HeldOutWindow), vocabulary, _ => { }) with
        {
            Paths = [path],
            Option = SourceOption.Text,
            Packing = CalibrationPacking.Contiguous,
            Seed = null,
        };
        try
        {
            CalibrationSet set = CalibrationLoader.Load(request);
            return new HeldOutText(set.Source, set.Samples);
        }
        catch (DiagnosticException exception) when (exception.Code == CalibrationErrors.TooShortCode)
        {
            throw PerplexityErrors.TextTooShort(path, request.SampleTokens);
        }
    }

    private HuggingFaceTokenizer? FindTokenizer(Action<string>? warn = null)
    {
        try
        {
            return _tokenizer?.Value;
        }
        catch (DiagnosticException exception)
        {
            warn?.Invoke($"Perplexity is not measured, because the tokenizer cannot be used ({exception.Code}): "
                + $"{exception.Message}");
            return null;
        }
    }

    private long? Longest => _limits.LongestText(_context);

    private int Fitting(int length) => _limits.SampleLength ?? (int)Math.Min(length, Longest ?? length);

    private int Shortened(int length, Action<string> warn)
    {
        warn(SampleErrors.ShorterSamples(length, _options.SampleTokens));
        return length;
    }
}
