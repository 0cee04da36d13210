using System.Text.RegularExpressions;
using FinerCut.Onnx.Files;
using FinerCut.Onnx.Graphs;
using FinerCut.TestModels.Decoders;
using FinerCut.TestModels.Files;
using FinerCut.TestModels.Protos;
using Google.Protobuf;

namespace FinerCut.Tests.Surgery;

/// <summary>Removal from a graph whose residuals are inside the next norm: the norms before and after, written
/// <c>normalised, stream+ = Skip(stream+, branch)</c>.</summary>
public sealed partial class FusedRemovalTests : IDisposable
{
    private static readonly string[] Dense =
    [
        "0/input = Norm(embed)",
        "0/post, 0/post+ = Skip(embed, 0/attn)",
        "1/input, 1/input+ = Skip(0/post+, 0/mlp)",
        "1/post, 1/post+ = Skip(1/input+, 1/attn)",
        "2/input, 2/input+ = Skip(1/post+, 1/mlp)",
        "2/post, 2/post+ = Skip(2/input+, 2/attn)",
        "3/final = Skip(2/post+, 2/mlp)",
    ];

    private readonly TemporaryFolder _folder = new();
    private readonly TinyDecoder _decoder;

    public FusedRemovalTests() =>
        _decoder = TinyDecoder.Write(_folder.Combine("source"), new() { Form = TinyDecoderForm.GenAiLlama });

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string, string[]> Folds { get; } = new()
    {
        {
            "0.attn",
            ["0/post = Norm(embed)", "1/input, 1/input+ = Skip(embed, 0/mlp)", Dense[3], Dense[4], Dense[5], Dense[6]]
        },
        { "0.ffn", [Dense[0], "1/input, 1/input+ = Skip(embed, 0/attn)", Dense[3], Dense[4], Dense[5], Dense[6]] },
        { "1.attn", [Dense[0], Dense[1], "1/post, 1/post+ = Skip(0/post+, 0/mlp)", Dense[4], Dense[5], Dense[6]] },
        { "1.ffn", [Dense[0], Dense[1], Dense[2], "2/input, 2/input+ = Skip(1/input+, 1/attn)", Dense[5], Dense[6]] },
        { "2.ffn", [Dense[0], Dense[1], Dense[2], Dense[3], Dense[4], "3/final = Skip(2/input+, 2/attn)"] },
        {
            "0.attn 0.ffn",
            ["1/input = Norm(embed)", "1/post, 1/post+ = Skip(embed, 1/attn)", Dense[4], Dense[5], Dense[6]]
        },
        { "1.attn 1.ffn", [Dense[0], Dense[1], "2/input, 2/input+ = Skip(0/post+, 0/mlp)", Dense[5], Dense[6]] },
        { "1.ffn 2.attn", [Dense[0], Dense[1], Dense[2], "2/post, 2/post+ = Skip(1/input+, 1/attn)", Dense[6]] },
        { "2.attn 2.ffn", [Dense[0], Dense[1], Dense[2], Dense[3], "3/final = Skip(1/post+, 1/mlp)"] },
        { "0.ffn 1.ffn 2.ffn", [
            Dense[0],
            "1/input, 1/input+ = Skip(embed, 0/attn)",
            "2/input, 2/input+ = Skip(1/input+, 1/attn)",
            "3/final = Skip(2/input+, 2/attn)"
        ] },
        { "0.attn 1.attn 2.attn", [
            "0/post = Norm(embed)",
            "1/post, 1/post+ = Skip(embed, 0/mlp)",
            "2/post, 2/post+ = Skip(1/post+, 1/mlp)",
            Dense[6]
        ] },
        { "0.attn 0.ffn 1.attn 1.ffn 2.attn", ["2/post = Norm(embed)", "3/final = Skip(embed, 2/mlp)"] },
        { "0.ffn 1.attn 1.ffn 2.attn 2.ffn", [Dense[0], "3/final = Skip(embed, 0/attn)"] },
    };

    [Theory]
    [MemberData(nameof(Folds))]
    public void Sublayers_Removed_FoldIntoTheNormsThatStay(string removed, string[] expected)
    {
        PrunedGraph graph = Remove(removed.Split(' '));

        Assert.Equal(Dense, graph.Before.Where(IsNorm).Select(Short));
        Assert.Equal(expected, graph.After.Where(IsNorm).Select(Short));
    }

