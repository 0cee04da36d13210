using FinerCut.TestModels.Protos;

namespace FinerCut.TestModels.Decoders;

/// <summary>A tiny Llama decoder with random weights, in a folder as an exporter would have written it.</summary>
public sealed class TinyDecoder
{
    private TinyDecoder(TinyDecoderOptions options, TinyDecoderWeights weights, string modelPath)
    {
        Options = options;
        Weights = weights;
        ModelPath = modelPath;
    }

    /// <summary>Its sizes and form.</summary>
    public TinyDecoderOptions Options { get; }

    /// <summary>The weights that it was written with.</summary>
    public TinyDecoderWeights Weights { get; }

    /// <summary>The path of <c>model.onnx</c>.</summary>
    public string ModelPath { get; }

    /// <summary>The folder with graph, weights, configuration and tokenizer.</summary>
    public string Folder => Path.GetDirectoryName(ModelPath)!;

    /// <summary>Its sublayers in the order of the stream: <c>0.attn</c>, <c>0.ffn</c>, <c>1.attn</c>, ...</summary>
    public IReadOnlyList<string> Sublayers =>
        [.. Enumerable.Range(0, Options.Layers).SelectMany(layer => (string[])[$"{layer}.attn", $"{layer}.ffn"])];

    /// <summary>Writes a decoder into a folder, which is created.</summary>
    public static TinyDecoder Write(string folder, TinyDecoderOptions? options = null)
    {
        TinyDecoderOptions chosen = options ?? new();
        return Write(folder, chosen, TinyDecoderWeights.Random(chosen));
    }

    /// <summary>Writes a decoder with given weights, which fit the options, into a folder, which is created.</summary>
    public static TinyDecoder Write(string folder, TinyDecoderOptions options, TinyDecoderWeights weights)
    {
        Directory.CreateDirectory(folder);
        TinyConfiguration.Write(options, folder);
        TinyTokenizer.Write(folder, options.Vocabulary);
        string dataFile = options.Form == TinyDecoderForm.GenAiLlama ? "model.onnx.data" : "model.onnx_data";
        string path = TinyModelFiles.Write(Build(options, weights), folder, options.EffectiveStorage, dataFile);
        return new(options, weights, path);
    }

    /// <summary>The model in memory, with all tensors inside.</summary>
    public static ModelProto Build(TinyDecoderOptions options, TinyDecoderWeights weights) => options.Form switch
    {
        TinyDecoderForm.OptimumLlama => OptimumLlamaGraph.Build(options, weights),
        TinyDecoderForm.GenAiLlama => GenAiLlamaGraph.Build(options, weights),
        _ => throw new ArgumentOutOfRangeException(nameof(options), options.Form, "No such form of a tiny decoder."),
    };

    /// <summary>What the model must answer with the named sublayers removed, computed in float64 without a
    /// runtime.</summary>
    /// <param name="ids">Token ids, samples of equal length.</param>
    /// <param name="removed">Names such as <c>1.ffn</c>; none for the dense model.</param>
    public LogitsArray Expect(int[][] ids, params IEnumerable<string> removed) =>
        new TinyDecoderReference(Options, Weights).Logits(ids, removed.ToHashSet());

    /// <summary>Token ids that no special token is among, the same for the same seed.</summary>
    public int[][] SampleIds(int batch, int tokens, int seed = 7)
    {
        const int specialTokens = 3;
        Random random = new(seed);
        return [.. Enumerable.Range(0, batch).Select(_ =>
            Enumerable.Range(0, tokens).Select(_ => random.Next(specialTokens, Options.Vocabulary)).ToArray())];
    }
}
