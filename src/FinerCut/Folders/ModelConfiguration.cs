using System.Text.Json;
using FinerCut.Decoders;
using FinerCut.Onnx;

namespace FinerCut.Folders;

/// <summary>What <c>config.json</c> (Hugging Face) and <c>genai_config.json</c> (ONNX Runtime GenAI) say, the former
/// first.</summary>
internal sealed class ModelConfiguration
{
    public const string FileName = "config.json";
    public const string GenAiFileName = "genai_config.json";
    public const string GenerationFileName = "generation_config.json";

    private const string TokenizerFileName = "tokenizer_config.json";
    private const int LeastContext = 2;

    private readonly JsonElement? _config;
    private readonly JsonElement? _textConfig;
    private readonly JsonElement? _genAiModel;
    private readonly JsonElement? _generation;
    private readonly string _folder;

    private ModelConfiguration(string folder, JsonElement? config, JsonElement? genAi, JsonElement? generation)
    {
        (_folder, _config, _generation) = (folder, config, generation);
        _textConfig = TextModelKeys.All.Select(key => Find(config, key)).FirstOrDefault(part => part is not null);
        _genAiModel = Find(genAi, "model");
    }

    /// <summary>The model's name in genai_config.json.</summary>
    public string? GraphName => TextOf(Find(_genAiModel, "decoder", "filename"));

    /// <summary>The graphs of a pipeline in genai_config.json, each by its file, else its name; null where the model is
    /// no pipeline.</summary>
    public IReadOnlyList<string>? Pipeline =>
        Find(_genAiModel, "decoder", "pipeline") is { ValueKind: JsonValueKind.Array } segments
            ? [.. segments.EnumerateArray().SelectMany(GraphsOf)]
            : null;

    /// <summary>Reads the files that a folder has, generation_config.json included; all may be absent.</summary>
    /// <exception cref="DiagnosticException">One of them cannot be read or is no JSON object.</exception>
    public static ModelConfiguration Read(string folder) =>
        new(folder, Read(folder, FileName), Read(folder, GenAiFileName), Read(folder, GenerationFileName));

    private static JsonElement? Read(string folder, string name) => JsonFile.Find(Path.Combine(folder, name));

    /// <summary>Whether a folder holds one of the two files.</summary>
    public static bool IsIn(string folder) =>
        File.Exists(Path.Combine(folder, FileName)) || File.Exists(Path.Combine(folder, GenAiFileName));

    /// <summary>A text by its name in config.json, else by its path below <c>model</c> in genai_config.json.</summary>
    public string? FindText(string name, params ReadOnlySpan<string> genAiPath) =>
        TextOf(Find(_config, name)) ?? TextOf(Find(_textConfig, name)) ?? TextOf(Find(_genAiModel, genAiPath));

    /// <summary>A whole number by one of its names in config.json, else by its path below <c>model</c> in
    /// genai_config.json.</summary>
    /// <returns>Null where no file says it, or says it as something else than one whole number.</returns>
    public long? FindNumber(IReadOnlyList<string> names, params ReadOnlySpan<string> genAiPath) =>
        NumberOf(_config, names) ?? NumberOf(_textConfig, names) ?? NumberOf(Find(_genAiModel, genAiPath));

    /// <summary>How many positions the model knows, by whichever name: of config.json, of genai_config.json, else of
    /// tokenizer_config.json.</summary>
    /// <returns>At least 2; null where nothing says it. Smaller numbers and those beyond 64 bits stand for no
    /// limit.</returns>
    /// <exception cref="DiagnosticException">tokenizer_config.json is asked, and cannot be read.</exception>
    public long? FindContextLength()
    {
        JsonElement?[] parents = [_config, _textConfig, _genAiModel, Find(_genAiModel, "decoder")];
        return parents.Select(ContextOf).FirstOrDefault(length => length is not null)
            ?? ContextOf(Read(_folder, TokenizerFileName), [ContextKeys.OfTokenizer]);
    }

    /// <summary>Whole numbers that a name stands for, alone or in a list, in generation_config.json, in config.json,
    /// and below <c>model</c> in genai_config.json: each once.</summary>
    public IReadOnlyList<long> FindNumbers(string name) =>
    [
        .. new[] { _generation, _config, _textConfig, _genAiModel }
            .Select(parent => Find(parent, name)).OfType<JsonElement>()
            .SelectMany(element => element.ValueKind == JsonValueKind.Array
                ? [.. element.EnumerateArray()]
                : new[] { element })
            .Select(element => NumberOf(element)).OfType<long>().Distinct(),
    ];

    private static long? ContextOf(JsonElement? parent) => ContextOf(parent, ContextKeys.All);

    private static long? ContextOf(JsonElement? parent, IReadOnlyList<string> names) =>
        names.Select(name => NumberOf(Find(parent, name))).FirstOrDefault(length => length >= LeastContext);

    private static IEnumerable<string> GraphsOf(JsonElement segment) => segment.ValueKind == JsonValueKind.Object
        ? segment.EnumerateObject().Select(graph => TextOf(Find(graph.Value, "filename")) ?? graph.Name)
        : [];

    private static long? NumberOf(JsonElement? parent, IReadOnlyList<string> names) =>
        names.Select(name => NumberOf(Find(parent, name))).FirstOrDefault(number => number is not null);

    private static long? NumberOf(JsonElement? element) =>
        element is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out long value) ? value : null;

    private static string? TextOf(JsonElement? element) =>
        element is { ValueKind: JsonValueKind.String } text && text.GetString() is { Length: > 0 } value ? value : null;

    private static JsonElement? Find(JsonElement? parent, params ReadOnlySpan<string> path)
    {
        foreach (string name in path)
        {
            parent = parent is { ValueKind: JsonValueKind.Object } element
                && element.TryGetProperty(name, out JsonElement child) ? child : null;
        }

        return parent;
    }
}
