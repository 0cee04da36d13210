namespace FinerCut.Calibration.Tokenizers.Patterns;

/// <summary>The properties that patterns may name: general categories, by their short and long names.</summary>
internal static class UnicodeProperties
{
    private static readonly HashSet<string> Short = new(StringComparer.Ordinal)
    {
        "L", "Lu", "Ll", "Lt", "Lm", "Lo", "M", "Mn", "Mc", "Me", "N", "Nd", "Nl", "No",
        "P", "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "S", "Sm", "Sc", "Sk", "So", "Z", "Zs", "Zl", "Zp", "C", "Cc", "Cf", "Co", "Cn",
    };

    private static readonly Dictionary<string, string> Long = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Letter"] = "L",
        ["Uppercase_Letter"] = "Lu",
        ["Lowercase_Letter"] = "Ll",
        ["Titlecase_Letter"] = "Lt",
        ["Modifier_Letter"] = "Lm",
        ["Other_Letter"] = "Lo",
        ["Mark"] = "M",
        ["Number"] = "N",
        ["Decimal_Number"] = "Nd",
        ["Punctuation"] = "P",
        ["Symbol"] = "S",
        ["Separator"] = "Z",
    };

    /// <summary>Gives the short name of a category.</summary>
    /// <exception cref="FormatException">The name is none of a category.</exception>
    internal static string ShortName(string name) => Short.Contains(name) ? name
        : Long.TryGetValue(name, out string? shortName) ? shortName
        : throw new FormatException($@"the property \p{{{name}}}; understood are general categories");
}
