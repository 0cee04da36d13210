using FinerCut.Commands.Prune;
using FinerCut.Decoders;
using FinerCut.Execution;
using FinerCut.Onnx.Files;
using FinerCut.Onnx.Graphs;
using FinerCut.Search.Budgets;
using FinerCut.TestModels;
using FinerCut.TestModels.Execution;
using FinerCut.TestModels.Files;
using FinerCut.TestModels.Structures;
using Google.Protobuf;
using Microsoft.Extensions.Logging.Abstractions;

namespace FinerCut.Tests.Structures;

/// <summary>Decoders of structures that the zoo does not hold, against the same model with the branch times
/// zero.</summary>
public sealed class StructureTests : IDisposable
{
    private const double Tolerance = 3e-5;

    private static readonly int[][] Ids = [[17, 250, 3, 99, 142, 61, 200], [5, 5, 180, 33, 260, 91, 7]];

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Names => [.. StructureCatalog.Names];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Names))]
    public void Sublayers_OfStructure_AreThoseOfTheBuilder(string name)
    {
        StructureModel structure = StructureCatalog.Build(name);
        using Model model = Model.Open(Write(structure, "source"));
        DecoderMap map = DecoderMap.Find(model);

        Assert.Equal(structure.Sublayers.Order(), map.Sublayers.Select(sublayer => sublayer.Name.ToString()).Order());
        Assert.Empty(map.NotUnderstood);
        Assert.Equal(
            model.Graph.Inputs.Count(input => input.Name.StartsWith("past", StringComparison.Ordinal)),
            map.Caches.Count());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Removals_OfStructure_EqualNulledBranches(string name)
    {
        string source = Write(StructureCatalog.Build(name), "source");
        Assert.All(Removals(source), removed =>
        {
            string pruned = PrunedCopies.Write(source, removed, _folder.Combine(string.Join(' ', removed)));
            using OnnxRunner oracle =
                OnnxRunner.Open(Write(StructureCatalog.Build(name, removed), "nulled " + string.Join(' ', removed)));
            using OnnxRunner runner = OnnxRunner.Open(pruned);
            Near(oracle.Prefill(Ids), runner.Prefill(Ids));
            if (runner.HasCaches)
            {
                Near(oracle.PrefillThenStep(Ids), runner.PrefillThenStep(Ids));
            }
        });
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Segments_OfStructure_EqualNulledBranches(string name)
    {
        string source = Write(StructureCatalog.Build(name), "source");
        using SegmentedDecoder decoder = SegmentedDecoder.Open(source, new SessionFactory(ExecutionProvider.Cpu, 1));
        Assert.All(Removals(source).Append([]), removed =>
        {
            using OnnxRunner oracle =
                OnnxRunner.Open(Write(StructureCatalog.Build(name, removed), "nulled " + string.Join(' ', removed)));
            using PreparedSample sample = decoder.Prepare(Ids[0]);
            float[] logits = decoder.Logits(sample, removed.Select(SublayerName.Parse).ToHashSet());
            Near(oracle.Prefill([Ids[0]]), new LogitsArray(logits, 1, sample.Length, decoder.Vocabulary));
        });
    }

    [Fact]
    public void Segments_WithPerLayerInputs_HoldOneSublayerEach()
    {
        string source = Write(StructureCatalog.Build("per-layer-inputs"), "source");
        using SegmentedDecoder decoder = SegmentedDecoder.Open(source, new SessionFactory(ExecutionProvider.Cpu, 1));
        Assert.All(decoder.Segments, segment => Assert.Single(segment.Sublayers));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Prune_OfStructure_IsVerified(string name)
    {
        string source = Write(StructureCatalog.Build(name), "source");
        string[] removed = Removals(source)[^1];
        PruneOptions options =
            new()
            {
                Model = source,
                Budget = new RemovalListBudget(removed),
                Output = new() { Path = _folder.Combine("pruned") },
                Runtime = new() { Threads = 1 }
            };
        PruneResult result = PruneRun.Execute(
            options, SilentObserver.Instance, NullLogger.Instance, TestContext.Current.CancellationToken);

        Assert.InRange(result.Verification!.LargestDifference, 0, result.Verification.Tolerance);
        Assert.Equal(result.Dense.Sublayers - removed.Length, result.Pruned.Sublayers);
    }

    [Theory]
    [InlineData("opt-350m", "1.ffn", "model.layers.1.mlp.")]
    [InlineData("opt-350m-fused", "1.ffn", "model.layers.1.mlp.")]
    [InlineData("early-shape", "0.attn", "model.layers.0.self_attn.")]
    public void Removal_OfWhatIsAskedForItsShape_LeavesNoWeightBehind(string name, string sublayer, string weights)
    {
        string source = Write(StructureCatalog.Build(name), "source");
        using Model dense = Model.Open(source);
        using Model pruned = Model.Open(PrunedCopies.Write(source, [sublayer], _folder.Combine("pruned")));

        Assert.Contains(dense.Graph.Initializers, value => value.Name.StartsWith(weights, StringComparison.Ordinal));
        Assert.DoesNotContain(pruned.Graph.Initializers, value =>
            value.Name.StartsWith(weights, StringComparison.Ordinal));
        long own = DecoderMap.Find(dense).FindSublayer(SublayerName.Parse(sublayer))!.Parameters;
        Assert.Equal(DecoderMap.Find(dense).Parameters - own, DecoderMap.Find(pruned).Parameters);
    }

    /// <summary>Every sublayer that may go, every neighbouring pair, all of each kind, all but one.</summary>
    private static List<string[]> Removals(string path)
    {
        using Model model = Model.Open(path);
        IReadOnlyList<Sublayer> all = DecoderMap.Find(model).Sublayers;
        string[] free =
            [.. all.Where(sublayer => sublayer.Refusal is null).Select(sublayer => sublayer.Name.ToString())];
        IEnumerable<string[]> kinds = all.Where(sublayer => sublayer.Refusal is null).GroupBy(sublayer => sublayer.Kind)
            .Select(group => group.Select(sublayer => sublayer.Name.ToString()).ToArray());
        return [
            .. free.Select(name => new[] { name }),
            .. kinds,
            [.. free[1..]],
            .. free.Zip(free.Skip(1), (first, second) => new[] { first, second }).Reverse()
        ];
    }

    private static void Near(LogitsArray expected, LogitsArray found)
    {
        double difference = expected.LargestDifference(found);
        Assert.True(difference <= Tolerance, $"the logits differ by {difference:g3}");
    }

    private string Write(StructureModel structure, string name)
    {
        string path = _folder.Combine(name, "model.onnx");
        Directory.CreateDirectory(_folder.Combine(name));
        File.WriteAllBytes(path, structure.Model.ToByteArray());
        return path;
    }
}
