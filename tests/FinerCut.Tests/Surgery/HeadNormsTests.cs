using FinerCut.Decoders;
using FinerCut.Execution;
using FinerCut.Onnx.Files;
using FinerCut.Onnx.Graphs;
using FinerCut.Surgery;
using FinerCut.TestModels.Execution;
using FinerCut.TestModels.Files;
using FinerCut.TestModels.Structures;
using FinerCut.Verification;
using Google.Protobuf;

namespace FinerCut.Tests.Surgery;

/// <summary>Norms inside attention operators, against the same norms written out before these.</summary>
public sealed class HeadNormsTests : IDisposable
{
    private const double Tolerance = 3e-5;
    private const int VocabularySize = 288;

    private static readonly int[] Ids = [17, 250, 3, 99, 142, 61, 200];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void SplitNorms_OfEveryForm_AreThoseBeforeTheOperator(bool isPacked)
    {
        SessionFactory sessions = new(ExecutionProvider.Cpu, 1);
        using OnnxRunner outside = OnnxRunner.Open(Write(isInside: false, isPacked));
        using WholeDecoder whole = WholeDecoder.Open(Write(isInside: true, isPacked), sessions);
        using SegmentedDecoder segments = SegmentedDecoder.Open(whole.Map.Model.Path, sessions);
        using PreparedSample sample = segments.Prepare(Ids);
        float[] expected = outside.Prefill([Ids]).Values;

        HashSet<SublayerName> none = [];

        Near(expected, whole.Prefill(Ids));
        Near(expected, segments.Logits(sample, none));
        Near(expected.AsSpan()[^VocabularySize..], whole.CachedStep(Ids));
    }

    [Fact]
    public void Split_WithoutSuchNorms_ChangesNothing()
    {
        using Model model = Model.Open(Write(isInside: false, isPacked: true));
        int nodes = model.Graph.Nodes.Count;

        Assert.False(HeadNorms.Split(model.Graph));
        Assert.Equal(nodes, model.Graph.Nodes.Count);
    }

    private static void Near(ReadOnlySpan<float> expected, ReadOnlySpan<float> found) =>
        Assert.InRange(LogitComparison.LargestDifference(expected, found), 0, Tolerance);

    private string Write(bool isInside, bool isPacked)
    {
        string name = $"{isInside}-{isPacked}";
        Directory.CreateDirectory(_folder.Combine(name));
        string path = _folder.Combine(name, "model.onnx");
        File.WriteAllBytes(path, new HeadNormStructures(isInside, isPacked).Build().Model.ToByteArray());
        return path;
    }
}
