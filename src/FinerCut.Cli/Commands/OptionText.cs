using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using FinerCut.Cli.Diagnostics;
using FinerCut.Machines;

namespace FinerCut.Cli.Commands;

/// <summary>Reads the values of options from their text, so that every complaint has a number and the possible
/// values.</summary>
internal static class OptionText
{
    /// <summary>A number with a fraction.</summary>
    public static double? Number(ParseResult parsed, Option<string?> option, string example)
    {
        if (parsed.GetValue(option) is not { } text)
        {
            return null;
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            && double.IsFinite(value)
            ? value
            : throw UsageErrors.NotANumber(option.Name, text, example);
    }

    /// <summary>A share: a number with a fraction, or one with a percent sign, of which 100 % are 1.</summary>
    public static double? Share(ParseResult parsed, Option<string?> option, string example)
    {
        if (parsed.GetValue(option)?.TrimEnd() is not { } text || !text.EndsWith('%'))
        {
            return Number(parsed, option, example);
        }

        // Decimal, since 33.3 / 100 is not 0.333 in binary.
        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        return decimal.TryParse(text[..^1].TrimEnd(), Style, CultureInfo.InvariantCulture, out decimal percent)
            ? (double)(percent / 100)
            : throw UsageErrors.NotANumber(option.Name, text, example);
    }

    /// <summary>A whole number.</summary>
    public static int? WholeNumber(ParseResult parsed, Option<string?> option, string example)
    {
        if (parsed.GetValue(option) is not { } text)
        {
            return null;
        }

        return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value)
            ? value
            : throw UsageErrors.NotANumber(option.Name, text, example);
    }

    /// <summary>A number of bytes with its unit.</summary>
    public static long? Bytes(ParseResult parsed, Option<string?> option, string example)
    {
        if (parsed.GetValue(option) is not { } text)
        {
            return null;
        }

        return ByteSize.ReadingsOf(text) is { } readings
            ? throw UsageErrors.SizeWithoutUnit(option.Name, text, readings)
            : ByteSize.TryParse(text) ?? throw UsageErrors.NotASize(option.Name, text, example);
    }

    /// <summary>One of the words of an enumeration, in any case, with <c>_</c> as good as <c>-</c>.</summary>
    public static T? Word<T>(ParseResult parsed, Option<string?> option, IReadOnlyList<T> possible)
        where T : struct, Enum
    {
        if (parsed.GetValue(option) is not { } text)
        {
            return null;
        }

        string word = text.Replace('_', '-');
        foreach (T value in possible)
        {
            if (WordFor(value).Equals(word, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        throw UsageErrors.NotAWord(option.Name, text, [.. possible.Select(value => WordFor(value))]);
    }

    /// <summary>A list with commas between; the option may also be repeated.</summary>
    public static IReadOnlyList<string> List(ParseResult parsed, Option<string[]> option, string example)
    {
        if (parsed.GetResult(option) is not { Implicit: false })
        {
            return [];
        }

        string[] items = [.. (parsed.GetValue(option) ?? []).SelectMany(text =>
            text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];
        return items.Length > 0 ? items : throw UsageErrors.EmptyList(option.Name, example);
    }

    /// <summary>The names of those options that the command line has.</summary>
    public static IReadOnlyList<string> Given(ParseResult parsed, IEnumerable<Option> options) =>
        [.. options.Where(option => parsed.GetResult(option) is { Implicit: false }).Select(option => option.Name)];

    /// <summary>The word that stands for a value on the command line: <c>js-official</c> for
    /// <c>JsOfficial</c>.</summary>
    public static string WordFor(Enum value) => WordFor(value.ToString());

    /// <summary>The word that stands for a value of this name.</summary>
    public static string WordFor(string name) => JsonNamingPolicy.KebabCaseLower.ConvertName(name);
}
