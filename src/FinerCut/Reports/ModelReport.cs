using System.Text.Json.Serialization;
using FinerCut.Plans;

namespace FinerCut.Reports;

/// <summary>What <c>finercut inspect</c> shows of a model; reading it takes no weights.</summary>
/// <remarks>Written as JSON with snake_case keys in the order of the members here.</remarks>
public sealed record ModelReport
{
    /// <summary>Path of the graph file as given or found.</summary>
    public required string Model { get; init; }

    /// <summary>The recognised architecture, such as <c>llama</c>, else <c>unknown</c>.</summary>
    public required string Architecture { get; init; }

    /// <summary>Producer and version that the file names, such as <c>pytorch 2.13.0</c>.</summary>
    public required string Producer { get; init; }

    /// <summary>Operator sets, such as <c>ai.onnx 18</c>.</summary>
    public required IReadOnlyList<string> Opsets { get; init; }

    /// <summary>Number of decoder layers in the model as first exported.</summary>
    public required int Layers { get; init; }

    /// <summary>Width of the residual stream, null where the file does not say.</summary>
    public required long? HiddenSize { get; init; }

    /// <summary>Number of tokens that the logits range over, null where the file does not say.</summary>
    public required long? VocabularySize { get; init; }

    /// <summary>All weights of the model, whether in a sublayer or not.</summary>
    public required long Parameters { get; init; }

    /// <summary>Size of all weights in bytes.</summary>
    public required long Bytes { get; init; }

    /// <summary>Bytes of key-value cache that each token of each sequence takes.</summary>
    public required long KvCacheBytesPerToken { get; init; }

    /// <summary>The sublayers in the order of the stream; of a pruned model also the removed ones.</summary>
    public required IReadOnlyList<SublayerReport> Sublayers { get; init; }

    /// <summary>What was seen and not taken for a sublayer that can go, with the reason; empty where all was
    /// understood.</summary>
    public required IReadOnlyList<string> NotUnderstood { get; init; }

    /// <summary>What stands in the way of a command, and what its user should know; empty where there is nothing to
    /// say.</summary>
    public IReadOnlyList<ModelNote> Notes { get; init; } = [];

    /// <summary>How the model was pruned; null for a dense one.</summary>
    public required PruningPlan? Plan { get; init; }

    /// <summary>What was recognised and what was rejected; null, and not in the JSON, unless it was asked
    /// for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ModelExplanation? Explanation { get; init; }
}
