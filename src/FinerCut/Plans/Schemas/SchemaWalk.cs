using System.Globalization;
using System.Text;
using System.Text.Json;
using static FinerCut.Onnx.InvariantText;

namespace FinerCut.Plans.Schemas;

/// <summary>Goes through a JSON text once and compares each value with a schema. Nothing of the text is kept, so that
/// one with millions of entries costs no memory before it is refused.</summary>
internal ref struct SchemaWalk
{
    private const int LongestQuote = 60;

    private readonly StringBuilder _path = new("$");
    private Utf8JsonReader _reader;

    private SchemaWalk(ReadOnlySpan<byte> json) => _reader = new Utf8JsonReader(json);

    /// <summary>Looks for something that a schema does not allow.</summary>
    /// <param name="json">UTF-8 without a byte order mark.</param>
    /// <param name="schema">The schema.</param>
    /// <returns>A sentence on the first fault, with its place such as <c>$.removed[3].distance</c>; null for
    /// none.</returns>
    /// <exception cref="JsonException">The text is not JSON.</exception>
    public static string? FindFault(ReadOnlySpan<byte> json, SchemaNode schema)
    {
        SchemaWalk walk = new(json);
        walk._reader.Read();
        return walk.Check(schema);
    }

    /// <summary>From the first token of a value to its last.</summary>
    private string? Check(SchemaNode node) => FindWrongType(node) ?? _reader.TokenType switch
    {
        JsonTokenType.StartObject => CheckMembers(node),
        JsonTokenType.StartArray => CheckElements(node),
        JsonTokenType.String => CheckText(node),
        JsonTokenType.Number => CheckNumber(node),
        _ => null,
    };

    private readonly string? FindWrongType(SchemaNode node)
    {
        string type = _reader.TokenType switch
        {
            JsonTokenType.StartObject => "object",
            JsonTokenType.StartArray => "array",
            JsonTokenType.String => "string",
            JsonTokenType.Number when _reader.TryGetInt64(out _) => "integer",
            JsonTokenType.Number => "number",
            JsonTokenType.Null => "null",
            _ => "boolean",
        };
        bool isAllowed = node.Words is { } words
            ? type == "string" || (type == "null" && words.Contains(null))
            : node.Types.Count == 0 || node.Types.Contains(type)
                || (type == "integer" && node.Types.Contains("number"));
        return isAllowed ? null
            : $"{_path} is {Shown(type)} where {(node.Words is null ? string.Join(" or ", node.Types) : "text")} was "
                + "expected.";
    }

    private string? CheckMembers(SchemaNode node)
    {
        HashSet<string> missing = [.. node.Required];
        int length = _path.Length;
        while (_reader.Read() && _reader.TokenType == JsonTokenType.PropertyName)
        {
            if (FindText() is not { } name)
            {
                return HalfCharacter("a key of " + _path);
            }

            missing.Remove(name);
            _reader.Read();
            if (!node.Properties.TryGetValue(name, out SchemaNode? member))
            {
                _reader.Skip();
                continue;
            }

            _path.Append('.').Append(name);
            if (Check(member) is { } fault)
            {
                return fault;
            }

            _path.Length = length;
        }

        return missing.Count == 0 ? null : $"{_path} lacks the key '{node.Required.First(missing.Contains)}'.";
    }

    private string? CheckElements(SchemaNode node)
    {
        HashSet<string>? seen = node.AreItemsUnique ? [] : null;
        int length = _path.Length;
        int count = 0;
        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndArray)
        {
            if (++count > node.MaxItems)
            {
                return Text($"{_path} has more than {node.MaxItems} entries.");
            }

            _path.Append(CultureInfo.InvariantCulture, $"[{count - 1}]");
            if ((node.Items is null ? null : Check(node.Items)) is { } fault)
            {
                return fault;
            }

            if (seen is not null && _reader.TokenType == JsonTokenType.String && FindText() is { } text
                && !seen.Add(text))
            {
                return $"{_path} is {Shown("string")}, which is there before.";
            }

            _path.Length = length;
        }

        return count >= node.MinItems ? null : Text($"{_path} has {count} entries; {node.MinItems} is the least.");
    }

    private readonly string? CheckText(SchemaNode node)
    {
        if (FindText() is not { } text)
        {
            return HalfCharacter(_path.ToString());
        }

        return text.Length < node.MinLength ? $"{_path} is empty."
            : text.Length > node.MaxLength ? Text(
                $"{_path} has {text.Length} characters; {node.MaxLength} is the most.")
            : node.Words is { } words && !words.Contains(text)
                ? $"{_path} is {Shown("string")}; possible are "
                    + $"{string.Join(", ", words.Select(word => word ?? "null"))}."
            : node.Pattern?.IsMatch(text) == false ? $"{Shown("string")} is not {node.Title}, at {_path}."
            : null;
    }

    private readonly string? CheckNumber(SchemaNode node)
    {
        double value = _reader.GetDouble();
        return !double.IsFinite(value) ? $"{_path} is {Shown("number")}, which is beyond all numbers."
            : value < node.Minimum ? Text($"{_path} is {Shown("number")}; {node.Minimum} is the least.")
            : value > node.Maximum ? Text($"{_path} is {Shown("number")}; {node.Maximum} is the most.")
            : value <= node.Above ? Text($"{_path} is {Shown("number")}; more than {node.Above} was expected.")
            : value >= node.Below ? Text($"{_path} is {Shown("number")}; less than {node.Below} was expected.")
            : null;
    }

    /// <summary>Null where an escape stands for half of a surrogate pair, or bytes are no UTF-8.</summary>
    private readonly string? FindText()
    {
        try
        {
            return _reader.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private readonly string Shown(string type) => type switch
    {
        "object" or "array" => $"an {type}",
        "string" => FindText() is { } text ? $"'{Cut(text)}'" : "half of a character",
        _ => Cut(Encoding.UTF8.GetString(_reader.ValueSpan)),
    };

    private static string HalfCharacter(string place) =>
        $"{place} holds half of a character (a lone surrogate, or no UTF-8).";

    private static string Cut(string text) => text.Length <= LongestQuote ? text : text[..LongestQuote] + "...";
}