    [Theory]
    [MemberData(nameof(Folds))]
    public void Sublayers_Removed_LeaveNoNodeBesidesThoseOfTheSource(string removed, string[] expected)
    {
        PrunedGraph graph = Remove(removed.Split(' '));

        Assert.Empty(graph.After.Select(OutputOf).Except(graph.Before.Select(OutputOf)));
        Assert.Equal(expected.Length, graph.After.Count(line => line.StartsWith("initializer", StringComparison.Ordinal)
            && line.Contains("layernorm.weight", StringComparison.Ordinal)));
    }

    [Fact]
    public void Epsilon_LeftToTheDefault_StaysThatOfTheFusedNorm()
    {
        ModelProto model = ModelProto.Parser.ParseFrom(File.ReadAllBytes(_decoder.ModelPath));
        foreach (NodeProto norm in model.Graph.Node.Where(node => node.OpType == "SkipSimplifiedLayerNormalization"))
        {
            norm.Attribute.Clear();
        }

        File.WriteAllBytes(_decoder.ModelPath, model.ToByteArray());

        PrunedGraph graph = Remove("0.attn");

        Assert.Contains("epsilon=1E-12", Assert.Single(graph.New, line => line.Contains(
            " = SimplifiedLayerNormalization(", StringComparison.Ordinal)), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Caches_AfterRemoval_KeepTheExportersOrder()
    {
        PrunedGraph graph = Remove("0.attn");

        Assert.Equal(
            [
                "input_ids",
                "attention_mask",
                "past_key_values.0.key",
                "past_key_values.1.key",
                "past_key_values.0.value",
                "past_key_values.1.value"
            ],
            NamesOf(graph.After, "input"));
        Assert.Equal(
            ["logits", "present.0.key", "present.1.key", "present.0.value", "present.1.value"],
            NamesOf(graph.After, "output"));
        Assert.Contains(
            "input past_key_values.1.key: Float[batch_size, 2, past_sequence_length, kv_cache_dim]", graph.After);
        Assert.Contains(
            "output present.1.value: Float[batch_size, 2, total_sequence_length, kv_cache_dim]", graph.After);
    }

    [Theory]
    [InlineData("1.attn")]
    [InlineData("1.ffn")]
    [InlineData("0.attn 0.ffn 2.attn")]
    public void Descriptions_AfterRemoval_AreThoseOfTheValuesLeft(string removed)
    {
        HashSet<string> described = [.. DescribedValues(_decoder.ModelPath)];
        PrunedGraph graph = Remove(removed.Split(' '));

        string[] left = [.. DescribedValues(_folder.Combine("pruned", "model.onnx"))];

        using Model model = Model.Open(_folder.Combine("pruned", "model.onnx"));
        Assert.All(left, name => Assert.NotNull(model.Graph.FindValue(name)));
        Assert.Equal(
            described.Where(name => model.Graph.FindValue(name) is not null).Order(StringComparer.Ordinal),
            left.Order(StringComparer.Ordinal));
        Assert.InRange(left.Length, 5, described.Count - 5);
        Assert.NotEmpty(graph.Gone);
    }

    private PrunedGraph Remove(params string[] removed) =>
        PrunedGraph.Of(_decoder.ModelPath, _folder.Combine("pruned"), removed);

    private static IEnumerable<string> DescribedValues(string path) =>
        ModelProto.Parser.ParseFrom(File.ReadAllBytes(path)).Graph.ValueInfo.Select(info => info.Name);

    private static IEnumerable<string> NamesOf(IEnumerable<string> lines, string kind) =>
        lines.Where(line => line.StartsWith(kind + " ", StringComparison.Ordinal))
            .Select(line => line.Split(' ', ':')[1]);

    private static string OutputOf(string line) => line.Split(' ')[1].TrimEnd(':', ',');

    private static bool IsNorm(string line) => line.Contains("SimplifiedLayerNormalization(", StringComparison.Ordinal);

    private static string Short(string line) => Layer().Replace(
        Noise().Replace(line, "")
            .Replace("/model/embed_tokens/Gather/output_0", "embed", StringComparison.Ordinal)
            .Replace("SkipSimplifiedLayerNormalization", "Skip", StringComparison.Ordinal)
            .Replace("SimplifiedLayerNormalization", "Norm", StringComparison.Ordinal),
        match => $"{match.Groups[1]}/{match.Groups[2]}{(match.Groups[3].Value == "3" ? "+" : "")}");

    [GeneratedRegex(@"^node |_, |, model\.layers\.\d\.\w+\.weight| \{.*\}$")]
    private static partial Regex Noise();

    [GeneratedRegex(@"/model/layers\.(\d)/(input|post|final|attn|mlp)[\w/]*/output_(\d)")]
    private static partial Regex Layer();
}
