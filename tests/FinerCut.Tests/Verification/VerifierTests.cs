using FinerCut.Configurations;
using FinerCut.Decoders;
using FinerCut.Execution;
using FinerCut.Folders;
using FinerCut.Onnx;
using FinerCut.TestModels.Decoders;
using FinerCut.TestModels.Files;
using FinerCut.TestModels.Oracles;
using FinerCut.TestModels.Protos;
using FinerCut.Verification;
using FinerCut.Verification.Checks;
using Google.Protobuf;
using Google.Protobuf.Collections;

namespace FinerCut.Tests.Verification;

/// <summary>Written models that are not what they should be: the last guard must see it.</summary>
public sealed class VerifierTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<TinyDecoderForm> Forms => [.. Enum.GetValues<TinyDecoderForm>()];

    [Theory]
    [MemberData(nameof(Forms))]
    public void Verify_AsWritten_IsWithinTolerance(TinyDecoderForm form)
    {
        TinyDecoder source = Source(form);
        VerificationResult result = Verify(source.ModelPath, Written(source.ModelPath), source.SampleIds(3, 12));

        Assert.Equal(3, result.Samples);
        Assert.InRange(result.LargestDifference, 0, result.Tolerance / 2);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Verify_OneWeightChanged_IsRefused(TinyDecoderForm form)
    {
        TinyDecoder source = Source(form);
        string written = Written(source.ModelPath);
        Edit(
            written,
            model => Scale(model.Graph.Initializer.First(tensor => tensor.Dims.SequenceEqual([48, 24])), 1.01f));

        Assert.Contains("the prompt's logits", Refusal("FC6001", source, written), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Verify_CachesCrossedByName_IsRefused(TinyDecoderForm form)
    {
        TinyDecoder source = Source(form);
        string written = Written(source.ModelPath);
        Edit(written, model => Swap(model.Graph, "present.0.key", "present.1.key"));

        Assert.Contains(
            "caches: those of 0.attn are [past_key_values.0.key with present.1.key, past_key_values.0.value with "
                + "present.0.value] instead of",
            Refusal("FC6002", source, written),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Verify_MaskWithoutThePast_IsRefusedForTheCachedStep()
    {
        TinyDecoder source = Source(TinyDecoderForm.OptimumLlama);
        string written = Written(source.ModelPath);
        Edit(written, model => ForgetPast(model.Graph));

        Assert.Contains("a cached step's logits", Refusal("FC6001", source, written), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Verify_AnotherSublayerRemoved_IsRefused(TinyDecoderForm form)
    {
        TinyDecoder source = Source(form);
        Assert.Contains(
            "1.ffn are gone instead of 1.attn",
            Refusal("FC6002", source, Written(source.ModelPath, "1.ffn")),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Verify_NoisyModelWithAnotherNorm_IsRefused()
    {
        ZooFolder zoo = ZooFolder.Require("llama-gqa.genai-cpu.int4");
        int[][] ids = zoo.Cases[0].Ids;
        string written = Written(zoo.ModelPath);
        Assert.InRange(Verify(zoo.ModelPath, written, ids).LargestDifference, 0, 1);
        Edit(
            written,
            model => model.Graph.Node.Last(node => node.OpType.EndsWith("LayerNormalization", StringComparison.Ordinal))
                .Attribute.Single(attribute => attribute.Name == "epsilon").F = 10);

        Assert.Equal("FC6001", Assert.Throws<DiagnosticException>(() => Verify(zoo.ModelPath, written, ids)).Code);
    }

    public void Dispose() => _folder.Dispose();

    private static readonly SublayerName Removed = SublayerName.Parse("1.attn");

    private TinyDecoder Source(TinyDecoderForm form) =>
        TinyDecoder.Write(
            _folder.Combine("source"), new TinyDecoderOptions { Form = form, Storage = WeightStorage.SingleFile });

    private string Written(string source, string? removed = null)
    {
        string written = PrunedCopies.Write(source, [removed ?? Removed.ToString()], _folder.Combine("written"));
        using FolderPair pair = FolderPair.Open(ModelFolder.Find(source), ModelFolder.Find(written));
        foreach (string name in CompanionFiles.ListFiles(pair.DenseFolder))
        {
            File.Copy(Path.Combine(pair.DenseFolder.Root, name), _folder.Combine("written", name), overwrite: true);
        }

        ConfigurationEditor.EditConfigurations(_folder.Combine("written"), written, pair.Layers);
        return written;
    }

    private static VerificationResult Verify(string source, string written, int[][] samples)
    {
        HashSet<SublayerName> removed = [Removed];
        using FolderPair pair = FolderPair.Open(ModelFolder.Find(source), ModelFolder.Find(written));
        FolderChecks.EnsureSame(pair, removed);
        SessionFactory sessions = new(ExecutionProvider.Cpu, 1);
        using SegmentedDecoder decoder = SegmentedDecoder.Open(source, sessions);
        return new Verifier(decoder, sessions).Verify(written, removed, samples, TestContext.Current.CancellationToken);
    }

    private static string Refusal(string code, TinyDecoder source, string written)
    {
        DiagnosticException error =
            Assert.Throws<DiagnosticException>(() => Verify(source.ModelPath, written, source.SampleIds(2, 12)));
        Assert.Equal(code, error.Code);
        return error.Message;
    }

    private static void Edit(string path, Action<ModelProto> edit)
    {
        ModelProto model = ModelProto.Parser.ParseFrom(File.ReadAllBytes(path));
        edit(model);
        File.WriteAllBytes(path, model.ToByteArray());
    }

    private static void Scale(TensorProto tensor, float factor)
    {
        float[] values =
            [.. tensor.RawData.ToByteArray().Chunk(4).Select(bytes => BitConverter.ToSingle(bytes) * factor)];
        tensor.RawData = ByteString.CopyFrom([.. values.SelectMany(BitConverter.GetBytes)]);
    }

    /// <summary>Two values change names, and with them what a client feeds back.</summary>
    private static void Swap(GraphProto graph, string first, string second)
    {
        foreach (NodeProto node in graph.Node)
        {
            Rename(node.Input, Swapped);
            Rename(node.Output, Swapped);
        }

        string Swapped(string name) => name == first ? second : name == second ? first : name;
    }

    /// <summary>Positions of queries count from the call, not from the start: right for a prompt, wrong for a cached
    /// step.</summary>
    private static void ForgetPast(GraphProto graph)
    {
        NodeProto positions = graph.Node.First(node => node.OpType == "Range");
        string output = positions.Output[0];
        positions.Output[0] = $"{output}.absolute";
        NodeProto difference =
            new() { OpType = "Sub", Input = { positions.Output[0], positions.Input[0] }, Output = { output } };
        graph.Node.Insert(graph.Node.IndexOf(positions) + 1, difference);
    }

    private static void Rename(RepeatedField<string> names, Func<string, string> rename)
    {
        for (int i = 0; i < names.Count; i++)
        {
            names[i] = rename(names[i]);
        }
    }
}
