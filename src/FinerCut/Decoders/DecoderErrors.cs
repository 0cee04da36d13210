using FinerCut.Onnx;

namespace FinerCut.Decoders;

/// <summary>The texts of errors about the structure of a model.</summary>
internal static class DecoderErrors
{
    private const string Wanted = "finercut prunes decoder-only language models: token ids that look up an embedding, "
        + "attention and feed-forward branches added to what it gives, and logits.";

    /// <summary>What a model without logits is refused for.</summary>
    public const string SearchOfLogits = "a search compares logits";

    public static DiagnosticException NoEmbedding(string path, string inputs) => new(
        "FC2001", $"No decoder was found in '{path}': no integer input (such as input_ids) looks up rows of a weight "
            + $"matrix. Its inputs are {inputs}. {Wanted}");

    public static DiagnosticException NoLogits(string path, string outputs) => new(
        "FC2002", $"No decoder was found in '{path}': no float output depends on the embedding. Its outputs are "
            + $"{outputs}. {Wanted}");

    public static DiagnosticException NoResiduals(
        string path, string embedding, string logits, IReadOnlyList<RejectedAddition> rejected) => new(
        "FC2003", $"No decoder was found in '{path}': between the embedding '{embedding}' and the output '{logits}' "
            + "nothing is added to a residual stream. "
            + $"{(rejected.Count > 0 ? rejected[0].Reason + " " : "")}{Wanted}");

    public static DiagnosticException BranchesDiffer(string path, string node) => new(
        "FC2009", $"The branches of '{node}' in '{path}' are decoders with other sublayers each, so they cannot be "
            + "pruned alike. Prune the unmerged files of the export instead.");

    public static DiagnosticException CacheShape(string path, string cache) => new(
        "FC2004", $"The shape of the cache '{cache}' in '{path}' is not understood: [batch, heads, length, head size] "
            + "with fixed heads is expected. Export the model with static head counts.");

    public static DiagnosticException SeveralPresents(string path, string past, string presents) => new(
        "FC1080", $"In '{path}' the outputs {presents} all continue the cache '{past}', so which one the next call "
            + "gets cannot be told. Take the copies out of the graph's outputs.");

    public static DiagnosticException CrossingValue(string path, string value, string sublayer) => new(
        "FC2005", $"In '{path}' the sublayer {sublayer} reads '{value}', which an earlier sublayer computes, so the "
            + "two cannot be told apart. This structure is not supported; see finercut inspect.");

    public static DiagnosticException SharedLength(string path, string cache) => new(
        "FC2006", $"In '{path}' something besides attention needs the length of '{cache}', and no cache would remain "
            + "to tell it. Keep at least one attention sublayer, for example with --protect 0.attn.");

    public static DiagnosticException SharedCache(string path, string cache) => new(
        "FC2011", $"In '{path}' something besides its own attention reads '{cache}', so that attention cannot go "
            + "without changing what else the model computes. Keep it with --protect.");

    public static DiagnosticException NeededElsewhere(string path, string sublayer, string reason) => new(
        "FC2011", $"The sublayer {sublayer} of '{path}' cannot be removed without changing what else the model "
            + $"computes: {reason} Keep it.");

    public static DiagnosticException StartsFromVectors(string path, string input) => new(
        "FC2012", $"The decoder in '{path}' starts from the vectors of its input '{input}', which another file "
            + "computes from token ids, so it cannot be run on text by itself. Export the decoder with its embedding, "
            + "so that it takes input_ids.");

    public static DiagnosticException Compiled(string path, string node, string provider) => new(
        "FC2061", $"'{path}' is compiled: its node '{node}' (EPContext) holds the layers as a "
            + $"binary{(provider.Length > 0 ? $" for {provider}" : "")}, in which there is nothing to remove. Prune "
            + "the model that it was compiled from, and compile the result.");

    public static DiagnosticException EncoderDecoder(string path, string input) => new(
        "FC2062", $"'{path}' is the decoder of an encoder-decoder: its input '{input}' comes from an encoder, which "
            + "another file holds. finercut prunes decoder-only models.");

    public static DiagnosticException Probabilities(string path, string output, string need) => new(
        "FC2066", $"'{path}' gives probabilities: its output '{output}' comes from a Softmax, and {need}. "
            + "Export the model without the Softmax; --remove and finercut gate work with it.");

    public static DiagnosticException CacheNames(string name) => new(
        "FC2010", $"The caches cannot be numbered from 0: two values of the model would be called '{name}'. Give "
            + "past_key_values and present the same number for each layer; exporters do.");
}
