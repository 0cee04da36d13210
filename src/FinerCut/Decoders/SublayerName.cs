using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace FinerCut.Decoders;

/// <summary>The name of a sublayer: its 0-based layer and its kind, written <c>12.attn</c>, <c>12.ffn</c>,
/// <c>12.mixer</c> or <c>12.input</c>.</summary>
/// <param name="Layer">0-based decoder layer in the model as first exported.</param>
/// <param name="Kind">Which half of the layer.</param>
public readonly record struct SublayerName(int Layer, SublayerKind Kind) : IComparable<SublayerName>
{
    /// <summary>Reads a name in its written form.</summary>
    /// <param name="text">Such as <c>12.attn</c>.</param>
    /// <param name="name">The name, where the result is true.</param>
    /// <returns>Whether <paramref name="text"/> is a sublayer name.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out SublayerName name)
    {
        name = default;
        int dot = text?.IndexOf('.', StringComparison.Ordinal) ?? -1;
        if (dot < 1
            || !int.TryParse(text.AsSpan(0, dot), NumberStyles.None, CultureInfo.InvariantCulture, out int layer))
        {
            return false;
        }

        SublayerKind? kind = text![(dot + 1)..] switch
        {
            "attn" => SublayerKind.Attention,
            "mixer" => SublayerKind.Mixer,
            "ffn" => SublayerKind.Ffn,
            "input" => SublayerKind.Input,
            _ => null,
        };
        name = new SublayerName(layer, kind.GetValueOrDefault());
        return kind.HasValue;
    }

    /// <summary>Reads a name in its written form.</summary>
    /// <param name="text">Such as <c>12.attn</c>.</param>
    /// <returns>The name.</returns>
    /// <exception cref="FormatException">The text is not a sublayer name.</exception>
    public static SublayerName Parse(string text) => TryParse(text, out SublayerName name)
        ? name
        : throw new FormatException(
            $"'{text}' is not a sublayer name; write a layer and attn, ffn, mixer or input, such as 12.attn.");

    /// <summary>Orders as the residual stream passes: by layer, then attention, mixer, feed-forward, input.</summary>
    /// <param name="other">The name to compare with.</param>
    /// <returns>Negative, zero or positive.</returns>
    public int CompareTo(SublayerName other) => (Layer, Kind).CompareTo((other.Layer, other.Kind));

    /// <summary>The written form, such as <c>12.attn</c>.</summary>
    /// <returns>Layer, dot, kind.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Layer}.{Kind switch
    {
        SublayerKind.Attention => "attn",
        SublayerKind.Mixer => "mixer",
        SublayerKind.Input => "input",
        _ => "ffn",
    }}");

    /// <summary>Whether one comes before the other in the stream.</summary>
    public static bool operator <(SublayerName left, SublayerName right) => left.CompareTo(right) < 0;

    /// <summary>Whether one comes after the other in the stream.</summary>
    public static bool operator >(SublayerName left, SublayerName right) => left.CompareTo(right) > 0;

    /// <summary>Whether one is, or comes before, the other.</summary>
    public static bool operator <=(SublayerName left, SublayerName right) => left.CompareTo(right) <= 0;

    /// <summary>Whether one is, or comes after, the other.</summary>
    public static bool operator >=(SublayerName left, SublayerName right) => left.CompareTo(right) >= 0;
}
