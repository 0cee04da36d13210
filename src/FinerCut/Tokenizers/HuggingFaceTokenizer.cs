using System.Buffers;
using System.Text;
using FinerCut.Tokenizers.AddedTokens;
using FinerCut.Tokenizers.Limits;
using FinerCut.Tokenizers.PreTokenizers;
using Microsoft.ML.Tokenizers;

namespace FinerCut.Tokenizers;

/// <summary>A tokenizer read from Hugging Face files, which gives the same ids as the Hugging Face library.</summary>
/// <remarks>
/// <para>It can be used from several threads at once. Time and memory grow linearly with the length of the text.</para>
/// <para>Truncation and padding that a <c>tokenizer.json</c> asks for are not applied.</para>
/// </remarks>
public sealed class HuggingFaceTokenizer : Tokenizer
{
    private readonly TokenizerPipeline _pipeline;

    internal HuggingFaceTokenizer(TokenizerPipeline pipeline)
    {
        _pipeline = pipeline;
        VocabularySize = Math.Max(pipeline.Model.LargestId, pipeline.AddedTokens.LargestId) + 1;
    }

    /// <summary>The largest id of any token, plus one; a model's logits may be wider because of padding.</summary>
    public int VocabularySize { get; }

    /// <summary>Turns text into token ids.</summary>
    /// <param name="text">The text; a surrogate without its partner counts as U+FFFD.</param>
    /// <param name="addSpecialTokens">Whether to add the tokens that the tokenizer's template puts around a sequence,
    /// such as the one that begins it.</param>
    /// <returns>The ids, each from 0 to <see cref="VocabularySize"/> - 1.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">FC3052 or FC3053: patterns take too much time, or the text
    /// grows too much.</exception>
    public IReadOnlyList<int> EncodeIds(string text, bool addSpecialTokens)
    {
        ArgumentNullException.ThrowIfNull(text);
        List<int> ids = new(text.Length / 3);
        EncodingLimits limits = EncodingLimits.For(text.Length);
        foreach (TextSection section in _pipeline.AddedTokens.SplitRaw(WithoutLoneSurrogates(text)))
        {
            EncodeSection(section, ids, limits);
        }

        return addSpecialTokens && _pipeline.PostProcessor is { } processor ? processor.AddSpecialTokens(ids) : ids;
    }

    /// <summary>Turns token ids into text, special tokens included.</summary>
    /// <param name="ids">The ids; one that no token has is left out.</param>
    /// <returns>The text; bytes that are not valid UTF-8 show as U+FFFD.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="ids"/> is null.</exception>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">FC3052 or FC3053: patterns take too much time, or the text
    /// grows too much.</exception>
    public string DecodeIds(IEnumerable<int> ids)
    {
        ArgumentNullException.ThrowIfNull(ids);
        List<string> tokens = [.. ids.Select(FindToken).OfType<string>()];
        EncodingLimits limits = EncodingLimits.For(tokens.Sum(token => (long)token.Length));
        return _pipeline.Decoder is { } decoder
            ? string.Concat(decoder.Decode(tokens, limits))
            : string.Join(' ', tokens);
    }

    /// <summary>Finds the token of an id, as it stands in the vocabulary (byte-level tokens in their
    /// letters).</summary>
    /// <param name="id">The id.</param>
    /// <returns>The token, or null when no token has the id.</returns>
    public string? FindToken(int id) => _pipeline.AddedTokens.FindToken(id) ?? _pipeline.Model.FindToken(id);

    /// <summary>Finds the id of a token.</summary>
    /// <param name="token">The whole token as it stands in the vocabulary, such as <c>&lt;s&gt;</c>.</param>
    /// <returns>The id, or null when the vocabulary does not hold the token.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="token"/> is null.</exception>
    public int? FindId(string token)
    {
        ArgumentNullException.ThrowIfNull(token);
        return _pipeline.AddedTokens.FindId(token) ?? _pipeline.Model.FindId(token);
    }

    /// <summary>Finds what a token adds to a text between other tokens.</summary>
    /// <param name="id">The id.</param>
    /// <returns>UTF-8 bytes, perhaps of a part of a character; none when no token has the id.</returns>
    public ReadOnlyMemory<byte> FindBytes(int id) => FindToken(id) is not { } token ? default
        : _pipeline.AddedTokens.FindToken(id) is null && _pipeline.Decoder is { } decoder
            ? decoder.BytesOf(token, EncodingLimits.For(token.Length))
        : Encoding.UTF8.GetBytes(token);

    /// <summary>Turns token ids into text, as <see cref="DecodeIds"/> does.</summary>
    /// <param name="ids">The ids.</param>
    /// <returns>The text.</returns>
    public override string Decode(IEnumerable<int> ids) => DecodeIds(ids);

