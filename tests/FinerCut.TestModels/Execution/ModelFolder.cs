using System.Text.Json;
using FinerCut.TestModels.Oracles;

namespace FinerCut.TestModels.Execution;

/// <summary>Finds a model's file, and the sizes that only its configuration tells.</summary>
/// <param name="ModelPath">The path of the <c>.onnx</c> file.</param>
internal sealed record ModelFolder(string ModelPath)
{
    /// <summary>The folder's model where a folder is given: the one that <c>genai_config.json</c> names, or the only
    /// one.</summary>
    public static ModelFolder Find(string path)
    {
        if (File.Exists(path))
        {
            return new(path);
        }

        string? named = Read(path, "genai_config.json") is { } config
            ? Decoder(config).GetProperty("filename").GetString()
            : null;
        return new(named is null ? Directory.GetFiles(path, "*.onnx").Single() : Path.Combine(path, named));
    }

    /// <summary>The head size: of <c>genai_config.json</c>, else <c>head_dim</c> or hidden size / heads of
    /// <c>config.json</c>.</summary>
    /// <exception cref="InvalidDataException">No configuration tells it.</exception>
    public int HeadSize()
    {
        if (Read(Folder, "genai_config.json") is { } genAi)
        {
            return Decoder(genAi).GetProperty("head_size").GetInt32();
        }

        if (Read(Folder, "config.json") is { } config)
        {
            return Number(
                config,
                "head_dim") ?? Number(config, "hidden_size", "n_embd") / Number(config, "num_attention_heads", "n_head")
                ?? throw new InvalidDataException($"{Folder}/config.json does not tell the head size.");
        }

        throw new InvalidDataException(
            $"{ModelPath} leaves the head size symbolic, and no configuration beside it tells it.");
    }

    /// <summary>Entries of a windowed cache, which must be there before the first token.</summary>
    public int WindowSize()
    {
        JsonElement config = Read(Folder, "genai_config.json")
            ?? throw new InvalidDataException(
                $"{ModelPath} has a windowed cache, and no genai_config.json beside it tells its size.");
        return Decoder(config).GetProperty("sliding_window").GetProperty("window_size").GetInt32();
    }

    private string Folder => Path.GetDirectoryName(ModelPath)!;

    private static JsonElement Decoder(JsonElement genAi) => genAi.GetProperty("model").GetProperty("decoder");

    private static int? Number(JsonElement config, params string[] names) =>
        names.Select(name => Number(config, name)).FirstOrDefault(value => value is not null);

    private static int? Number(JsonElement config, string name) =>
        config.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number
            ? value.GetInt32()
            : null;

    private static JsonElement? Read(string folder, string file)
    {
        string path = Path.Combine(folder, file);
        return File.Exists(path) ? Json.Read(path) : null;
    }
}
