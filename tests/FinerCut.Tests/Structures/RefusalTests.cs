using FinerCut.Commands.Prune;
using FinerCut.Decoders;
using FinerCut.Execution;
using FinerCut.Onnx;
using FinerCut.Onnx.Files;
using FinerCut.Onnx.Graphs;
using FinerCut.Search.Budgets;
using FinerCut.Surgery;
using FinerCut.TestModels.Files;
using FinerCut.TestModels.Structures;
using Google.Protobuf;
using Microsoft.Extensions.Logging.Abstractions;

namespace FinerCut.Tests.Structures;

/// <summary>Structures, or sublayers of them, that cannot be pruned: each is refused with its reason.</summary>
public sealed class RefusalTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("two-streams", "FC2003", "two streams that both start at '/model/embed_tokens/Gather_output_0' meet")]
    [InlineData("hyper-connections", "FC2003", "none of the values added is the stream that the others read")]
    [InlineData("from-vectors", "FC2012", "'inputs_embeds'")]
    public void Find_NoDecoder_SaysWhy(string name, string code, string reason)
    {
        using Model model = Open(name);
        DiagnosticException error = Assert.Throws<DiagnosticException>(() => DecoderMap.Find(model));
        Assert.Equal(code, error.Code);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("altup", "FC2008", "holds a stream of its own")]
    [InlineData("cross-attention", "FC2062", "'encoder_hidden_states'")]
    public void Prune_ModelNotUnderstood_SaysWhyAndWritesNothing(string name, string code, string reason)
    {
        DiagnosticException error =
            Assert.Throws<DiagnosticException>(() => Prune(Write(name), new RemovalListBudget(["0.attn"])));
        Assert.Equal(code, error.Code);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.Combine("pruned")));
    }

    [Theory]
    [InlineData("shared-caches", "1.attn", "'past_key_values.1.key' is also needed for '/model/layers.2/self_attn/")]
    [InlineData("early-length", "0.attn", "'past_key_values.0.key' is also needed for '/model/layers.0/Shape'")]
    [InlineData("shown-attentions", "0.attn", "the output 'attentions.0'")]
    [InlineData("shown-attentions", "1.attn", "the output 'attentions.1'")]
    public void Sublayer_NeededElsewhere_IsRefusedWithItsReader(string name, string sublayer, string reason)
    {
        string path = Write(name);
        using Model model = Model.Open(path);
        DecoderMap map = DecoderMap.Find(model);
        SublayerName refused = SublayerName.Parse(sublayer);

        Assert.Contains(reason, map.FindSublayer(refused)!.Refusal, StringComparison.Ordinal);
        Refuses(() => SublayerRemoval.Apply(map, [refused]));
        Refuses(() => Prune(path, new RemovalListBudget([sublayer])));

        void Refuses(Action action)
        {
            DiagnosticException error = Assert.Throws<DiagnosticException>(action);
            Assert.Equal("FC2011", error.Code);
            Assert.Contains($"The sublayer {sublayer} of ", error.Message, StringComparison.Ordinal);
            Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Search_SharedCaches_NeverTakesTheDonor()
    {
        string path = Write("shared-caches");
        string calibration = _folder.Combine("ids.jsonl");
        File.WriteAllLines(calibration, ["[5,17,200,33,8,120,9,41]", "[9,9,150,71,30,2,88,254]"]);
        PruneOptions options =
            Options(path, new CountBudget(6)) with
            {
                Calibration = new() { Sources = [calibration], Samples = 2, SampleTokens = 8 },
            };
        PruneResult result = PruneRun.Execute(
            options, SilentObserver.Instance, NullLogger.Instance, TestContext.Current.CancellationToken);

        Assert.Equal(6, result.Plan.Removed.Count);
        Assert.DoesNotContain(result.Plan.Removed, removal => removal.Sublayer == "1.attn");
        Assert.All(result.Plan.Steps, step => Assert.DoesNotContain(step.Scores, score => score.Sublayer == "1.attn"));
    }

    [Fact]
    public void Rejected_SkipConnections_NamesEachAddition()
    {
        using Model model = Open("skips");
        IReadOnlyList<RejectedAddition> rejected = DecoderMap.Find(model).Rejected;

        Assert.Contains(rejected, addition => addition.Name == "/model/layers.2/Add"
            && addition.Reason.EndsWith("an earlier value of the stream, is added again.", StringComparison.Ordinal));
        Assert.Contains(rejected, addition => addition.Name == "/model/layers.3/Add_1");
    }

    [Fact]
    public void Kinds_OfStates_AreFixedForConvolutionsOnly()
    {
        using Model model = Open("lfm2");
        DecoderMap map = DecoderMap.Find(model);

        Assert.Equal(["past_conv.0 -> present_conv.0"], map.FindSublayer(SublayerName.Parse("0.mixer"))!.Caches
            .Select(cache => $"{cache.Past.Name} -> {cache.Present.Name}"));
        Assert.All(map.Sublayers, sublayer => Assert.All(
            sublayer.Caches, cache => Assert.Equal(sublayer.Kind == SublayerKind.Mixer, cache.IsFixed)));
        Assert.Equal(2 * 2 * 2 * 8 * sizeof(float), map.Caches.Sum(cache => cache.BytesPerToken));
    }

    [Fact]
    public void Segments_OfSharedCaches_AreCutBeforeTheDonorAndAfterTheLastReader()
    {
        using SegmentedDecoder decoder =
            SegmentedDecoder.Open(Write("shared-caches"), new SessionFactory(ExecutionProvider.Cpu, 1));

        Assert.Equal(
            ["0.attn", "0.ffn", "1.attn 1.ffn 2.attn 2.ffn 3.attn", "3.ffn"],
            decoder.Segments.Select(segment => string.Join(' ', segment.Sublayers)));
    }

    private PruneResult Prune(string path, Budget budget) => PruneRun.Execute(
        Options(path, budget), SilentObserver.Instance, NullLogger.Instance, TestContext.Current.CancellationToken);

    private PruneOptions Options(string path, Budget budget) => new()
    {
        Model = path,
        Budget = budget,
        Output = new() { Path = _folder.Combine("pruned") },
        Runtime = new() { Threads = 1 },
    };

    private Model Open(string name) => Model.Open(Write(name));

    private string Write(string name)
    {
        string path = _folder.Combine("source", "model.onnx");
        Directory.CreateDirectory(_folder.Combine("source"));
        File.WriteAllBytes(path, StructureCatalog.Build(name).Model.ToByteArray());
        return path;
    }
}
