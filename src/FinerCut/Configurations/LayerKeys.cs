namespace FinerCut.Configurations;

/// <summary>The words of configuration files that speak of layers: Hugging Face's, and those of ONNX Runtime
/// GenAI.</summary>
internal static class LayerKeys
{
    /// <summary>How many layers there are.</summary>
    public static readonly IReadOnlyList<string> Counts =
        ["num_hidden_layers", "n_layer", "num_layers", "n_layers", "num_transformer_layers"];

    /// <summary>More layers than any model has: no client could load so many. What counts layers does not go further,
    /// since a damaged number would take all memory.</summary>
    public const int Most = 10_000;

    /// <summary>How many of the last layers have no cache of their own.</summary>
    public const string Sharing = "num_kv_shared_layers";

    /// <summary>GPT-Neo's list of layers in short: kinds and how often they repeat.</summary>
    public const string Repeated = "attention_types";

    /// <summary>Numbers of the first layers that are alike: a count within the layers.</summary>
    public static readonly IReadOnlySet<string> Boundaries =
        new HashSet<string>
        {
            "max_window_layers",
            "first_k_dense_replace",
            "num_dense_layers",
            "moe_layer_start_index",
            "assistant_early_exit"
        };

    /// <summary>Every so-many-th layer is another one.</summary>
    public static readonly IReadOnlySet<string> Periods = new HashSet<string>
    {
        "sliding_window_pattern", "full_attention_interval", "global_attn_every_n_layers", "attn_layer_period",
        "expert_layer_period",
        "no_rope_layer_interval", "decoder_sparse_step", "interleave_moe_layer_step", "moe_layer_freq",
    };

    /// <summary>Lists, or texts with a letter for each layer, that say what each layer is.</summary>
    public static readonly IReadOnlyList<string> Kinds =
        ["layers_block_type", "layer_types", "hybrid_override_pattern", "block_types"];

    /// <summary>Only every so-many-th layer has caches, under its own number: Zyphra's Zaya, as transformers.js reads
    /// it.</summary>
    public static readonly IReadOnlyList<string> Steps = ["cca_time1"];

    private static readonly HashSet<string> Numbers =
        ["mlp_only_layers", "layer_ids", "attn_layer_indices", "full_attn_idxs", "cross_attention_layers",
            "hybrid_layer_ids", "global_attn_layers", "dola_layers"];

    private static readonly HashSet<string> Lists =
    [
        "intermediate_size", "activation_sparsity_pattern", "num_kv_heads", "num_key_value_heads", "num_query_heads",
        "num_attention_heads",
        "ffn_multipliers", "hybrid_override_pattern", "sliding_window", "head_dim", "is_sliding", "is_moe",
    ];

    /// <summary>Lists of places where something besides the model looks at its stream, each before the layer of that
    /// number: ONNX Runtime GenAI writes them for drafters that guess tokens ahead.</summary>
    public static readonly IReadOnlySet<string> Places = new HashSet<string> { "aux_hidden_state_layers" };

    /// <summary>Whether a list holds numbers of layers.</summary>
    public static bool IsNumbers(string key) => Numbers.Contains(key) || key == "layers";

    /// <summary>Whether a list, if it is as long as there are layers, has an entry for each.</summary>
    public static bool IsList(string key) => Lists.Contains(key)
        || key.Contains("layer", StringComparison.Ordinal) || key.Contains("block", StringComparison.Ordinal);
}
