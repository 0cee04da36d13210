using FinerCut.Decoders;
using FinerCut.Onnx.Files;
using FinerCut.Onnx.Graphs;
using FinerCut.Onnx.Passes;
using FinerCut.Surgery;
using FinerCut.TestModels;
using FinerCut.TestModels.Decoders;
using FinerCut.TestModels.Execution;
using FinerCut.TestModels.Files;

namespace FinerCut.Tests.Surgery;

/// <summary>What pruned tiny decoders answer, against a computation without a graph.</summary>
public sealed class RemovalResultTests : IDisposable
{
    private const double Tolerance = 3e-5;

    private readonly TemporaryFolder _folder = new();

    public static MatrixTheoryData<TinyDecoderForm, WeightStorage> Forms { get; } =
        new(Enum.GetValues<TinyDecoderForm>(), Enum.GetValues<WeightStorage>());

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(TinyDecoderForm.OptimumLlama)]
    [InlineData(TinyDecoderForm.GenAiLlama)]
    public void EveryOneAndEveryPair_Removed_AnswerAsTheReference(TinyDecoderForm form)
    {
        TinyDecoder decoder = TinyDecoder.Write(_folder.Combine("source"), new() { Form = form });
        string[][] pairs =
            [.. decoder.Sublayers.SelectMany(first => decoder.Sublayers, (first, second) => (string[])[first, second])
                .Where(pair => string.CompareOrdinal(pair[0], pair[1]) <= 0).Select(pair => pair.Distinct().ToArray())];

        Assert.Equal(6 + 15, pairs.Length);
        Assert.All(pairs, removed => Check(decoder, removed));
    }

    [Theory]
    [InlineData(TinyDecoderForm.OptimumLlama)]
    [InlineData(TinyDecoderForm.GenAiLlama)]
    public void AllButOne_Removed_AnswerAsTheReference(TinyDecoderForm form)
    {
        TinyDecoder decoder = TinyDecoder.Write(_folder.Combine("source"), new() { Form = form });

        Assert.All(decoder.Sublayers, kept => Check(decoder, [.. decoder.Sublayers.Where(name => name != kept)]));
    }

    [Theory]
    [InlineData(TinyDecoderForm.OptimumLlama, "attn")]
    [InlineData(TinyDecoderForm.OptimumLlama, "ffn")]
    [InlineData(TinyDecoderForm.GenAiLlama, "attn")]
    [InlineData(TinyDecoderForm.GenAiLlama, "ffn")]
    public void AllOfAKind_Removed_AnswerAsTheReference(TinyDecoderForm form, string kind)
    {
        TinyDecoder decoder = TinyDecoder.Write(_folder.Combine("source"), new() { Form = form });

        Check(decoder, [.. decoder.Sublayers.Where(name => name.EndsWith(kind, StringComparison.Ordinal))]);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Nothing_Removed_IsTheSameBytes(TinyDecoderForm form, WeightStorage storage)
    {
        TinyDecoder decoder = TinyDecoder.Write(_folder.Combine("source"), new() { Form = form, Storage = storage });

        PrunedGraph graph = PrunedGraph.Of(decoder.ModelPath, _folder.Combine("pruned"));

        Assert.Empty(graph.Gone);
        Assert.All(Directory.GetFiles(_folder.Combine("pruned")), file =>
            Assert.Equal(
                File.ReadAllBytes(Path.Combine(decoder.Folder, Path.GetFileName(file))), File.ReadAllBytes(file)));
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Weights_AfterRemoval_TakeNoMoreBytesThanTheirElements(TinyDecoderForm form, WeightStorage storage)
    {
        const int alignment = 4096;
        TinyDecoder decoder = TinyDecoder.Write(_folder.Combine("source"), new() { Form = form, Storage = storage });
        PrunedGraph.Of(decoder.ModelPath, _folder.Combine("pruned"), "0.attn", "2.ffn");
        using Model model = Model.Open(_folder.Combine("pruned", "model.onnx"));
        long elements = model.Graph.Initializers.Sum(value => value.Initializer!.SizeInBytes);

        long bytes = Directory.GetFiles(_folder.Combine("pruned"), "*data").Sum(file => new FileInfo(file).Length);

        switch (storage)
        {
            case WeightStorage.SingleFile:
                Assert.Equal(0, bytes);
                Assert.InRange(new FileInfo(model.Path).Length, elements, elements + 100_000);
                break;
            case WeightStorage.ExternalPacked:
                Assert.Equal(elements, bytes);
                break;
            default:
                Assert.InRange(bytes, elements, elements + (alignment * model.Graph.Initializers.Count));
                Assert.All(
                    model.Graph.Initializers,
                    value => Assert.Equal(0, value.Initializer!.ExternalData!.Offset % alignment));
                break;
        }
    }

    [Theory]
    [InlineData(TinyDecoderForm.OptimumLlama)]
    [InlineData(TinyDecoderForm.GenAiLlama)]
    public void Two_RemovedInEitherOrderOrOneAfterTheOther_AreTheSameGraph(TinyDecoderForm form)
    {
        TinyDecoder decoder = TinyDecoder.Write(_folder.Combine("source"), new() { Form = form });
        for (int first = 0; first < decoder.Sublayers.Count; first++)
        {
            for (int second = first + 1; second < decoder.Sublayers.Count; second++)
            {
                string together = Remove(decoder, [first, second]);
                Assert.Equal(together, Remove(decoder, [second, first]));
                Assert.Equal(together, Remove(decoder, [first], [second - 1]));
                Assert.Equal(together, Remove(decoder, [second], [first]));
            }
        }
    }

    /// <summary>Removes sublayers by their places, group after group, each time recognised anew.</summary>
    private string Remove(TinyDecoder decoder, params int[][] groups)
    {
        string path = decoder.ModelPath;
        foreach (int[] places in groups)
        {
            using Model model = Model.Open(path);
            DecoderMap map = DecoderMap.Find(model);
            SublayerRemoval.Apply(map, [.. places.Select(place => map.Sublayers[place].Name)]);
            string folder = _folder.Combine(Path.GetRandomFileName());
            Directory.CreateDirectory(folder);
            ModelWriter.Write(model, folder, "model.onnx", CancellationToken.None);
            path = Path.Combine(folder, "model.onnx");
        }

        using Model pruned = Model.Open(path);
        return GraphPrinter.Print(pruned.Graph);
    }

    private void Check(TinyDecoder decoder, string[] removed)
    {
        string name = string.Join(' ', removed);
        string path = PrunedCopies.Write(decoder.ModelPath, removed, _folder.Combine(name));
        int[][] ids = decoder.SampleIds(batch: 2, tokens: 7);
        LogitsArray expected = decoder.Expect(ids, removed);
        using OnnxRunner runner = OnnxRunner.Open(path);

        Near(runner.Prefill(ids));
        Assert.Equal(
            removed.Count(sublayer => sublayer.EndsWith("attn", StringComparison.Ordinal)) < decoder.Options.Layers,
            runner.HasCaches);
        if (runner.HasCaches)
        {
            Near(runner.PrefillThenStep(ids));
        }

        void Near(LogitsArray logits)
        {
            double difference = expected.LargestDifference(logits);
            Assert.True(difference <= Tolerance, $"without {name} the logits differ by {difference:g3}");
        }
    }
}
