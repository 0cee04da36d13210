using Microsoft.ML.Tokenizers;

namespace FinerCut.Calibration.Tokenizers.Models;

/// <summary>Merges letters into tokens, piece by piece between places where nothing can merge.</summary>
internal sealed class MergeTable
{
    // BpeTokenizer remembers pieces up to this length, so that cutting them would only cost.
    private const int UncutLength = 15;

    // BpeTokenizer needs time in the square of the length.
    private const int LongLength = 256;

    private readonly BpeTokenizer _tokenizer;
    private readonly List<int> _ids = [];
    private readonly SafeCuts _cuts = new();
    private readonly Lazy<LongPieceMerger> _longPieces;

    internal MergeTable(BpeSettings settings, Alphabet alphabet)
    {
        Dictionary<string, int> symbols = new(StringComparer.Ordinal);
        foreach ((string letter, int id) in alphabet.Letters)
        {
            Add(symbols, letter, id);
        }

        if (symbols.Count == 0)
        {
            throw TokenizerErrors.WrongShape(settings.File, "the vocabulary", "an object with tokens of one character", "without any");
        }

        List<Merge> merges = [];
        foreach ((string left, string right, int id) in MergeReader.Validate(settings))
        {
            (string spelledLeft, string spelledRight) = (alphabet.SpellToken(left), alphabet.SpellToken(right));
            string spelled = spelledLeft + spelledRight;
            Add(symbols, spelledLeft, settings.Vocabulary[left]);
            Add(symbols, spelledRight, settings.Vocabulary[right]);
            Add(symbols, spelled, id);
            _cuts.Forbid(spelled);
            merges.Add(new Merge(symbols[spelledLeft], symbols[spelledRight], symbols[spelled], $"{spelledLeft} {spelledRight}"));
        }

        _tokenizer = BpeTokenizer.Create(new BpeOptions(symbols) { Merges = merges.Select(merge => merge.Spelled) });
        _longPieces = new Lazy<LongPieceMerger>(() => new LongPieceMerger(symbols, merges));
    }

    /// <summary>Merges a text.</summary>
    /// <param name="letters">The text in letters of the alphabet.</param>
    /// <param name="ids">Gets the ids of the tokens.</param>
    internal void Encode(ReadOnlySpan<char> letters, List<int> ids)
    {
        int start = 0;
        for (int index = 1; letters.Length > UncutLength && index < letters.Length; index++)
        {
            if (_cuts.IsSafe(letters[index - 1], letters[index]))
            {
                Merge(letters[start..index], ids);
                start = index;
            }
        }

        Merge(letters[start..], ids);
    }

    private void Merge(ReadOnlySpan<char> letters, List<int> ids)
    {
        IReadOnlyList<int> symbols = letters.Length > LongLength
            ? _longPieces.Value.Merge(letters)
            : _tokenizer.EncodeToIds(letters, considerPreTokenization: false, considerNormalization: false);
        for (int index = 0; index < symbols.Count; index++)
        {
            ids.Add(_ids[symbols[index]]);
        }
    }

    // Symbols are numbered without gaps: the letter of the unknown token has the id of another token, which BpeTokenizer refuses.
    private void Add(Dictionary<string, int> symbols, string spelled, int id)
    {
        if (symbols.TryAdd(spelled, _ids.Count))
        {
            _ids.Add(id);
        }
    }
}
