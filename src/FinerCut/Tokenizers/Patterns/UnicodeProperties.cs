using System.Globalization;

namespace FinerCut.Tokenizers.Patterns;

/// <summary>The properties that patterns may name: general categories by their short and long names, scripts, and
/// classes of POSIX.</summary>
internal static class UnicodeProperties
{
    private static readonly string[] Short =
    [
        "Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "No", "Zs", "Zl", "Zp",
        "Cc", "Cf", "Cs", "Co", "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "Sm", "Sc", "Sk", "So", "Cn",
    ];

    // In the order of .NET's categories, which is that of the short names.
    private static readonly string[] Long =
    [
        "Uppercase_Letter", "Lowercase_Letter", "Titlecase_Letter", "Modifier_Letter", "Other_Letter",
        "Nonspacing_Mark", "Spacing_Mark", "Enclosing_Mark", "Decimal_Number", "Letter_Number", "Other_Number",
        "Space_Separator", "Line_Separator", "Paragraph_Separator",
        "Control", "Format", "Surrogate", "Private_Use",
        "Connector_Punctuation", "Dash_Punctuation", "Open_Punctuation", "Close_Punctuation",
        "Initial_Punctuation", "Final_Punctuation", "Other_Punctuation",
        "Math_Symbol", "Currency_Symbol", "Modifier_Symbol", "Other_Symbol", "Unassigned",
    ];

    private static readonly (string Name, string Prefix)[] Groups =
    [
        ("Letter", "L"), ("Mark", "M"), ("Number", "N"), ("Punctuation", "P"),
        ("Symbol", "S"), ("Separator", "Z"), ("Other", "C"),
    ];

    // Letters of one case, or of both but with characters beyond them where case is ignored.
    private static readonly HashSet<string> OneCase = new(StringComparer.OrdinalIgnoreCase)
    {
        "Lu", "Ll", "Lt", "UppercaseLetter", "LowercaseLetter", "TitlecaseLetter", "ascii",
    };

    private static readonly HashSet<string> Posix = new(StringComparer.Ordinal)
    {
        "ascii", "blank", "cntrl", "digit", "graph", "print", "punct", "space", "word", "xdigit",
    };

    private static readonly Dictionary<string, Func<CharacterSet>> Known = FindKnown();

    /// <summary>Finds a property.</summary>
    /// <param name="name">The name; case, spaces, <c>-</c> and <c>_</c> make no difference.</param>
    /// <exception cref="FormatException">No property that is understood has the name.</exception>
    internal static CharacterSet Find(string name) =>
        Known.TryGetValue(Plain(name), out Func<CharacterSet>? property) ? property()
        : UnicodeScripts.Find(Plain(name)) is { } script ? CharacterSet.FromCodePoints(script)
        : throw new FormatException(
            $@"the property \p{{{name}}}; understood are general categories, scripts, and classes such as punct");

    /// <summary>Finds a property as it is outside of brackets, where Oniguruma has another table for Latin-1, and no
    /// symbols among punctuation.</summary>
    /// <param name="name">The name.</param>
    /// <exception cref="FormatException">No property that is understood has the name.</exception>
    internal static CharacterSet FindOutside(string name) => Plain(name) switch
    {
        "WORD" => NamedSets.WordOutside,
        "PUNCT" => Find("P"),
        _ => Find(name),
    };

    /// <summary>Finds a class of POSIX.</summary>
    /// <exception cref="FormatException">No class that is understood has the name.</exception>
    internal static CharacterSet FindPosix(string name) => Posix.Contains(name)
        ? Known[name]()
        : throw new FormatException($"the class [:{name}:]; understood are {string.Join(", ", Posix.Order())}");

    /// <summary>Whether a property is known to hold both cases of all letters that it holds.</summary>
    internal static bool HoldsBothCases(string name) =>
        Known.ContainsKey(Plain(name)) && !OneCase.Contains(Plain(name));

    /// <summary>A name as it is compared.</summary>
    internal static string Plain(string name) =>
        string.Concat(name.Where(character => character is not (' ' or '-' or '_'))).ToUpperInvariant();

    private static Dictionary<string, Func<CharacterSet>> FindKnown()
    {
        Dictionary<string, Func<CharacterSet>> known = new(StringComparer.OrdinalIgnoreCase)
        {
            ["LC"] = () => Union("Lu", "Ll", "Lt"),
            ["CasedLetter"] = () => Union("Lu", "Ll", "Lt"),
            ["Any"] = () => NamedSets.Any,
            ["Assigned"] = () => Find("Cn").Invert(),
            ["ascii"] = () => CharacterSet.FromCodePoints(0, 0x7F),
            ["digit"] = () => Find("Nd"),
            ["space"] = () => NamedSets.Space,
            ["WhiteSpace"] = () => NamedSets.Space,
            ["xdigit"] = () => NamedSets.HexDigit,
            ["cntrl"] = () => Find("Cc"),
            ["punct"] = () => Union("P", "S"),
            ["blank"] = () => CharacterSet.Union([Find("Zs"), CharacterSet.FromCodePoints('\t', '\t')]),
            ["graph"] = () => Union("L", "M", "N", "P", "S", "Cf", "Co"),
            ["print"] = () => Union("L", "M", "N", "P", "S", "Cf", "Co", "Zs"),
            ["word"] = () => NamedSets.Word,
        };
        for (int category = 0; category < Short.Length; category++)
        {
            Func<CharacterSet> find = Category((UnicodeCategory)category);
            known[Short[category]] = find;
            known[Plain(Long[category])] = find;
        }

        foreach ((string name, string prefix) in Groups)
        {
            known[name] = known[prefix] = () => Group(prefix);
        }

        return known;
    }

    private static Func<CharacterSet> Category(UnicodeCategory category) => category == UnicodeCategory.Surrogate
        ? () => CharacterSet.FromCodePoints(CodePointSet.Empty)
        : () => CharacterSet.Named(UnicodeRuns.FindCodePoints(category), $@"\p{{{Short[(int)category]}}}");

    // .NET's group of others has the surrogates, which no text has.
    private static CharacterSet Group(string prefix)
    {
        string[] names = [.. Short.Where(name => name.StartsWith(prefix, StringComparison.Ordinal))];
        return prefix == "C"
            ? Union(names)
            : CharacterSet.Named(
                UnicodeRuns.FindCodePoints([.. names.Select(name => (UnicodeCategory)Array.IndexOf(Short, name))]),
                $@"\p{{{prefix}}}");
    }

    private static CharacterSet Union(params string[] names) => CharacterSet.Union([.. names.Select(Find)]);
}
