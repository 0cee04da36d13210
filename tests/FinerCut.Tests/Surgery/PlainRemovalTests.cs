using FinerCut.TestModels.Decoders;
using FinerCut.TestModels.Files;

namespace FinerCut.Tests.Surgery;

/// <summary>Removal from a graph whose residuals are plain additions, as text before and after.</summary>
public sealed class PlainRemovalTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TinyDecoder _decoder;

    public PlainRemovalTests() =>
        _decoder = TinyDecoder.Write(_folder.Combine("source"), new() { Form = TinyDecoderForm.OptimumLlama });

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Ffn_Removed_TakesItsNormAndLeavesTheStreamsCast()
    {
        PrunedGraph graph = Remove("1.ffn");

        Assert.Equal(
            ["node /model/layers.2/input_layernorm/Cast_output_0 = "
                + "Cast(/model/layers.1/post_attention_layernorm/Cast_output_0) {to=1}"],
            graph.New);
        Assert.Equal(
            ["Add_1", "input_layernorm/Cast", "mlp", "post_attention_layernorm", "weights"],
            graph.Gone.Select(PartOf).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(1 + 3, graph.Gone.Count(line => line.StartsWith("initializer", StringComparison.Ordinal)));
        Assert.DoesNotContain(graph.Gone, line => line.StartsWith(
            "node /model/layers.1/post_attention_layernorm/Cast_output_0", StringComparison.Ordinal));
    }

    [Fact]
    public void LastFfn_Removed_LeavesItsStreamToTheFinalNorm()
    {
        PrunedGraph graph = Remove("2.ffn");

        Assert.Equal(
            ["node /model/norm/Cast_output_0 = Cast(/model/layers.2/post_attention_layernorm/Cast_output_0) {to=1}"],
            graph.New);
    }

    [Fact]
    public void FirstAttention_Removed_LeavesWhatAllLayersRead()
    {
        PrunedGraph graph = Remove("0.attn");
        string[] left =
            [.. graph.After.Where(line => line.StartsWith("node /model/layers.0/self_attn", StringComparison.Ordinal))];

        Assert.Equal(
            [
                "Constant_8_output_0 = Constant() {value=Int64[1]}",
                "Constant_9_output_0 = Constant() {value=Int64[1]}",
                "Unsqueeze_6_output_0 = Unsqueeze(/model/rotary_emb/Cast_4_output_0, "
                    + "/model/layers.0/self_attn/Constant_8_output_0)",
                "Unsqueeze_7_output_0 = Unsqueeze(/model/rotary_emb/Cast_5_output_0, "
                    + "/model/layers.0/self_attn/Constant_9_output_0)",
            ],
            left.Select(line => line["node /model/layers.0/self_attn/".Length..]).Order(StringComparer.Ordinal));
        Assert.Contains("node /model/layers.0/post_attention_layernorm/Cast_output_0 = "
            + "Cast(/model/layers.0/input_layernorm/Cast_output_0) {to=1}", graph.New);
    }

    [Fact]
    public void FirstAttention_Removed_LeavesThePastLengthToTheNextCache()
    {
        PrunedGraph graph = Remove("0.attn");

        const string length = "= Shape(past_key_values.0.key)";
        Assert.Single(graph.Before, line => line.Contains(length, StringComparison.Ordinal));
        Assert.Single(graph.After, line => line.Contains(length, StringComparison.Ordinal));
        Assert.Contains(graph.New, line => line.Contains(
            "present.0.key = Concat(past_key_values.0.key, /model/layers.1/self_attn/", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("0.attn")]
    [InlineData("1.attn")]
    [InlineData("2.attn")]
    [InlineData("0.attn 2.attn")]
    public void Attention_Removed_RenumbersTheCachesInTheirOrder(string removed)
    {
        int layers = 3 - removed.Split(' ').Length;

        PrunedGraph graph = Remove(removed.Split(' '));

        Assert.Equal(Interface(graph.Before, layers), Interface(graph.After, 3));
        Assert.Contains(
            $"input past_key_values.{layers - 1}.value: Float[batch_size, 2, past_sequence_length, 16]", graph.After);
        Assert.Contains(
            $"output present.{layers - 1}.value: Float[batch_size, 2, past_sequence_length + sequence_length, 16]",
            graph.After);
    }

    [Fact]
    public void Neighbours_Removed_LeaveAChainOfCasts()
    {
        PrunedGraph graph = Remove("1.attn", "1.ffn");

        Assert.Contains("node /model/layers.1/post_attention_layernorm/Cast_output_0 = "
            + "Cast(/model/layers.1/input_layernorm/Cast_output_0) {to=1}", graph.New);
        Assert.Contains("node /model/layers.2/input_layernorm/Cast_output_0 = "
            + "Cast(/model/layers.1/post_attention_layernorm/Cast_output_0) {to=1}", graph.New);
        Assert.DoesNotContain(graph.After, line => line.Contains("layers.1/self_attn", StringComparison.Ordinal)
            || line.Contains("layers.1/mlp", StringComparison.Ordinal));
    }

    [Fact]
    public void AllFfns_Removed_LeaveNoProductBesidesAttentionAndHead()
    {
        PrunedGraph graph = Remove("0.ffn", "1.ffn", "2.ffn");

        Assert.DoesNotContain(graph.After, line => line.Contains("/mlp/", StringComparison.Ordinal)
            || line.Contains("post_attention_layernorm.weight", StringComparison.Ordinal));
        Assert.Equal(3, graph.New.Count);
    }

    [Fact]
    public void AllAttentions_Removed_LeaveNoCacheAndNoMask()
    {
        PrunedGraph graph = Remove("0.attn", "1.attn", "2.attn");

        Assert.Equal(["input_ids", "attention_mask", "position_ids"], graph.After
            .Where(line => line.StartsWith("input ", StringComparison.Ordinal))
            .Select(line => line.Split(' ', ':')[1]));
        Assert.Single(graph.After, line => line.StartsWith("output ", StringComparison.Ordinal));
        Assert.DoesNotContain(graph.After, line => line.Contains("rotary_emb", StringComparison.Ordinal)
            || line.Contains("Trilu", StringComparison.Ordinal));
    }

    private PrunedGraph Remove(params string[] removed) =>
        PrunedGraph.Of(_decoder.ModelPath, _folder.Combine("pruned"), removed);

    /// <summary>Inputs and outputs without the caches of the last layers.</summary>
    private static string[] Interface(IEnumerable<string> lines, int layers) => [.. lines
        .Where(line => line.StartsWith("input ", StringComparison.Ordinal)
            || line.StartsWith("output ", StringComparison.Ordinal))
        .Where(line => Enumerable.Range(layers, 10)
            .All(layer => !line.Contains($".{layer}.", StringComparison.Ordinal)))];

    private static string PartOf(string line) => line switch
    {
        _ when line.StartsWith("initializer", StringComparison.Ordinal) => "weights",
        _ when line.Contains("/model/layers.1/Add_1_output_0 = Add(", StringComparison.Ordinal) => "Add_1",
        _ when line.StartsWith("node /model/layers.1/mlp/", StringComparison.Ordinal) => "mlp",
        _ when line.StartsWith("node /model/layers.1/post_attention_layernorm/", StringComparison.Ordinal) =>
            "post_attention_layernorm",
        _ when line.StartsWith("node /model/layers.2/input_layernorm/Cast_output_0", StringComparison.Ordinal) =>
            "input_layernorm/Cast",
        _ => line,
    };
}
