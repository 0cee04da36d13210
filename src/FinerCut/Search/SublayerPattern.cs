using System.Globalization;
using FinerCut.Decoders;

namespace FinerCut.Search;

/// <summary>A name of sublayers with wildcards: <c>0.attn</c>, <c>29.*</c>, <c>*.ffn</c>, <c>0-3.*</c>; <c>7</c> and
/// <c>3-5</c> are whole
/// layers.</summary>
/// <param name="FirstLayer">0-based first layer.</param>
/// <param name="LastLayer">0-based last layer, itself included.</param>
/// <param name="Kind">The kind; null for all.</param>
internal readonly record struct SublayerPattern(int FirstLayer, int LastLayer, SublayerKind? Kind)
{
    private const string Any = "*";

    /// <summary>Reads a pattern.</summary>
    /// <param name="text">Layer, range of layers or <c>*</c>, a dot, then <c>attn</c>, <c>ffn</c>, <c>mixer</c>,
    /// <c>input</c> or <c>*</c>; or a layer or a range of layers alone.</param>
    /// <returns>Null where the text is no pattern.</returns>
    internal static SublayerPattern? Parse(string text)
    {
        if (text != Any && !text.Contains('.', StringComparison.Ordinal))
        {
            return Parse($"{text}.{Any}");
        }

        if (text.Split('.') is not [string layers, string kind] || ParseLayers(layers) is not { } range)
        {
            return null;
        }

        if (kind == Any)
        {
            return new SublayerPattern(range.First, range.Last, null);
        }

        return SublayerName.TryParse($"0.{kind}", out SublayerName name)
            ? new SublayerPattern(range.First, range.Last, name.Kind)
            : null;
    }

    /// <summary>Whether it stands for a sublayer.</summary>
    /// <param name="name">The sublayer.</param>
    internal bool Matches(SublayerName name) =>
        name.Layer >= FirstLayer && name.Layer <= LastLayer && (Kind is null || Kind == name.Kind);

    private static (int First, int Last)? ParseLayers(string text) => text.Split('-') switch
    {
        [Any] => (0, int.MaxValue),
        [string only] when ParseLayer(only) is { } layer => (layer, layer),
        [string first, string last] when ParseLayer(first) is { } start && ParseLayer(last) is { } end => (start, end),
        _ => null,
    };

    private static int? ParseLayer(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int layer) ? layer : null;
}
