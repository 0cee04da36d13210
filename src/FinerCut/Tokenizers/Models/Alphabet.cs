using System.Buffers;
using System.Text;

namespace FinerCut.Tokenizers.Models;

/// <summary>The single characters that merging starts from; bytes, the unknown token and the space get letters of their
/// own.</summary>
/// <remarks>Those letters are private-use characters that no token holds, so that every symbol is one code point
/// without a space.</remarks>
internal sealed class Alphabet
{
    private const char FirstPrivate = '\uE000';
    private const char LastPrivate = '\uF8FF';

    private readonly Dictionary<Rune, int> _characters = [];
    private readonly string?[] _bytes = new string?[256];
    private readonly Dictionary<string, int> _letters = new(StringComparer.Ordinal);
    private readonly string? _unknown;
    private readonly string _space;
    private readonly bool _fusesUnknown;
    private readonly SearchValues<char> _plain;

    internal Alphabet(BpeSettings settings)
    {
        IEnumerator<char> free = FreeCharacters(settings.Vocabulary.Keys).GetEnumerator();
        _space = Next(free);
        _fusesUnknown = settings.FusesUnknown;
        foreach ((string token, int id) in settings.Vocabulary)
        {
            AddCharacter(token, id);
        }

        AddBytes(settings, free);
        _unknown = AddUnknown(settings, free);
        _plain = SearchValues.Create(
            [.. _characters.Keys.Where(rune => rune.IsBmp && rune.Value != ' ').Select(rune => (char)rune.Value)]);
    }

    /// <summary>Every letter with its id.</summary>
    internal IReadOnlyDictionary<string, int> Letters => _letters;

    /// <summary>Writes a token in letters.</summary>
    internal string SpellToken(string token) => token.Replace(" ", _space, StringComparison.Ordinal);

    /// <summary>Writes a text in letters, as bytes or as unknown where the vocabulary does not hold a
    /// character.</summary>
    internal string Spell(string text)
    {
        if (text.AsSpan().IndexOfAnyExcept(_plain) < 0)
        {
            return text;
        }

        StringBuilder spelled = new(text.Length);
        string pending = "";
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (_characters.ContainsKey(rune))
            {
                spelled.Append(pending).Append(rune.Value == ' ' ? _space : rune.ToString());
                pending = "";
            }
            else if (!AppendBytes(rune, spelled))
            {
                spelled.Append(_fusesUnknown ? "" : pending);
                pending = _unknown ?? "";
            }
        }

        return spelled.Append(pending).ToString();
    }

    private static string Next(IEnumerator<char> free)
    {
        free.MoveNext();
        return free.Current.ToString();
    }

    private static IEnumerable<char> FreeCharacters(IEnumerable<string> tokens)
    {
        HashSet<char> used =
            [.. tokens.Where(token => token.AsSpan().ContainsAnyInRange(FirstPrivate, LastPrivate))
                .SelectMany(token => token)];
        return Enumerable.Range(FirstPrivate, LastPrivate - FirstPrivate + 1).Select(value => (char)value)
            .Where(character => !used.Contains(character));
    }

    private void AddCharacter(string token, int id)
    {
        if (token.Length is 1 or 2 && Rune.TryGetRuneAt(token, 0, out Rune rune)
            && rune.Utf16SequenceLength == token.Length)
        {
            _characters.Add(rune, id);
            _letters.Add(rune.Value == ' ' ? _space : token, id);
        }
    }

    private void AddBytes(BpeSettings settings, IEnumerator<char> free)
    {
        for (int value = 0; settings.HasByteFallback && value < _bytes.Length; value++)
        {
            if (settings.Vocabulary.TryGetValue(ByteToken.Name((byte)value), out int id))
            {
                _bytes[value] = Next(free);
                _letters.Add(_bytes[value]!, id);
            }
        }
    }

    private string? AddUnknown(BpeSettings settings, IEnumerator<char> free)
    {
        if (settings.UnknownToken is not { } token)
        {
            return null;
        }

        if (!settings.Vocabulary.TryGetValue(token, out int id))
        {
            throw TokenizerErrors.TokenUnknown(settings.File, "model.unk_token", token);
        }

        string letter = Next(free);
        _letters.Add(letter, id);
        return letter;
    }

    // Unknown characters wait until the next known one, so that bytes come before them: so does the Hugging Face
    // library.
    private bool AppendBytes(Rune rune, StringBuilder spelled)
    {
        Span<byte> utf8 = stackalloc byte[4];
        Span<byte> used = utf8[..rune.EncodeToUtf8(utf8)];
        foreach (byte value in used)
        {
            if (_bytes[value] is null)
            {
                return false;
            }
        }

        foreach (byte value in used)
        {
            spelled.Append(_bytes[value]);
        }

        return true;
    }
}
