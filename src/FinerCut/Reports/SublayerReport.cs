using System.Text.Json.Serialization;
using FinerCut.Decoders;

namespace FinerCut.Reports;

/// <summary>One row of the table of sublayers.</summary>
public sealed record SublayerReport
{
    /// <summary>Its name, such as <c>12.attn</c>.</summary>
    public required string Name { get; init; }

    /// <summary><c>attention</c>, <c>ffn</c>, <c>mixer</c> or <c>input</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Number of weights that only this sublayer uses; for a removed one, of those it had.</summary>
    public required long Parameters { get; init; }

    /// <summary>Size of these weights in bytes.</summary>
    public required long Bytes { get; init; }

    /// <summary>Bytes of key-value cache that each token of each sequence takes.</summary>
    public required long KvCacheBytesPerToken { get; init; }

    /// <summary><c>kept</c> or <c>removed</c>.</summary>
    public required string Status { get; init; }

    /// <summary>The 1-based step of the plan that removed the sublayer; null, and not in the JSON, where none
    /// did.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Order { get; init; }

    /// <summary>Distance of the model's logits from the dense ones after the removal, in the unit of the metric; null,
    /// and not in the JSON, where there is none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Distance { get; init; }

    /// <summary>What the search found of the sublayer, step by step as long as it was a candidate; null, and not in the
    /// JSON, where no plan knows.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<SublayerScore>? Scores { get; init; }

    /// <summary>Describes a sublayer.</summary>
    /// <param name="sublayer">The sublayer, as found in a model.</param>
    /// <param name="isKept">Whether the file still has the sublayer.</param>
    internal static SublayerReport Create(Sublayer sublayer, bool isKept) => new()
    {
        Name = sublayer.Name.ToString(),
        Kind = sublayer.Kind.ToString().ToLowerInvariant(),
        Parameters = sublayer.Parameters,
        Bytes = sublayer.SizeInBytes,
        KvCacheBytesPerToken = sublayer.CacheBytesPerToken,
        Status = isKept ? "kept" : "removed",
    };
}
