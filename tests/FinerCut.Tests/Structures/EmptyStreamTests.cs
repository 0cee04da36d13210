using FinerCut.Execution;
using FinerCut.TestModels;
using FinerCut.TestModels.Execution;
using FinerCut.TestModels.Files;
using FinerCut.TestModels.Structures;
using Google.Protobuf;

namespace FinerCut.Tests.Structures;

/// <summary>The last step of a whole order: nothing is left between the embedding and the head.</summary>
public sealed class EmptyStreamTests : IDisposable
{
    private static readonly int[] Ids = [17, 250, 3, 99, 142, 61, 200];

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Names => [.. StructureCatalog.Names];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Names))]
    public void Segments_WithoutAnySublayer_EqualNulledBranches(string name)
    {
        using SegmentedDecoder decoder =
            SegmentedDecoder.Open(Write(name, []), new SessionFactory(ExecutionProvider.Cpu, 1));
        using OnnxRunner oracle =
            OnnxRunner.Open(Write(name, [.. decoder.Map.Sublayers.Select(sublayer => sublayer.Name.ToString())]));
        using PreparedSample sample = decoder.Prepare(Ids);
        float[] logits = decoder.Logits(sample, decoder.Map.Sublayers.Select(sublayer => sublayer.Name).ToHashSet());

        Assert.InRange(
            oracle.Prefill([Ids]).LargestDifference(new LogitsArray(logits, 1, sample.Length, decoder.Vocabulary)),
            0,
            3e-5);
    }

    private string Write(string name, string[] nulled)
    {
        string folder = _folder.Combine(nulled.Length > 0 ? "nulled" : "source");
        Directory.CreateDirectory(folder);
        string path = Path.Combine(folder, "model.onnx");
        File.WriteAllBytes(path, StructureCatalog.Build(name, nulled).Model.ToByteArray());
        return path;
    }
}
