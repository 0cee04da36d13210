using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FinerCut.ChatTemplates;
using FinerCut.Decoders;
using FinerCut.Execution;
using FinerCut.Folders;
using FinerCut.Onnx;
using FinerCut.Tokenizers;

namespace FinerCut.Commands.Generate;

/// <summary>Lets a model, dense or pruned, continue a text: what <c>finercut generate</c> does.</summary>
public sealed class GenerateRun
{
    private readonly GenerateOptions _options;
    private readonly ModelFolder _folder;
    private readonly HuggingFaceTokenizer _tokenizer;
    private readonly int[] _prompt;
    private readonly HashSet<long> _ends;
    private readonly int _threads;
    private long _longest;

    private GenerateRun(GenerateOptions options)
    {
        if (options.MaxTokens <= 0)
        {
            throw GenerateErrors.NoTokens(options.MaxTokens);
        }

        if (options.Temperature < 0 || !double.IsFinite(options.Temperature))
        {
            throw GenerateErrors.BadTemperature(options.Temperature);
        }

        _threads = ThreadChoice.ResolveThreads(options.Threads);
        _options = options;
        _folder = ModelFolder.Find(options.Model);
        string home = TokenizerFolder.FindFor(_folder) ?? _folder.Root;
        _tokenizer = TokenizerFolder.Open(home);
        _prompt = [.. options.IsChat ? EncodeChat(home) : _tokenizer.EncodeIds(options.Prompt, addSpecialTokens: true)];
        _ends = [.. _folder.EndTokens];
        if (_prompt.Length == 0)
        {
            throw GenerateErrors.EmptyPrompt(options.Model);
        }

        if (_prompt.Length >= (_folder.ContextLength ?? long.MaxValue))
        {
            throw GenerateErrors.PromptTooLong(_prompt.Length, _folder.ContextLength!.Value);
        }
    }

    /// <summary>Writes a text.</summary>
    /// <param name="options">What to do.</param>
    /// <param name="tell">Told every piece of the text as soon as it is known.</param>
    /// <param name="cancellation">Ends it between two tokens.</param>
    /// <returns>The text with its figures.</returns>
    /// <exception cref="DiagnosticException">Bad input, or the runtime fails.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static GenerateResult Execute(GenerateOptions options, Action<string> tell, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(tell);
        return RuntimeBoundary.TranslateErrors(options.Model, () => new GenerateRun(options).Write(tell, cancellation));
    }

    private IReadOnlyList<int> EncodeChat(string home)
    {
        ChatTemplate template = ChatTemplate.Find(home) ?? throw GenerateErrors.NoChatTemplate(_options.Model);
        JsonArray messages = [new JsonObject { ["role"] = "user", ["content"] = _options.Prompt }];
        return _tokenizer.EncodeIds(
            template.Render(JsonSerializer.SerializeToElement(messages), addGenerationPrompt: true),
            addSpecialTokens: false);
    }

    private GenerateResult Write(Action<string> tell, CancellationToken cancellation)
    {
        using CachedDecoder decoder = OpenDecoder();
        if (!decoder.Map.HasHead)
        {
            throw GenerateErrors.NoLogits(_options.Model, decoder.Map.Logits.Name);
        }

        if (_options.Temperature != 0 && decoder.Map.GivesProbabilities)
        {
            throw DecoderErrors.Probabilities(
                _options.Model, decoder.Map.Logits.Name, "--temperature draws by logits");
        }

        if (VocabularySize.Find(decoder.Map, _folder) is { } vocabulary && _prompt.Max() >= vocabulary)
        {
            throw GenerateErrors.UnknownToken(_prompt.Max(), vocabulary, _options.Model);
        }

        _longest = decoder.Limits.LongestText(_folder.ContextLength) ?? long.MaxValue;
        if (_prompt.Length >= _longest)
        {
            throw GenerateErrors.PromptTooLong(_prompt.Length, _longest);
        }

        cancellation.ThrowIfCancellationRequested();
        long start = _options.Time.GetTimestamp();
        float[] logits = ReadPrompt(decoder);
        TimeSpan promptTime = _options.Time.GetElapsedTime(start);
        StringBuilder text = new();
        TextStream stream = new(_tokenizer, _prompt);
        (List<int> ids, StopReason stop, TimeSpan time) =
            Continue(decoder, logits, id => Tell(stream.Add(id)), cancellation);
        Tell(stream.Finish());
        return new GenerateResult
        {
            Model = _folder.GraphPath,
            PromptIds = _prompt,
            Ids = ids,
            Text = text.ToString(),
            Stop = stop,
            PromptSeconds = promptTime.TotalSeconds,
            TokensPerSecond = decoder.Ids.Count > _prompt.Length
                ? (decoder.Ids.Count - _prompt.Length) / time.TotalSeconds
                : null,
            CacheBytes = decoder.StateBytes,
            CacheBytesPerToken = decoder.Map.Caches.Sum(cache => cache.BytesPerToken),
        };

        void Tell(string piece)
        {
            if (piece.Length > 0)
            {
                text.Append(piece);
                tell(piece);
            }
        }
    }

    private float[] ReadPrompt(CachedDecoder decoder)
    {
        try
        {
            return decoder.Append(_prompt);
        }
        catch (DiagnosticException error) when (RuntimeErrors.IsFailure(error))
        {
            // A table of positions in the graph may end sooner than any configuration says.
            throw LongestSample.Find(decoder, _prompt) is { } length && length < _prompt.Length
                ? GenerateErrors.PromptTooLong(_prompt.Length, length)
                : error;
        }
    }

    private static float[]? TryRead(CachedDecoder decoder, int id)
    {
        try
        {
            return decoder.Append(id);
        }
        catch (DiagnosticException error) when (RuntimeErrors.IsFailure(error))
        {
            return null;
        }
    }

    private CachedDecoder OpenDecoder()
    {
        ExecutionProvider provider = ProviderSelection.Choose(_options.Provider, _options.Warn, _options.Log);
        SessionFactory sessions = new(provider, _threads) { IsSpinning = true };
        return CachedDecoder.Open(_folder.GraphPath, sessions);
    }

    /// <summary>Chooses tokens and reads each, except the last one.</summary>
    private (List<int> Ids, StopReason Stop, TimeSpan Time) Continue(
        CachedDecoder decoder, float[] logits, Action<int> take, CancellationToken cancellation)
    {
        TokenChoice choice = new(_options.Temperature, _options.Seed);
        List<int> ids = [];
        long start = _options.Time.GetTimestamp();
        while (true)
        {
            int id = choice.Next(logits) ?? throw GenerateErrors.NotFinite(_options.Model, decoder.Ids.Count);
            if (_ends.Contains(id))
            {
                return (ids, StopReason.EndOfText, _options.Time.GetElapsedTime(start));
            }

            ids.Add(id);
            take(id);
            if (ids.Count == _options.MaxTokens || _prompt.Length + ids.Count >= _longest)
            {
                return (ids, ids.Count == _options.MaxTokens
                    ? StopReason.MaxTokens
                    : StopReason.ContextFull, _options.Time.GetElapsedTime(start));
            }

            cancellation.ThrowIfCancellationRequested();
            if (TryRead(decoder, id) is not { } next)
            {
                return (ids, StopReason.ContextFull, _options.Time.GetElapsedTime(start));
            }

            logits = next;
        }
    }
}
