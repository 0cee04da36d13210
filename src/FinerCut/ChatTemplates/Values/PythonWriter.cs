using System.Globalization;
using System.Text;

namespace FinerCut.ChatTemplates.Values;

/// <summary>Values as Python writes them.</summary>
internal static class PythonWriter
{
    /// <summary>What <c>str()</c> gives.</summary>
    /// <exception cref="TemplateException">It would be an address, or another text that no chat has.</exception>
    internal static string Write(object? value) => value switch
    {
        string text => text,
        Undefined => "",
        _ => Represent(value),
    };

    /// <summary>What <c>repr()</c> gives.</summary>
    internal static string Represent(object? value)
    {
        StringBuilder output = new();
        Represent(value, output, 0);
        return output.ToString();
    }

    internal static string Write(double value)
    {
        if (!double.IsFinite(value))
        {
            return double.IsNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
        }

        string sign = double.IsNegative(value) ? "-" : "";
        string[] parts = Math.Abs(value).ToString("E16", CultureInfo.InvariantCulture).Split('E');
        for (int precision = 0; precision < 17; precision++)
        {
            string shorter = Math.Abs(value)
                .ToString("E" + precision.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
            if (double.Parse(shorter, CultureInfo.InvariantCulture) == Math.Abs(value))
            {
                parts = shorter.Split('E');
                break;
            }
        }

        string digits = parts[0].Replace(".", "", StringComparison.Ordinal).TrimEnd('0');
        return sign + Place(digits.Length == 0 ? "0" : digits, int.Parse(parts[1], CultureInfo.InvariantCulture));
    }

    private static string Place(string digits, int exponent)
    {
        if (exponent is < -4 or >= 16)
        {
            string fraction = digits.Length > 1 ? "." + digits[1..] : "";
            return string.Create(
                CultureInfo.InvariantCulture,
                $"{digits[0]}{fraction}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}");
        }

        if (exponent < 0)
        {
            return "0." + new string('0', -exponent - 1) + digits;
        }

        string padded = digits.PadRight(exponent + 2, '0');
        return padded[..(exponent + 1)] + "." + padded[(exponent + 1)..];
    }

    private static void Represent(object? value, StringBuilder output, int depth)
    {
        SizeLimit.CheckDepth(depth);
        SizeLimit.Check(output.Length);
        switch (value)
        {
            case null:
                output.Append("None");
                break;
            case bool flag:
                output.Append(flag ? "True" : "False");
                break;
            case long number:
                output.Append(number.ToString(CultureInfo.InvariantCulture));
                break;
            case double number:
                output.Append(Write(number));
                break;
            case string text:
                PythonQuotes.Append(text, output);
                break;
            case Undefined:
                output.Append("Undefined");
                break;
            case TemplateSequence { Kind: SequenceKind.List } list:
                RepresentAll(list.Items, "[]", output, depth);
                break;
            case TemplateSequence { Kind: SequenceKind.Tuple } tuple:
                RepresentAll(tuple.Items, tuple.Items.Count == 1 ? "(,)" : "()", output, depth);
                break;
            case TemplateMap map:
                RepresentAll(map, output, depth);
                break;
            default:
                throw TemplateException.Wrong($"writes {PythonType.Describe(value)} as text");
        }
    }

    private static void RepresentAll(IReadOnlyList<object?> items, string brackets, StringBuilder output, int depth)
    {
        output.Append(brackets[0]);
        for (int index = 0; index < items.Count; index++)
        {
            output.Append(index == 0 ? "" : ", ");
            Represent(items[index], output, depth + 1);
        }

        output.Append(brackets.AsSpan(1));
    }

    private static void RepresentAll(TemplateMap map, StringBuilder output, int depth)
    {
        string separator = "{";
        foreach ((object? key, object? value) in map.Entries)
        {
            output.Append(separator);
            Represent(key, output, depth + 1);
            output.Append(": ");
            Represent(value, output, depth + 1);
            separator = ", ";
        }

        output.Append(map.Count == 0 ? "{}" : "}");
    }
}
