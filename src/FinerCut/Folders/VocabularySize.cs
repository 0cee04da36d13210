using FinerCut.Decoders;

namespace FinerCut.Folders;

/// <summary>How many tokens a model knows.</summary>
internal static class VocabularySize
{
    /// <summary>The last dimension of its logits, the number in its configuration, else the rows of its
    /// embedding.</summary>
    /// <param name="map">The model.</param>
    /// <param name="folder">Its folder, with the configuration.</param>
    /// <returns>Null where none of the three tells.</returns>
    public static long? Find(DecoderMap map, ModelFolder folder) =>
        Declared(map, folder)
        ?? (map.Embedding.Producer?.Inputs is [{ Initializer.Dimensions: [var tokens, _] }, ..] ? tokens : null);

    /// <summary>As <see cref="Find"/>, without a look at the embedding.</summary>
    /// <inheritdoc cref="Find"/>
    public static long? Declared(DecoderMap map, ModelFolder folder) =>
        map.HasHead && map.Logits.Type?.Dimensions is [.., { Size: { } size }] ? size : folder.VocabularySize;
}
