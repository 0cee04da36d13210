using FinerCut.Onnx;
using FinerCut.Tokenizers.AddedTokens;
using FinerCut.Tokenizers.Models;

namespace FinerCut.Tokenizers.SentencePieces;

/// <summary>The pieces of a SentencePiece model under the names that they have in the Hugging Face library.</summary>
internal sealed class SentencePieceVocabulary
{
    // The conversion takes the names of the first ids from the configuration.
    private const int RenamedIds = 3;

    private readonly SentencePieceFile _file;
    private readonly SentencePieceFamily _family;
    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);

    private readonly bool _hasTabAsByte;

    private SentencePieceVocabulary(SentencePieceFile file, SentencePieceFamily family)
    {
        (_file, _family) = (file, family);
        _hasTabAsByte = family == SentencePieceFamily.Gemma && !file.Pieces.Exists(piece => piece.Text == "\t");
    }

    /// <summary>The pieces that are found in a text as they stand: control and user-defined ones.</summary>
    public List<AddedToken> AddedTokens { get; } = [];

    /// <summary>Names the pieces.</summary>
    /// <param name="file">The pieces.</param>
    /// <param name="settings">Whose conversion is followed.</param>
    /// <param name="configured">The tokens that the configuration lists.</param>
    /// <exception cref="DiagnosticException">FC3034: two pieces have one name.</exception>
    internal static SentencePieceVocabulary Make(
        SentencePieceFile file, SentencePieceSettings settings, IReadOnlyList<AddedToken> configured)
    {
        SentencePieceVocabulary vocabulary = new(file, settings.Family);
        ILookup<int, string> names = configured.Where(token => token.Id < RenamedIds)
            .ToLookup(token => token.Id, token => token.Content);
        for (int id = 0; id < file.Pieces.Count; id++)
        {
            string name = vocabulary.NameOf(file.Pieces[id]);
            vocabulary.Add(names[id].LastOrDefault(name), id);
        }

        return vocabulary;
    }

    /// <summary>Makes the model.</summary>
    /// <exception cref="DiagnosticException">FC3035: it is neither BPE nor Unigram; FC3034: it has no or several pieces
    /// for unknown characters.</exception>
    internal ITokenModel ToModel()
    {
        int[] unknown =
            [.. Enumerable.Range(0, _file.Pieces.Count)
                .Where(id => _file.Pieces[id].Kind == SentencePieceTokenKind.Unknown)];
        if (unknown is not [int unknownId])
        {
            throw TokenizerErrors.SentencePieceDamaged(
                _file.Path, $"It has {unknown.Length} pieces for unknown characters instead of one.");
        }

        return _file.Kind switch
        {
            SentencePieceKind.Bpe => new BpeModel(new BpeSettings(_file.Path, _ids, FindMerges())
            {
                UnknownToken = _ids.Single(entry => entry.Value == unknownId).Key,
                FusesUnknown = true,
                HasByteFallback = HasByteFallback,
            }),
            SentencePieceKind.Unigram => new UnigramModel(new UnigramSettings(
                _file.Path, [.. _ids.OrderBy(entry => entry.Value)
                    .Select(entry => (entry.Key, (double)_file.Pieces[entry.Value].Score))], unknownId)
            {
                HasByteFallback = HasByteFallback,
                HiddenIds = _ids.Values.Where(id => !IsText(id)).ToHashSet(),
            }),
            _ => throw TokenizerErrors.SentencePieceNotUnderstood(
                _file.Path, $"the type {_file.Kind}", "understood are Bpe and Unigram"),
        };
    }

    private List<(string Left, string Right)> FindMerges() => DerivedMerges.ByScore(
        _ids.Where(entry => IsText(entry.Value))
            .ToDictionary(entry => entry.Key, entry => entry.Value, StringComparer.Ordinal),
        [.. _file.Pieces.Select(piece => piece.Score)]);

    // The conversions of the Hugging Face library make no difference between kinds here; SentencePiece does.
    private bool IsText(int id) =>
        _family != SentencePieceFamily.Plain || _file.Pieces[id].Kind == SentencePieceTokenKind.Normal;

    private bool HasByteFallback => _family != SentencePieceFamily.Plain || _file.HasByteFallback;

    private string NameOf(SentencePieceToken piece) => _hasTabAsByte && piece.Text == "<0x09>" ? "\t" : piece.Text;

    private void Add(string name, int id)
    {
        if (!_ids.TryAdd(name, id))
        {
            throw TokenizerErrors.SentencePieceDamaged(
                _file.Path, $"The piece '{name}' stands twice, as {_ids[name]} and {id}.");
        }

        if (_family != SentencePieceFamily.Plain
            && _file.Pieces[id].Kind is SentencePieceTokenKind.Control or SentencePieceTokenKind.UserDefined)
        {
            AddedTokens.Add(new AddedToken(id, name));
        }
    }
}
