using System.Text;
using FinerCut.Tokenizers.Limits;
using FinerCut.Tokenizers.Normalizers;
using FinerCut.Tokenizers.Patterns;

namespace FinerCut.Tokenizers.AddedTokens;

/// <summary>The added tokens of a tokenizer, looked for twice: as they are, then, normalized, in the normalized
/// text.</summary>
internal sealed class AddedVocabulary
{
    private readonly TokenTrie _raw;
    private readonly TokenTrie _normalized;
    private readonly Dictionary<int, string> _tokens = [];
    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);

    internal AddedVocabulary(IReadOnlyList<AddedToken> tokens, ITextNormalizer? normalizer)
    {
        _raw = new TokenTrie(tokens.Where(token => !token.IsNormalized).Select(token => (token.Content, token)));
        _normalized = new TokenTrie(Normalize([.. tokens.Where(token => token.IsNormalized)], normalizer));
        foreach (AddedToken token in tokens)
        {
            _tokens[token.Id] = token.Content;
            _ids[token.Content] = token.Id;
        }
    }

    /// <summary>The largest id, or -1 without any token.</summary>
    internal int LargestId => _tokens.Count == 0 ? -1 : _tokens.Keys.Max();

    internal string? FindToken(int id) => _tokens.GetValueOrDefault(id);

    internal int? FindId(string token) => _ids.TryGetValue(token, out int id) ? id : null;

    /// <summary>Splits a whole text at the tokens that are not normalized.</summary>
    internal IEnumerable<TextSection> SplitRaw(string text) =>
        Split(_raw, new TextSection(text, IsAtStart: true, TokenId: null));

    /// <summary>Splits a normalized section at the normalized tokens.</summary>
    internal IEnumerable<TextSection> SplitNormalized(TextSection section) => Split(_normalized, section);

    private static IEnumerable<(string Word, AddedToken Token)> Normalize(
        IReadOnlyList<AddedToken> tokens, ITextNormalizer? normalizer)
    {
        EncodingLimits limits = EncodingLimits.For(tokens.Sum(token => (long)token.Content.Length));
        foreach (AddedToken token in tokens)
        {
            string word = normalizer?.Normalize(token.Content, limits) ?? token.Content;
            limits.Add(word.Length);
            yield return (word, token);
        }
    }

    // A token that strips the space after it may reach over the next match, which then still counts: so does the
    // Hugging Face library.
    private static IEnumerable<TextSection> Split(TokenTrie words, TextSection section)
    {
        string text = section.Text;
        int done = 0;
        int spaceEnd = 0;
        foreach ((AddedToken token, int first, int last) in words.Find(text))
        {
            if (token.IsSingleWord && TouchesWord(text, first, last))
            {
                continue;
            }

            int start = token.StripsLeft ? SkipSpaceBackward(text, first, done) : first;
            int end = token.StripsRight ? spaceEnd = SkipSpaceForward(text, Math.Max(last, spaceEnd)) : last;
            if (done < start)
            {
                yield return Between(section, done, start);
            }

            yield return new TextSection(token.Content, IsAtStart: false, token.Id);
            done = end;
        }

        if (done < text.Length)
        {
            yield return Between(section, done, text.Length);
        }
    }

    private static TextSection Between(TextSection section, int start, int end) =>
        new(section.Text[start..end], section.IsAtStart && start == 0, TokenId: null);

    private static bool TouchesWord(string text, int start, int end)
    {
        Rune.DecodeLastFromUtf16(text.AsSpan(0, start), out Rune before, out _);
        Rune.DecodeFromUtf16(text.AsSpan(end), out Rune after, out _);
        return (start > 0 && CodePoints.IsWord(before)) || (end < text.Length && CodePoints.IsWord(after));
    }

    private static int SkipSpaceBackward(string text, int start, int least)
    {
        while (start > least && char.IsWhiteSpace(text[start - 1]))
        {
            start--;
        }

        return start;
    }

    private static int SkipSpaceForward(string text, int end)
    {
        while (end < text.Length && char.IsWhiteSpace(text[end]))
        {
            end++;
        }

        return end;
    }
}
