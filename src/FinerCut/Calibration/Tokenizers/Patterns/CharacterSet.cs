using System.Text;

namespace FinerCut.Calibration.Tokenizers.Patterns;

/// <summary>A set of characters on its way from Oniguruma's words to .NET's.</summary>
internal sealed class CharacterSet
{
    /// <summary>What <c>\w</c> stands for, in .NET's words inside of brackets.</summary>
    internal const string Word = @"\p{L}\p{M}\p{Nd}\p{Nl}\p{Pc}\u24B6-\u24E9";

    private readonly StringBuilder _items = new();
    private readonly List<string> _others = [];

    /// <summary>Whether the set holds all characters but those added.</summary>
    internal bool IsNegated { get; set; }

    /// <summary>Adds a character as it is.</summary>
    internal void Add(char character) => _items.Append(Escape(character));

    /// <summary>Adds a range of characters.</summary>
    internal void Add(char first, char last) => _items.Append(Escape(first)).Append('-').Append(Escape(last));

    /// <summary>Adds what stands inside of .NET's brackets, such as <c>\s</c>.</summary>
    internal void AddItems(string items) => _items.Append(items);

    /// <summary>Adds what does not stand inside of .NET's brackets: all characters but some.</summary>
    internal void AddAllBut(string items) => _others.Add($"[^{items}]");

    /// <summary>Adds the characters of another set.</summary>
    internal void Add(CharacterSet nested)
    {
        if (nested.IsNegated)
        {
            _others.Add(nested.ToExpression());
        }
        else
        {
            _items.Append(nested._items);
            _others.AddRange(nested._others);
        }
    }

    /// <summary>Writes the set as an expression that matches one character.</summary>
    internal string ToExpression()
    {
        if (_others.Count == 0)
        {
            return _items.Length == 0 ? throw new FormatException("brackets are empty") : $"[{(IsNegated ? "^" : "")}{_items}]";
        }

        IEnumerable<string> parts = _items.Length == 0 ? _others : _others.Prepend($"[{_items}]");
        string any = string.Join('|', parts);
        return IsNegated ? $@"(?:(?!{any})[\s\S])" : $"(?:{any})";
    }

    /// <summary>Writes a character so that it stands for itself, in and out of brackets.</summary>
    internal static string Escape(char character) => $"\\u{(int)character:X4}";
}
