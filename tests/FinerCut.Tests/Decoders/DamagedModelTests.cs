using FinerCut.TestModels.Damage;
using FinerCut.TestModels.Decoders;
using FinerCut.TestModels.Files;
using FinerCut.TestModels.Forms;
using FinerCut.TestModels.Protos;
using Google.Protobuf;

namespace FinerCut.Tests.Decoders;

/// <summary>No file whatever crashes, hangs, or takes memory out of proportion: each ends in a numbered error or a
/// result.</summary>
public sealed class DamagedModelTests : IDisposable
{
    private const int MostShown = 20;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(TinyDecoderForm.OptimumLlama, WeightStorage.ExternalPacked, 500)]
    [InlineData(TinyDecoderForm.OptimumLlama, WeightStorage.SingleFile, 200)]
    [InlineData(TinyDecoderForm.GenAiLlama, WeightStorage.ExternalPacked, 500)]
    [InlineData(TinyDecoderForm.GenAiLlama, WeightStorage.ExternalAligned, 300)]
    public void File_Damaged_EndsInANumberedErrorOrAResult(TinyDecoderForm form, WeightStorage storage, int count)
    {
        TinyDecoder decoder =
            TinyDecoder.Write(_folder.Combine("source"), new() { Form = form, Storage = storage, Layers = 2 });
        byte[] original = File.ReadAllBytes(decoder.ModelPath);

        Run(
            decoder.ModelPath,
            DamagedFiles.Of(original, seed: 5, count).Select(file => (file.Description, file.Bytes)),
            null,
            "FC1002",
            "FC1003",
            "FC1009");
    }

    [Theory]
    [InlineData(TinyDecoderForm.OptimumLlama, 300)]
    [InlineData(TinyDecoderForm.GenAiLlama, 500)]
    public void Graph_Damaged_EndsInANumberedErrorOrAResult(TinyDecoderForm form, int count)
    {
        TinyDecoder decoder = TinyDecoder.Write(
            _folder.Combine("source"), new() { Form = form, Storage = WeightStorage.ExternalPacked, Layers = 2 });
        ModelProto original = ModelProto.Parser.ParseFrom(File.ReadAllBytes(decoder.ModelPath));

        Run(
            decoder.ModelPath,
            DamagedGraphs.Of(original, seed: 5, count)
                .Select((model, number) => ($"damaged graph {number}", model.ToByteArray())),
            null, "FC1008", "FC1009", "FC20");
    }

    [Theory]
    [InlineData(ModelForm.Functions, 200)]
    [InlineData(ModelForm.SparseWeights, 200)]
    public void Form_Damaged_EndsInANumberedErrorOrAResult(ModelForm form, int count)
    {
        string path = WriteForm(form);
        IEnumerable<DamagedFile> files = DamagedFiles.Of(File.ReadAllBytes(path), seed: 7, count);

        Run(path, files.Select(file => (file.Description, file.Bytes)), "FC1003", null);
    }

    [Fact]
    public void Functions_Damaged_EndInANumberedErrorOrAResult()
    {
        string path = WriteForm(ModelForm.Functions);
        ModelProto original = ModelProto.Parser.ParseFrom(File.ReadAllBytes(path));
        IEnumerable<ModelProto> models = DamagedFunctions.Of(original, seed: 9, count: 400);

        Run(
            path,
            models.Select((model, number) => ($"damaged functions {number}", model.ToByteArray())),
            null, "FC1009", "FC1025", "FC1028");
    }

    [Fact]
    public void ZooGraph_Damaged_EndsInANumberedErrorOrAResult()
    {
        string[] files = [.. Directory.EnumerateFiles(SharedData.Require("zoo"), "*.onnx", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)];
        foreach ((int index, string file) in files.Index())
        {
            string copy = LinkedCopy.Of(file, _folder.Combine($"{index}"));
            ModelProto original = ModelProto.Parser.ParseFrom(File.ReadAllBytes(file));
            Run(copy, DamagedGraphs.Of(original, seed: index, count: WholeRuns.AreAsked ? 20 : 6)
                .Select((model, number) => ($"{file} {number}", model.ToByteArray())));
        }

        Assert.InRange(files.Length, 30, 1000);
    }

    private string WriteForm(ModelForm form)
    {
        TinyDecoderOptions options = new() { Form = TinyDecoderForm.GenAiLlama, Layers = 2 };
        string source = TinyDecoder.Write(_folder.Combine("source"), options).ModelPath;
        return ModelForms.Write(source, form, _folder.Combine("form"));
    }

    private void Run(string modelPath, IEnumerable<(string Description, byte[] Bytes)> files, params string?[] endings)
    {
        List<DamagedRun> runs = [];
        List<string> failures = [];
        string target = _folder.Combine("target");
        foreach ((string description, byte[] bytes) in files)
        {
            File.WriteAllBytes(modelPath, bytes);
            Directory.CreateDirectory(target);
            DamagedRun run = DamagedRun.Of(modelPath, target, runs.Count);
            Directory.Delete(target, recursive: true);
            runs.Add(run);
            if (run.Failure is not null)
            {
                failures.Add($"{description}: {run.Failure}");
            }
        }

        Assert.True(
            failures.Count == 0, $"{failures.Count} of {runs.Count}:\n{string.Join('\n', failures.Take(MostShown))}");
        Assert.All(endings, ending => Assert.Contains(
            runs,
            run => ending is null ? run.Code is null : run.Code?.StartsWith(ending, StringComparison.Ordinal) == true));
    }
}
