namespace FinerCut.Folders;

/// <summary>Where configuration files say how many layers, and so how many caches, a model has.</summary>
internal static class LayerCount
{
    private static readonly string[] Names = ["num_hidden_layers", "n_layer", "num_layers", "n_layers"];

    private static readonly Dictionary<string, IReadOnlyList<IReadOnlyList<string>>> Paths = new()
    {
        [ModelConfiguration.FileName] =
            [.. Names.Select(name => new[] { name }), .. Names.Select(name => new[] { "text_config", name })],
        [ModelConfiguration.GenAiFileName] = [["model", "decoder", "num_hidden_layers"]],
    };

    /// <summary>Names of the files that may say it.</summary>
    public static IEnumerable<string> FileNames => Paths.Keys;

    /// <summary>Sets every such number in a file's text.</summary>
    /// <param name="json">The text, UTF-8.</param>
    /// <param name="path">The file, one of <see cref="FileNames"/> by its name.</param>
    /// <param name="count">The new number.</param>
    /// <returns>The new text; the same array where nothing changes.</returns>
    public static byte[] Set(byte[] json, string path, long count) =>
        Paths[Path.GetFileName(path)].Aggregate(json, (text, keys) => ConfigurationEditor.SetNumber(text, path, keys, count));
}
