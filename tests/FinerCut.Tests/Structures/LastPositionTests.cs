using FinerCut.Commands.Gate;
using FinerCut.Commands.Prune;
using FinerCut.Commands.Verify;
using FinerCut.Decoders;
using FinerCut.Distances;
using FinerCut.Execution;
using FinerCut.Onnx;
using FinerCut.Onnx.Files;
using FinerCut.Onnx.Graphs;
using FinerCut.Plans;
using FinerCut.Search.Budgets;
using FinerCut.TestModels;
using FinerCut.TestModels.Execution;
using FinerCut.TestModels.Files;
using FinerCut.TestModels.Protos;
using FinerCut.TestModels.Structures;
using FinerCut.Verification;
using Google.Protobuf;
using Microsoft.Extensions.Logging.Abstractions;

namespace FinerCut.Tests.Structures;

/// <summary>Models that answer for the last position alone, against the same model that answers for all.</summary>
public sealed class LastPositionTests : IDisposable
{
    private const double Tolerance = 3e-5;

    private static readonly int[][] Ids = [[17, 250, 3, 99, 142, 61, 200]];

    private readonly TemporaryFolder _folder = new();
    private readonly SilentObserver _observer = new();

    public static TheoryData<string> Ends => [.. EndStructures.LastPositions];

