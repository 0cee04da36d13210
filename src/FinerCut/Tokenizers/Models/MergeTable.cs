using Microsoft.ML.Tokenizers;

namespace FinerCut.Tokenizers.Models;

/// <summary>Merges letters into tokens, piece by piece between places where nothing can merge.</summary>
internal sealed class MergeTable
{
    // BpeTokenizer remembers pieces up to this length, so that cutting them would only cost.
    private const int UncutLength = 15;

    // BpeTokenizer needs time in the square of the length.
    private const int LongLength = 256;

    private readonly SymbolTable _symbols;
    private readonly BpeTokenizer _tokenizer;
    private readonly SafeCuts _cuts = new();
    private readonly Lazy<LongPieceMerger> _longPieces;

    internal MergeTable(BpeSettings settings, Alphabet alphabet)
    {
        _symbols = new SymbolTable(alphabet);
        if (_symbols.Count == 0)
        {
            throw TokenizerErrors.WrongShape(
                settings.File, "the vocabulary", "an object with tokens of one character", "without any");
        }

        List<Merge> merges = MergeReader.Read(settings, _symbols);
        foreach (Merge merge in merges)
        {
            _cuts.Forbid(_symbols.SpellingOf(merge.Left)[^1], _symbols.SpellingOf(merge.Right)[0]);
        }

        _tokenizer = BpeTokenizer.Create(new BpeOptions(_symbols.Spelled)
        {
            Merges = merges.Select(merge => $"{_symbols.SpellingOf(merge.Left)} {_symbols.SpellingOf(merge.Right)}"),
        });
        _longPieces = new Lazy<LongPieceMerger>(() => new LongPieceMerger(_symbols, merges));
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
            ids.Add(_symbols.IdOf(symbols[index]));
        }
    }
}
