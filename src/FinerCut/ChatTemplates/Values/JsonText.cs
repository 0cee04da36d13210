using System.Globalization;
using System.Text;

namespace FinerCut.ChatTemplates.Values;

/// <summary>Values as Python's <c>json.dumps</c> writes them.</summary>
internal sealed class JsonText
{
    private readonly StringBuilder _output = new();
    private readonly JsonStyle _style;

    private JsonText(JsonStyle style) => _style = style;

    /// <summary>Writes a value.</summary>
    /// <exception cref="TemplateException">JSON has no such value.</exception>
    internal static string Write(object? value, JsonStyle style)
    {
        JsonText writer = new(style);
        writer.Append(value, 1);
        return writer._output.ToString();
    }

    private static string Number(double number) => double.IsFinite(number)
        ? PythonWriter.Write(number)
        : double.IsNaN(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity";

    private static string Key(object? key) => key switch
    {
        string text => text,
        null => "null",
        bool flag => flag ? "true" : "false",
        double number => Number(number),
        _ => PythonWriter.Represent(key),
    };

    private void Append(object? value, int level)
    {
        SizeLimit.CheckDepth(level);
        SizeLimit.Check(_output.Length);
        switch (value)
        {
            case null:
                _output.Append("null");
                break;
            case bool flag:
                _output.Append(flag ? "true" : "false");
                break;
            case long number:
                _output.Append(number.ToString(CultureInfo.InvariantCulture));
                break;
            case double number:
                _output.Append(Number(number));
                break;
            case string text:
                AppendText(text);
                break;
            case TemplateSequence { Kind: SequenceKind.List or SequenceKind.Tuple } list:
                AppendAll(list.Items, "[]", level, item => Append(item, level + 1));
                break;
            case TemplateMap map:
                AppendAll(Entries(map), "{}", level, entry => AppendEntry(entry, level + 1));
                break;
            default:
                throw TemplateException.Wrong($"writes {PythonType.Describe(value)} as JSON");
        }
    }

    private IReadOnlyList<KeyValuePair<object?, object?>> Entries(TemplateMap map) => _style.IsSorted
        ? [.. map.Entries.OrderBy(
            entry => entry.Key, Comparer<object?>.Create((left, right) => PythonEquality.Compare(left, right) ?? 0))]
        : [.. map.Entries];

    private void AppendEntry(KeyValuePair<object?, object?> entry, int level)
    {
        AppendText(Key(entry.Key));
        _output.Append(_style.KeySeparator);
        Append(entry.Value, level);
    }

    private void AppendAll<T>(IReadOnlyList<T> items, string brackets, int level, Action<T> append)
    {
        _output.Append(brackets[0]);
        for (int index = 0; index < items.Count; index++)
        {
            _output.Append(index == 0 ? "" : _style.ItemSeparator);
            AppendBreak(level);
            append(items[index]);
        }

        if (items.Count > 0)
        {
            AppendBreak(level - 1);
        }

        _output.Append(brackets[1]);
    }

    private void AppendBreak(int level)
    {
        if (_style.Indent is { } indent)
        {
            SizeLimit.Check(_output.Length + ((long)indent.Length * level));
            _output.Append('\n').Insert(_output.Length, indent, level);
        }
    }

    private void AppendText(string text)
    {
        _output.Append('"');
        foreach (char letter in text)
        {
            _output.Append(letter switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                '\f' => "\\f",
                '\b' => "\\b",
                _ when letter < ' ' || (_style.IsAscii && letter > '~') =>
                    "\\u" + ((int)letter).ToString("x4", CultureInfo.InvariantCulture),
                _ => letter.ToString(),
            });
        }

        _output.Append('"');
    }
}
