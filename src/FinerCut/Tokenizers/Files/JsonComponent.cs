using System.Text;
using System.Text.Json;
using FinerCut.Onnx;
using FinerCut.Tokenizers.Patterns;

namespace FinerCut.Tokenizers.Files;

/// <summary>A JSON object of a tokenizer file, read property by property; what is left unread is not
/// understood.</summary>
internal sealed class JsonComponent
{
    private readonly JsonElement _element;
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);

    private readonly StepCounter _steps;

    internal JsonComponent(string file, string path, JsonElement element)
        : this(file, path, element, new StepCounter())
    {
    }

    private JsonComponent(string file, string path, JsonElement element, StepCounter steps)
    {
        _steps = steps;
        File = file;
        Path = path;
        _element = element.ValueKind == JsonValueKind.Object ? element : throw WrongShape(path, "an object", element);
    }

    /// <summary>Path of the file, for messages.</summary>
    internal string File { get; }

    /// <summary>Where in the file the object stands, such as <c>normalizer.normalizers[1]</c>; empty for the
    /// whole.</summary>
    internal string Path { get; }

    /// <summary>The name of the component.</summary>
    internal string Type => Text("type");

    /// <summary>Says whether the object has a property that is not null.</summary>
    internal bool Has(string name) =>
        _element.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null;

    internal string Text(string name) => TextOf(Required(name, "a string"), PathTo(name));

    internal string? OptionalText(string name) => Has(name) ? Text(name) : null;

    /// <summary>Reads a string of one code point.</summary>
    internal string Character(string name)
    {
        string text = Text(name);
        return Rune.TryGetRuneAt(text.Length == 0 ? " " : text, 0, out Rune rune)
            && rune.Utf16SequenceLength == text.Length
            ? text
            : throw TokenizerErrors.WrongShape(File, PathTo(name), "one character", $"'{text}'");
    }

    internal bool Flag(string name)
    {
        JsonElement value = Required(name, "true or false");
        return value.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? value.GetBoolean()
            : throw WrongShape(PathTo(name), "true or false", value);
    }

    internal bool Flag(string name, bool missing) => Has(name) ? Flag(name) : Missing(name, missing);

    internal int Count(string name) => CountOf(Required(name, "a whole number"), PathTo(name));

    /// <summary>Says whether a property is the number 0.</summary>
    internal bool IsZero(string name) =>
        Required(name, "a number") is { ValueKind: JsonValueKind.Number } value && value.GetDouble() == 0;

    internal IReadOnlyList<int> Ids(string name) =>
        [.. Array(name).Select((element, index) => CountOf(element, $"{PathTo(name)}[{index}]"))];

    /// <summary>Reads one of the names of an enumeration.</summary>
    internal T Choice<T>(string name)
        where T : struct, Enum
    {
        string text = Text(name);
        return Enum.GetNames<T>().Contains(text, StringComparer.Ordinal)
            ? Enum.Parse<T>(text)
            : throw NotUnderstood(name, string.Join(", ", Enum.GetNames<T>()));
    }

    internal T Choice<T>(string name, T missing)
        where T : struct, Enum => Has(name) ? Choice<T>(name) : Missing(name, missing);

    internal JsonComponent Component(string name) => new(File, PathTo(name), Required(name, "an object"), _steps);

    internal JsonComponent? OptionalComponent(string name) => Has(name) ? Component(name) : null;

    internal IEnumerable<JsonComponent> Components(string name) =>
        Array(name).Select((element, index) => new JsonComponent(File, $"{PathTo(name)}[{index}]", element, _steps));

    /// <summary>Reads the components of a sequence; all sequences of a file together have so many at the
    /// most.</summary>
    internal IEnumerable<JsonComponent> Steps(string name) => Components(name).Select(
        step => _steps.TryAdd() ? step : throw TokenizerErrors.TooManySteps(File, step.Path));

    /// <summary>Reads the elements of an array as they stand.</summary>
    internal IEnumerable<JsonElement> Array(string name)
    {
        JsonElement value = Required(name, "an array");
        return value.ValueKind == JsonValueKind.Array
            ? value.EnumerateArray()
            : throw WrongShape(PathTo(name), "an array", value);
    }

    /// <summary>Reads what a component looks for: a string, or a regular expression in Oniguruma's words.</summary>
    internal ITextPattern Pattern(string name)
    {
        JsonComponent pattern = Component(name);
        if (pattern.Has("String"))
        {
            return new LiteralPattern(pattern.Text("String"));
        }

        string expression = pattern.Text("Regex");
        try
        {
            return OnigurumaTranslator.Translate(expression);
        }
        catch (FormatException reason)
        {
            throw TokenizerErrors.PatternNotUnderstood(File, PathTo(name), expression, reason.Message);
        }
        catch (PatternLimitException limit)
        {
            throw TokenizerErrors.PatternTooLarge(File, PathTo(name), expression, limit.Message);
        }
    }

    /// <summary>Reads what takes the place of a pattern's match.</summary>
    internal string Replacement(string name)
    {
        string content = Text(name);
        return content.Contains('$', StringComparison.Ordinal) && Component("pattern").Has("Regex")
            ? throw TokenizerErrors.PropertyNotUnderstood(
                File, PathTo(name), "a replacement that refers to groups of the pattern")
            : content;
    }

    /// <summary>Reads over properties that make no difference to ids or text.</summary>
    internal void Ignore(params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            _read.Add(name);
        }
    }

    /// <summary>The error that this component is of an unknown type.</summary>
    internal DiagnosticException NotUnderstood(string known) =>
        TokenizerErrors.ComponentNotUnderstood(File, Path, Type, known);

    /// <summary>The error that a property has an unknown value.</summary>
    internal DiagnosticException NotUnderstood(string name, string known) =>
        TokenizerErrors.ComponentNotUnderstood(File, PathTo(name), _element.GetProperty(name).ToString(), known);

    /// <summary>Refuses properties that nobody has asked for: they may change ids.</summary>
    internal void RequireAllRead()
    {
        foreach (JsonProperty property in _element.EnumerateObject())
        {
            if (!_read.Contains(property.Name))
            {
                throw TokenizerErrors.PropertyNotUnderstood(
                    File, PathTo(property.Name), "a property that this component is not known to have");
            }
        }
    }

    /// <summary>The path of a property.</summary>
    internal string PathTo(string name) => Path.Length == 0 ? name : $"{Path}.{name}";

    internal bool IsObject(string name) =>
        _element.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Object;

    /// <summary>Gives this object's properties as they stand.</summary>
    internal IEnumerable<JsonProperty> Properties() => _element.EnumerateObject();

    /// <summary>Reads an object's properties as they stand.</summary>
    internal IEnumerable<JsonProperty> Properties(string name)
    {
        JsonElement value = Required(name, "an object");
        return value.ValueKind == JsonValueKind.Object
            ? value.EnumerateObject()
            : throw WrongShape(PathTo(name), "an object", value);
    }

    private string TextOf(JsonElement element, string path) =>
        element.ValueKind == JsonValueKind.String ? element.GetString()! : throw WrongShape(path, "a string", element);

    private int CountOf(JsonElement element, string path) =>
        element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out int count) && count >= 0
            ? count
            : throw WrongShape(path, $"a whole number from 0 to {int.MaxValue}", element);

    private DiagnosticException WrongShape(string path, string expected, JsonElement found) =>
        TokenizerErrors.WrongShape(File, path.Length == 0 ? "the whole" : path, expected, Shorten(found.GetRawText()));

    private static string Shorten(string text) => text.Length <= 40 ? text : text[..37] + "...";

    private T Missing<T>(string name, T value)
    {
        _read.Add(name);
        return value;
    }

    private JsonElement Required(string name, string expected)
    {
        _read.Add(name);
        return _element.TryGetProperty(name, out JsonElement value)
            ? value
            : throw TokenizerErrors.WrongShape(File, PathTo(name), expected, "missing");
    }
}
