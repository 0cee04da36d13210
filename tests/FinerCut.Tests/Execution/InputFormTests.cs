using FinerCut.Commands.Gate;
using FinerCut.Commands.Prune;
using FinerCut.Decoders;
using FinerCut.Execution;
using FinerCut.Onnx;
using FinerCut.Onnx.Files;
using FinerCut.Onnx.Graphs;
using FinerCut.Search.Budgets;
using FinerCut.TestModels.Execution;
using FinerCut.TestModels.Files;
using FinerCut.TestModels.Protos;
using FinerCut.TestModels.Structures;
using FinerCut.Verification;
using Google.Protobuf;
using Microsoft.Extensions.Logging.Abstractions;

namespace FinerCut.Tests.Execution;

/// <summary>Inputs whose role is known, in every type and shape that exporters give them, against the same decoder in
/// its plain form.</summary>
public sealed class InputFormTests : IDisposable
{
    private const double Tolerance = 3e-5;

    private static readonly int[] Ids = [17, 250, 3, 99, 142, 61, 200];

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<InputForm> Forms => [.. Enum.GetValues<InputForm>()];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Forms))]
    public void WholeModel_OfForm_AnswersAsThePlainOne(InputForm form)
    {
        SessionFactory sessions = new(ExecutionProvider.Cpu, 1);
        using OnnxRunner plain = OnnxRunner.Open(Write(InputForm.Plain));
        using WholeDecoder decoder = WholeDecoder.Open(Write(form), sessions);
        float[] expected = plain.Prefill([Ids]).Values;

        Near(expected, decoder.Prefill(Ids));
        Near(expected.AsSpan()[^VocabularyOf(expected)..], decoder.CachedStep(Ids));
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Segments_OfForm_AnswerAsThePlainOne(InputForm form)
    {
        SessionFactory sessions = new(ExecutionProvider.Cpu, 1);
        using SegmentedDecoder plain = SegmentedDecoder.Open(Write(InputForm.Plain), sessions);
        using SegmentedDecoder decoder = SegmentedDecoder.Open(Write(form), sessions);
        HashSet<SublayerName> removed = [SublayerName.Parse("1.attn"), SublayerName.Parse("2.ffn")];
        using PreparedSample expected = plain.Prepare(Ids);
        using PreparedSample sample = decoder.Prepare(Ids);

        Near(plain.Logits(expected, removed), decoder.Logits(sample, removed));
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void CachedDecoder_OfForm_AnswersAsThePlainOne(InputForm form)
    {
        SessionFactory sessions = new(ExecutionProvider.Cpu, 1);
        using OnnxRunner plain = OnnxRunner.Open(Write(InputForm.Plain));
        using CachedDecoder decoder = CachedDecoder.Open(Write(form), sessions);
        float[] expected = plain.Prefill([Ids]).Values;

        _ = decoder.Append(Ids.AsSpan()[..^1]);
        Near(expected.AsSpan()[^VocabularyOf(expected)..], decoder.Append(Ids[^1]));
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Prune_OfForm_SearchesAndVerifies(InputForm form)
    {
        PruneOptions options = new()
        {
            Model = Write(form),
            Budget = new CountBudget(2),
            Output = new() { Path = _folder.Combine("pruned") },
            Calibration = new() { Samples = 2, SampleTokens = 16 },
            Runtime = new() { Threads = 1, Provider = ProviderChoice.Cpu },
        };
        PruneResult result = PruneRun.Execute(
            options, SilentObserver.Instance, NullLogger.Instance, TestContext.Current.CancellationToken);

        Assert.InRange(result.Verification!.LargestDifference, 0, result.Verification.Tolerance);
    }

    [Fact]
    public void Positions_OfUnknownShape_AreRefused()
    {
        StructureModel model = new InputStructures(InputForm.Planes).Build();
        model.Model.Graph.Input.Single(input => input.Name == "position_ids").Type.TensorType.Shape.Dim[0].ClearValue();
        string path = Write(model, "unknown");
        using SegmentedDecoder decoder = SegmentedDecoder.Open(path, new SessionFactory(ExecutionProvider.Cpu, 1));

        DiagnosticException error = Assert.Throws<DiagnosticException>(() => decoder.Prepare(Ids));
        Assert.Equal("FC2051", error.Code);
        Assert.Contains("position_ids", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("past_key_values.9.key", null)]
    [InlineData("state_in", "state_out")]
    public void Cache_OfNoSublayer_IsRefusedAsSuch(string input, string? output)
    {
        StructureModel model = new InputStructures(InputForm.Plain).Build();
        GraphProto graph = model.Model.Graph;
        ValueInfoProto cache = graph.Input.Single(value => value.Name == "past_key_values.0.key").Clone();
        cache.Name = input;
        graph.Input.Add(cache);
        string handed = output ?? "elsewhere";
        graph.Node.Add(new NodeProto { Name = "lone", OpType = "Identity", Input = { input }, Output = { handed } });
        graph.Output.Add(new ValueInfoProto { Name = handed, Type = cache.Type.Clone() });
        using Model opened = Model.Open(Write(model, "lone"));

        DiagnosticException error = InputObstacle.Find(DecoderMap.Find(opened))!;
        Assert.Equal("FC2063", error.Code);
        Assert.Contains($"'{input}'", error.Message, StringComparison.Ordinal);
    }

    /// <summary>ONNX Runtime gives programs no access to 8-bit floats, so a buffer of them cannot be filled.</summary>
    [Fact]
    public void Cache_OfFixedLengthInEightBitFloats_IsRefusedAsSuch()
    {
        StructureModel model = new InputStructures(InputForm.Plain).Build();
        GraphProto graph = model.Model.Graph;
        foreach (ValueInfoProto cache in graph.Input.Where(
            input => input.Name.StartsWith("past", StringComparison.Ordinal)))
        {
            cache.Type.TensorType.ElemType = (int)TensorProto.Types.DataType.Float8E4M3Fn;
            cache.Type.TensorType.Shape.Dim[2].DimValue = 64;
            graph.Node.Single(node => node.Input.Contains(cache.Name) && node.OpType == "Concat").OpType =
                "TensorScatter";
        }

        using Model opened = Model.Open(Write(model, "filled"));

        DiagnosticException error = InputObstacle.Find(DecoderMap.Find(opened))!;
        Assert.Equal("FC2064", error.Code);
        Assert.Contains("'past_key_values.0.key'", error.Message, StringComparison.Ordinal);
    }

    /// <summary>Samples cannot be run, so that only gates can be tried.</summary>
    [Fact]
    public void OneToken_WithFixedShapesInside_IsRefusedByASearchAndGated()
    {
        StructureModel model = new InputStructures(InputForm.OneToken).Build();
        byte[] free = [.. new long[] { 0, 0 }.SelectMany(BitConverter.GetBytes)];
        byte[] one = [.. new long[] { 1, 1 }.SelectMany(BitConverter.GetBytes)];
        foreach (TensorProto shape in model.Model.Graph.Node.Where(node => node.OpType == "Constant")
            .Select(node => node.Attribute[0].T).Where(shape => shape.RawData.Span.StartsWith(free)))
        {
            shape.RawData = ByteString.CopyFrom([.. one, .. shape.RawData.Span[one.Length..]]);
        }

        string path = Write(model, "inside");
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        Assert.All<Budget>([new CountBudget(1), new RemovalListBudget(["0.attn"])], budget =>
        {
            PruneOptions options = new()
            {
                Model = path,
                Budget = budget,
                Output = new() { Path = _folder.Combine("pruned") },
                Runtime = new() { Threads = 1 },
            };
            DiagnosticException error = Assert.Throws<DiagnosticException>(
                () => PruneRun.Execute(options, SilentObserver.Instance, NullLogger.Instance, cancellation));
            Assert.Equal("FC2065", error.Code);
            Assert.False(Directory.Exists(options.Output.Path));
        });
        GateOptions gate = new() { Model = path, Output = _folder.Combine("gated"), Threads = 1 };
        GateResult result = GateRun.Execute(gate, SilentObserver.Instance, NullLogger.Instance, cancellation);
        Assert.Equal(6, result.Sublayers.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void CachedDecoder_OfFixedCalls_RefusesWhatDoesNotFit(bool hasCaches)
    {
        StructureModel model = new InputStructures(InputForm.Plain).Build();
        model.Model.Graph.Input[0].Type.TensorType.Shape.Dim[1].DimValue = 4;
        string path = hasCaches ? Write(model, "fixed") : SharedData.Require("cases", "static-prompt", "model.onnx");
        using CachedDecoder decoder = CachedDecoder.Open(path, new SessionFactory(ExecutionProvider.Cpu, 1));

        int[] ids = [.. Enumerable.Repeat(5, 33)];
        DiagnosticException error = Assert.Throws<DiagnosticException>(() => decoder.Append(ids));
        Assert.Equal("FC2052", error.Code);
        Assert.Contains(hasCaches ? "token by token" : "a text ends there", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void CachedDecoder_OfFixedCallsWithoutCaches_FillsThemUp()
    {
        SessionFactory sessions = new(ExecutionProvider.Cpu, 1);
        string path = SharedData.Require("cases", "static-prompt", "model.onnx");
        int[] sample = [.. Enumerable.Range(0, 32).Select(index => 3 + (7 * index))];
        using WholeDecoder whole = WholeDecoder.Open(path, sessions);
        using CachedDecoder decoder = CachedDecoder.Open(path, sessions);
        float[] expected = whole.Prefill(sample);
        int vocabulary = expected.Length / sample.Length;

        _ = decoder.Append(sample.AsSpan()[..9]);
        Near(expected.AsSpan().Slice(9 * vocabulary, vocabulary), decoder.Append(sample[9]));
    }

    private static int VocabularyOf(float[] logits) => logits.Length / Ids.Length;

    private static void Near(ReadOnlySpan<float> expected, ReadOnlySpan<float> found)
    {
        double difference = LogitComparison.LargestDifference(expected, found);
        Assert.True(difference <= Tolerance, $"the logits differ by {difference:g3}");
    }

    private string Write(InputForm form)
    {
        InputStructures structures = new(form);
        string path = Write(structures.Build(), form.ToString());
        if (structures.Configuration is { } configuration)
        {
            File.WriteAllText(Path.Combine(Path.GetDirectoryName(path)!, "config.json"), configuration);
        }

        return path;
    }

    private string Write(StructureModel structure, string name)
    {
        string path = _folder.Combine(name, "model.onnx");
        Directory.CreateDirectory(_folder.Combine(name));
        File.WriteAllBytes(path, structure.Model.ToByteArray());
        return path;
    }
}
