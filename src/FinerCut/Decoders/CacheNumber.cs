using System.Globalization;
using System.Text.RegularExpressions;

namespace FinerCut.Decoders;

/// <summary>The number in a cache's name that clients count layers by: the last one, as in
/// <c>past_key_values.3.key</c>.</summary>
internal static partial class CacheNumber
{
    /// <summary>The digits; empty where a name has none.</summary>
    public static string TextIn(string name) => Digits().Match(name).Value;

    /// <summary>The name with other digits, or the same name where it has none.</summary>
    public static string Replace(string name, string digits) => Digits().Replace(name, digits, 1);

    /// <summary>The name with another number.</summary>
    public static string Replace(string name, long number) =>
        Replace(name, number.ToString(CultureInfo.InvariantCulture));

    [GeneratedRegex("[0-9]+(?!.*[0-9])")]
    private static partial Regex Digits();
}
