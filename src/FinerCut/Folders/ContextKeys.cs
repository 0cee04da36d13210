namespace FinerCut.Folders;

/// <summary>The names under which configurations say how many positions a model knows.</summary>
internal static class ContextKeys
{
    /// <summary>The tokenizer's word for it, also in some models' own configuration.</summary>
    public const string OfTokenizer = "model_max_length";

    /// <summary>Those in use, the usual ones first: what a name further back says counts only where no name before is
    /// there.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "max_position_embeddings", "n_positions", "context_length", "max_seq_len", "max_seq_length",
        "max_sequence_length", "seq_length", "seq_len",
        "n_ctx", "ctx_len", "max_context_length", "max_positions", "max_target_positions", OfTokenizer,
    ];
}