    public static TheoryData<string> Cases => ["last-token-gather", "prune_lm_head_fp16"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Ends))]
    public void Segments_OfLastPosition_AnswerForAll(string end)
    {
        using SegmentedDecoder decoder = SegmentedDecoder.Open(
            Write(EndStructures.Build(end), end), new SessionFactory(ExecutionProvider.Cpu, 1));
        Assert.True(decoder.IsOfOnePosition);
        Assert.All<string[]>([[], ["0.attn"], ["1.ffn"], ["0.ffn", "1.attn"]], removed =>
        {
            LogitsArray expected = Oracle(removed).Prefill(Ids);
            Assert.All<int>([7, 3, 7, 1], length =>
            {
                using PreparedSample sample = decoder.Prepare(Ids[0].AsSpan(0, length));
                float[] logits = decoder.Logits(sample, removed.Select(SublayerName.Parse).ToHashSet());
                LogitsArray start = new(expected.Values[..logits.Length], 1, length, decoder.Vocabulary);
                Assert.InRange(start.LargestDifference(new(logits, 1, length, decoder.Vocabulary)), 0, Tolerance);
            });
        });
    }

    [Theory]
    [MemberData(nameof(Ends))]
    public void Search_OfLastPosition_FindsWhatAllPositionsSay(string end)
    {
        PruningPlan expected = Search(Write(EndStructures.Build(EndStructures.Whole), "whole"), "whole-pruned").Plan;
        PruneResult found = Search(Write(EndStructures.Build(end), end), "pruned");

        Assert.Equal(
            expected.Removed.Select(removal => removal.Sublayer),
            found.Plan.Removed.Select(removal => removal.Sublayer));
        Assert.All(expected.Removed.Zip(found.Plan.Removed), pair =>
            Assert.Equal(pair.First.Distance!.Value, pair.Second.Distance!.Value, 1e-6));
        Assert.InRange(found.Verification!.LargestDifference, 0, found.Verification.Tolerance);
        AssertLastPosition(found.Output!, [.. found.Plan.Removed.Select(removal => removal.Sublayer)]);
    }

    [Theory]
    [InlineData(DistanceMetric.Norm)]
    [InlineData(DistanceMetric.Angular)]
    public void Search_ByVectors_FindsWhatAllPositionsSay(DistanceMetric metric)
    {
        PruneOptions options = Options("pruned") with
        {
            Output = new() { DryRun = true },
            Search = new() { Metric = metric },
        };
        PruningPlan expected = Prune(options with { Model = Write(EndStructures.Build(EndStructures.Whole), "whole") })
            .Plan;
        PruningPlan found = Prune(options with { Model = Write(EndStructures.Build("gather-scalar"), "last") }).Plan;

        Assert.Equal(
            expected.Removed.Select(removal => removal.Sublayer), found.Removed.Select(removal => removal.Sublayer));
        Assert.All(expected.Removed.Zip(found.Removed), pair =>
            Assert.Equal(pair.First.Distance!.Value, pair.Second.Distance!.Value, 1e-5));
    }

    [Theory]
    [MemberData(nameof(Ends))]
    public void Gate_OfLastPosition_IsVerified(string end)
    {
        GateOptions options = new()
        {
            Model = Write(EndStructures.Build(end), end),
            Output = _folder.Combine("gated"),
            Threads = 1,
        };
        GateResult result = GateRun.Execute(
            options, _observer, NullLogger.Instance, TestContext.Current.CancellationToken);
        Assert.InRange(result.Verification.LargestDifference, 0, result.Verification.Tolerance);
    }

    /// <summary>Every call has the same sample in all its sequences.</summary>
    [Theory]
    [InlineData("gather-scalar", 2)]
    [InlineData("gather-list", 4)]
    [InlineData("gather-after-head", 2)]
    [InlineData("slice", 2)]
    [InlineData("gather-elements", 2)]
    [InlineData("gather-nd", 4)]
    [InlineData("gather-flat", 2)]
    public void Search_OfLastPositionInAFixedBatch_FindsWhatAllPositionsSay(string end, int batch)
    {
        PruningPlan expected = Search(Write(EndStructures.Build(EndStructures.Whole), "whole"), "whole-pruned").Plan;
        string source = Write(WithBatch(EndStructures.Build(end), batch), end);
        PruneResult found = Search(source, "pruned");

        Assert.Equal(
            expected.Removed.Select(removal => removal.Sublayer),
            found.Plan.Removed.Select(removal => removal.Sublayer));
        Assert.All(expected.Removed.Zip(found.Plan.Removed), pair =>
            Assert.Equal(pair.First.Distance!.Value, pair.Second.Distance!.Value, 1e-6));
        Assert.InRange(found.Verification!.LargestDifference, 0, found.Verification.Tolerance);
        VerifyOptions options = new() { Model = found.Output!, Against = source, SampleTokens = 24, Threads = 1 };
        VerifyResult verified = VerifyRun.Execute(
            options, _observer, NullLogger.Instance, TestContext.Current.CancellationToken);
        Assert.All(verified.Findings, finding => Assert.NotEqual(FindingResult.Differs, finding.Result));
        GateOptions gate = new() { Model = source, Output = _folder.Combine("gated"), Threads = 1 };
        GateResult gated = GateRun.Execute(gate, _observer, NullLogger.Instance, TestContext.Current.CancellationToken);
        Assert.InRange(gated.Verification.LargestDifference, 0, gated.Verification.Tolerance);
    }

    private static StructureModel WithBatch(StructureModel structure, int batch)
    {
        GraphProto graph = structure.Model.Graph;
        foreach (TensorShapeProto.Types.Dimension size in graph.Input.Concat(graph.Output)
            .SelectMany(value => value.Type.TensorType.Shape.Dim).Where(size => size.DimParam == "batch_size"))
        {
            size.DimValue = batch;
        }

        return structure;
    }

    [Fact]
    public void Find_SliceOfAllPositions_IsNoSelection()
    {
        using Model sliced = Model.Open(Write(EndStructures.Build(EndStructures.Sliced), "sliced"));
        using Model last = Model.Open(Write(EndStructures.Build("slice"), "last"));

        Assert.False(DecoderMap.Find(sliced).IsOfOnePosition);
        Assert.True(DecoderMap.Find(last).IsOfOnePosition);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("0.attn")]
    public void Prune_OtherPosition_IsRefusedAndLeavesNothing(string? removed)
    {
        DiagnosticException error = Refusal(EndStructures.Earlier(), removed);
        Assert.Equal("FC2041", error.Code);
        Assert.Contains("'/model/lm_head/Gather'", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("0.attn")]
    public void Prune_MeanOfPositions_IsRefusedByItsShape(string? removed)
    {
        DiagnosticException error = Refusal(EndStructures.Mean(), removed);
        Assert.Equal("FC2042", error.Code);
        Assert.Contains("have the shape [1, 1, 288]; [1, ", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Search_OfCase_IsVerifiedAndKeepsItsSelection(string name)
    {
        string source = SharedData.Require("cases", name);
        PruneResult result = Prune(Options("pruned") with
        {
            Model = source,
            Calibration = new() { Sources = ["random"], Samples = 3, SampleTokens = 32 },
        });
        Assert.Equal(2, result.Plan.Removed.Count);
        Assert.All(result.Plan.Removed, removal => Assert.InRange(removal.Distance!.Value, 0, Math.Log(2)));
        Assert.True(result.DensePerplexity is null or (> 1 and < 5000));

        VerifyOptions options = new()
        {
            Model = result.Output!,
            Against = source,
            Samples = 2,
            SampleTokens = 32,
            Threads = 1,
        };
        VerifyResult verified = VerifyRun.Execute(
            options, _observer, NullLogger.Instance, TestContext.Current.CancellationToken);
        Assert.All(verified.Findings, finding => Assert.NotEqual(FindingResult.Differs, finding.Result));
        using OnnxRunner runner = OnnxRunner.Open(result.Output!);
        Assert.Equal(1, runner.Prefill(Ids).Tokens);
    }

    private DiagnosticException Refusal(StructureModel model, string? removed)
    {
        PruneOptions search = Options("pruned") with { Model = Write(model, "source") };
        PruneOptions options = removed is null ? search : search with { Budget = new RemovalListBudget([removed]) };
        DiagnosticException error = Assert.Throws<DiagnosticException>(() => Prune(options));
        Assert.Equal([_folder.Combine("source")], Directory.EnumerateFileSystemEntries(_folder.Path));
        return error;
    }

    private void AssertLastPosition(string pruned, string[] removed)
    {
        using OnnxRunner runner = OnnxRunner.Open(pruned);
        OnnxRunner oracle = Oracle(removed);
        LogitsArray all = oracle.Prefill(Ids);
        LogitsArray last = runner.Prefill(Ids);
        Assert.Equal(1, last.Tokens);
        Assert.InRange(new LogitsArray([.. all.At(0, all.Tokens - 1)], 1, 1, all.Vocabulary).LargestDifference(last),
            0, Tolerance);
        if (runner.HasCaches)
        {
            Assert.InRange(oracle.Steps(Ids).LargestDifference(runner.Steps(Ids)), 0, Tolerance);
        }
    }

    private OnnxRunner Oracle(string[] removed) =>
        OnnxRunner.Open(
        Write(EndStructures.Build(EndStructures.Whole, removed), "oracle " + string.Join(' ', removed)));

    private PruneResult Search(string path, string output) => Prune(Options(output) with { Model = path });

    private PruneResult Prune(PruneOptions options) =>
        PruneRun.Execute(options, _observer, NullLogger.Instance, TestContext.Current.CancellationToken);

    private PruneOptions Options(string output) => new()
    {
        Model = "",
        Budget = new CountBudget(2),
        Output = new() { Path = _folder.Combine(output) },
        Calibration = new() { Sources = ["random"], Samples = 3, SampleTokens = 24 },
        Runtime = new() { Threads = 1 },
    };

    private string Write(StructureModel structure, string name)
    {
        string path = _folder.Combine(name, "model.onnx");
        Directory.CreateDirectory(_folder.Combine(name));
        File.WriteAllBytes(path, structure.Model.ToByteArray());
        return path;
    }
}
