namespace FinerCut.Tokenizers.Models;

/// <summary>Numbers the symbols that merging works with, without gaps.</summary>
/// <remarks>Ids will not do: the letter of the unknown token has the id of another token.</remarks>
internal sealed class SymbolTable
{
    private readonly List<(string Spelled, int Id)> _symbols = [];
    private readonly Dictionary<int, int> _byId = [];
    private readonly Alphabet _alphabet;

    internal SymbolTable(Alphabet alphabet)
    {
        _alphabet = alphabet;
        foreach ((string letter, int id) in alphabet.Letters)
        {
            Add(letter, id);
        }
    }

    /// <summary>Every symbol in letters, with its number.</summary>
    internal IEnumerable<KeyValuePair<string, int>> Spelled =>
        _symbols.Select((symbol, number) => KeyValuePair.Create(symbol.Spelled, number));

    internal int Count => _symbols.Count;

    /// <summary>Gives the number of a token, and gives it one first if it has none.</summary>
    internal int NumberOf(string token, int id) =>
        _byId.TryGetValue(id, out int number) ? number : Add(_alphabet.SpellToken(token), id);

    /// <summary>Gives the token of a symbol.</summary>
    internal int IdOf(int number) => _symbols[number].Id;

    /// <summary>Gives a symbol in letters.</summary>
    internal string SpellingOf(int number) => _symbols[number].Spelled;

    private int Add(string spelled, int id)
    {
        _byId.TryAdd(id, _symbols.Count);
        _symbols.Add((spelled, id));
        return _symbols.Count - 1;
    }
}