    /// <summary>Turns all of the token ids into text, or none of them when the text does not fit.</summary>
    /// <param name="ids">The ids.</param>
    /// <param name="destination">Where the text goes.</param>
    /// <param name="idsConsumed">The number of ids, or 0 when the text does not fit.</param>
    /// <param name="charsWritten">The length of the text, or 0 when it does not fit.</param>
    /// <returns><see cref="OperationStatus.Done"/>, or <see cref="OperationStatus.DestinationTooSmall"/>.</returns>
    public override OperationStatus Decode(
        IEnumerable<int> ids, Span<char> destination, out int idsConsumed, out int charsWritten)
    {
        List<int> all = [.. ids];
        string text = DecodeIds(all);
        bool fits = text.TryCopyTo(destination);
        idsConsumed = fits ? all.Count : 0;
        charsWritten = fits ? text.Length : 0;
        return fits ? OperationStatus.Done : OperationStatus.DestinationTooSmall;
    }

    /// <summary>Turns text into tokens; where in the text each one lies is not tracked, so that every offset is
    /// empty.</summary>
    /// <param name="text">The text, or null to take <paramref name="textSpan"/>.</param>
    /// <param name="textSpan">The text when <paramref name="text"/> is null.</param>
    /// <param name="settings">Settings with normalization and pre-tokenization on.</param>
    /// <returns>The tokens, without those that a template would add.</returns>
    /// <exception cref="NotSupportedException">The settings turn normalization or pre-tokenization off.</exception>
    protected override EncodeResults<EncodedToken> EncodeToTokens(
        string? text, ReadOnlySpan<char> textSpan, EncodeSettings settings)
    {
        EncodeResults<int> ids = EncodeToIds(text, textSpan, settings);
        return new EncodeResults<EncodedToken>
        {
            Tokens = [.. ids.Tokens.Select(id => new EncodedToken(id, FindToken(id)!, 0..0))],
            NormalizedText = null,
            CharsConsumed = ids.CharsConsumed,
        };
    }

    /// <summary>Turns a whole text into ids, without those that a template would add.</summary>
    /// <param name="text">The text, or null to take <paramref name="textSpan"/>.</param>
    /// <param name="textSpan">The text when <paramref name="text"/> is null.</param>
    /// <param name="settings">Settings with normalization and pre-tokenization on, and room for all tokens.</param>
    /// <returns>The ids.</returns>
    /// <exception cref="NotSupportedException">The settings turn normalization or pre-tokenization off, or the tokens
    /// are more than they allow: where in the text a token ends is not tracked.</exception>
    protected override EncodeResults<int> EncodeToIds(
        string? text, ReadOnlySpan<char> textSpan, EncodeSettings settings)
    {
        if (!settings.ConsiderNormalization || !settings.ConsiderPreTokenization)
        {
            throw new NotSupportedException(
                "Normalization and pre-tokenization cannot be turned off: ids would not be the model's.");
        }

        string whole = text ?? textSpan.ToString();
        IReadOnlyList<int> ids = EncodeIds(whole, addSpecialTokens: false);
        return ids.Count <= settings.MaxTokenCount
            ? new EncodeResults<int> { Tokens = ids, NormalizedText = null, CharsConsumed = whole.Length }
            : throw new NotSupportedException(
                $"The text has {ids.Count} tokens, more than the {settings.MaxTokenCount} allowed.");
    }

    /// <summary>Not supported, because where in the text a token ends is not tracked.</summary>
    /// <param name="text">Not used.</param>
    /// <param name="textSpan">Not used.</param>
    /// <param name="settings">Not used.</param>
    /// <param name="fromEnd">Not used.</param>
    /// <param name="normalizedText">Not set.</param>
    /// <param name="tokenCount">Not set.</param>
    /// <returns>Nothing.</returns>
    /// <exception cref="NotSupportedException">Always.</exception>
    protected override int GetIndexByTokenCount(
        string? text,
        ReadOnlySpan<char> textSpan,
        EncodeSettings settings,
        bool fromEnd,
        out string? normalizedText,
        out int tokenCount) =>
            throw new NotSupportedException("Where in the text a token ends is not tracked; encode, then cut the ids.");

    private static string WithoutLoneSurrogates(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF'))
        {
            return text;
        }

        StringBuilder clean = new(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            clean.Append(rune);
        }

        return clean.ToString();
    }

    private void EncodeSection(TextSection section, List<int> ids, EncodingLimits limits)
    {
        if (section.TokenId is { } id)
        {
            ids.Add(id);
            return;
        }

        string normalized = _pipeline.Normalizer?.Normalize(section.Text, limits) ?? section.Text;
        limits.Add(normalized.Length);
        foreach (TextSection part in _pipeline.AddedTokens.SplitNormalized(section with { Text = normalized }))
        {
            if (part.TokenId is { } partId)
            {
                ids.Add(partId);
                continue;
            }

            EncodePieces(part, ids, limits);
        }
    }

    private void EncodePieces(TextSection part, List<int> ids, EncodingLimits limits)
    {
        if (_pipeline.PreTokenizer is null)
        {
            _pipeline.Model.Encode(part.Text, ids);
            return;
        }

        List<TextPiece> pieces = [];
        _pipeline.PreTokenizer.Split(new TextPiece(part.Text, part.IsAtStart), pieces, limits);
        foreach (TextPiece piece in pieces)
        {
            _pipeline.Model.Encode(piece.Text, ids);
        }
    }
}
