using System.Globalization;
using System.Text.RegularExpressions;
using FinerCut.ChatTemplates.Values;

namespace FinerCut.ChatTemplates.Evaluation;

/// <summary>Filters that give numbers.</summary>
internal static partial class NumberFilters
{
    internal static object? Integer(object? value, CallArguments arguments)
    {
        object?[] values = arguments.Bind("default", "base");
        if (values[1] != CallArguments.Missing && values[1] is not 10L)
        {
            throw arguments.Wrong("with another base than 10");
        }

        object? preset = values[0] == CallArguments.Missing ? 0L : values[0];
        return value switch
        {
            Undefined => preset,
            long or bool => PythonType.Integer(value),
            double number => Truncate(number, preset),
            string text => ReadInteger(PythonText.Strip(text, null), preset, arguments),
            _ => preset,
        };
    }

    internal static object? Real(object? value, CallArguments arguments)
    {
        object? given = arguments.Bind("default")[0];
        object? preset = given == CallArguments.Missing ? 0.0 : given;
        return value switch
        {
            double or long or bool => PythonType.Real(value),
            string text => ReadReal(PythonText.Strip(text, null), arguments) ?? preset,
            _ => preset,
        };
    }

    internal static object Absolute(object? value, CallArguments arguments)
    {
        arguments.Bind();
        return value is double number
            ? Math.Abs(number)
            : PythonType.Integer(value) < 0 ? Operators.Signed("-", value) : PythonType.Integer(value);
    }

    internal static object Round(object? value, CallArguments arguments)
    {
        object?[] values = arguments.Bind("precision", "method");
        if (values[0] != CallArguments.Missing && values[0] is not 0L)
        {
            throw arguments.Wrong("with another precision than 0");
        }

        object? method = values[1] == CallArguments.Missing ? "common" : values[1];
        return (method, value) switch
        {
            ("common", long or bool) => (object)PythonType.Integer(value),
            ("common", double number) => Math.Round(number, MidpointRounding.ToEven),
            ("ceil", _) => Math.Ceiling(PythonType.Real(value)),
            ("floor", _) => Math.Floor(PythonType.Real(value)),
            _ => throw arguments.Wrong(
                $"on {PythonType.Describe(value)} with the method {PythonWriter.Represent(method)}"),
        };
    }

    private static object? Truncate(double number, object? preset) => !double.IsFinite(number)
        ? preset
        : Math.Abs(number) < 9e18
            ? (long)number
            : throw TemplateException.Wrong("makes an integer of a number beyond 64 bits");

    private static object? ReadInteger(string text, object? preset, CallArguments arguments)
    {
        if (Digits().IsMatch(text))
        {
            return long.TryParse(
                text.Replace("_", "", StringComparison.Ordinal),
                NumberStyles.AllowLeadingSign,
                CultureInfo.InvariantCulture,
                out long number)
                ? number
                : throw arguments.Wrong("on a number beyond 64 bits");
        }

        return ReadReal(text, arguments) is { } real ? Truncate(real, preset) : preset;
    }

    private static double? ReadReal(string text, CallArguments arguments)
    {
        if (Decimals().IsMatch(text))
        {
            return double.Parse(text.Replace("_", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
        }

        bool mayBeRead = Names().IsMatch(text) || text.Any(letter => letter > '~' && char.IsDigit(letter));
        return mayBeRead ? throw arguments.Wrong($"on {PythonWriter.Represent(text)}") : null;
    }

    [GeneratedRegex(@"^[-+]?[0-9]+(?:_[0-9]+)*\z")]
    private static partial Regex Digits();

    [GeneratedRegex(
        @"^[-+]?(?:[0-9]+(?:_[0-9]+)*\.?(?:[0-9]+(?:_[0-9]+)*)?|\.[0-9]+(?:_[0-9]+)*)(?:[eE][-+]?[0-9]+(?:_[0-9]+)*)?\z")]
    private static partial Regex Decimals();

    [GeneratedRegex(@"^[-+]?(?:inf|infinity|nan)\z", RegexOptions.IgnoreCase)]
    private static partial Regex Names();
}
