using FinerCut.Decoders;
using FinerCut.Onnx.Files;
using FinerCut.Onnx.Graphs;
using FinerCut.Onnx.Passes;
using FinerCut.Surgery;
using FinerCut.TestModels.Files;
using FinerCut.TestModels.Oracles;

namespace FinerCut.Tests.Surgery;

/// <summary>Real exporters' files with gates, as graphs; what they answer is asked where pruned ones are.</summary>
public class ZooGateTests
{
    [Fact]
    public void Insert_EveryFolder_IsRecognisedAsBefore() => Assert.All(ZooFolder.AllNames(), name =>
    {
        using TemporaryFolder folder = new();
        ZooFolder zoo = ZooFolder.Require(name);
        using Model dense = Model.Open(zoo.ModelPath);
        GatedCopy copy = GatedCopy.Write(zoo.ModelPath, folder.Combine("gated"));
        using Model gated = Model.Open(copy.Path);

        Assert.Equal(zoo.Sublayers, copy.Sublayers);
        Assert.Equal(Described(dense), Described(gated));
        Assert.Equal($"{BranchGates.InputName}: Float[{zoo.Sublayers.Count}]", gated.Graph.Inputs[^1].ToString());
        Assert.Equal(
            dense.Graph.Inputs.Select(input => input.ToString()),
            gated.Graph.Inputs.SkipLast(1).Select(input => input.ToString()));
        Assert.Equal(
            dense.Graph.Outputs.Select(output => output.ToString()),
            gated.Graph.Outputs.Select(output => output.ToString()));
        Assert.Equal(dense.Tensors.Select(Facts), gated.Tensors.Select(Facts));
    });

    [Fact]
    public void Remove_EveryFolder_IsTheGraphWithoutGates() => Assert.All(ZooFolder.AllNames(), name =>
    {
        using TemporaryFolder folder = new();
        ZooFolder zoo = ZooFolder.Require(name);
        using Model dense = Model.Open(zoo.ModelPath);
        using Model gated = Model.Open(GatedCopy.Write(zoo.ModelPath, folder.Combine("gated")).Path);

        BranchGates.Remove(gated);

        Assert.Equal(Print(dense.Graph), Print(gated.Graph));
    });

    [Fact]
    public void Removal_FromAGatedFile_IsThatFromTheFileWithoutGates() => Assert.All(ZooFolder.AllNames(), name =>
    {
        using TemporaryFolder folder = new();
        ZooFolder zoo = ZooFolder.Require(name);
        string[] removed = [zoo.Sublayers[0], zoo.Sublayers[3], zoo.Sublayers[^2]];
        string gated = GatedCopy.Write(zoo.ModelPath, folder.Combine("gated")).Path;
        using Model ofDense = Model.Open(PrunedCopies.Write(zoo.ModelPath, removed, folder.Combine("of dense")));
        using Model ofGated = Model.Open(PrunedCopies.Write(gated, removed, folder.Combine("of gated")));

        Assert.Equal(Print(ofDense.Graph), Print(ofGated.Graph));
    });

    /// <summary>All that <c>inspect</c> shows, and the caches by name.</summary>
    private static string[] Described(Model model) => [.. DecoderMap.Find(model).Sublayers.Select(sublayer =>
        $"{sublayer} {sublayer.Kind} {sublayer.Parameters} {sublayer.SizeInBytes} {sublayer.WeightMultiplyAdds} "
            + $"{sublayer.MultiplyAddsPerPosition} "
        + $"{sublayer.IsFused} "
        + $"{string.Join(' ', sublayer.Caches.Select(cache => $"{cache.Past} {cache.Present} {cache.HeadSize}"))}")];

    private static string Facts(Tensor tensor) =>
        $"{tensor.Name} {tensor.ElementType} {tensor.SizeInBytes} {tensor.ExternalData}";

    private static string Print(Graph graph) => string.Concat(
        graph.Nodes.SelectMany(node => node.InnerGraphs).Select(Print).Prepend(GraphPrinter.Print(graph)));
}
