using FinerCut.Onnx;

namespace FinerCut.Tokenizers.Models;

/// <summary>Byte-pair encoding: a vocabulary, and the pairs of tokens that merge.</summary>
internal sealed class BpeModel : ITokenModel
{
    private readonly IReadOnlyDictionary<string, int> _vocabulary;
    private readonly Dictionary<int, string> _tokens;
    private readonly bool _ignoresMerges;
    private readonly Alphabet _alphabet;
    private readonly MergeTable _merges;

    /// <summary>Makes a model.</summary>
    /// <param name="settings">What it is made of.</param>
    /// <exception cref="DiagnosticException">FC3006, FC3008, FC3009 or FC3011: the settings contradict each
    /// other.</exception>
    internal BpeModel(BpeSettings settings)
    {
        _vocabulary = settings.Vocabulary;
        _ignoresMerges = settings.IgnoresMerges;
        _tokens = TokensById(settings);
        _alphabet = new Alphabet(settings);
        _merges = new MergeTable(settings, _alphabet);
        LargestId = _tokens.Count == 0 ? -1 : _tokens.Keys.Max();
    }

    public int LargestId { get; }

    public string? FindToken(int id) => _tokens.GetValueOrDefault(id);

    public int? FindId(string token) => _vocabulary.TryGetValue(token, out int id) ? id : null;

    public void Encode(string piece, List<int> ids)
    {
        if (_ignoresMerges && _vocabulary.TryGetValue(piece, out int whole))
        {
            ids.Add(whole);
            return;
        }

        _merges.Encode(_alphabet.Spell(piece), ids);
    }

    private static Dictionary<int, string> TokensById(BpeSettings settings)
    {
        Dictionary<int, string> tokens = new(settings.Vocabulary.Count);
        foreach ((string token, int id) in settings.Vocabulary)
        {
            if (!tokens.TryAdd(id, token))
            {
                throw TokenizerErrors.IdDamaged(settings.File, token, $"{id}, which '{tokens[id]}' has too");
            }
        }

        return tokens;
    }
}
