using FinerCut.Folders;
using FinerCut.Search.Budgets;
using FinerCut.TestModels.Decoders;
using FinerCut.Tests.Commands.Prune;

namespace FinerCut.Tests.Folders;

/// <summary>What comes instead of a file: pointers, pages and archives.</summary>
public sealed class DownloadTests
{
    private const string Pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a2146\nsize 12345\n";

    [Theory]
    [InlineData("model.onnx")]
    [InlineData("model.onnx_data")]
    [InlineData("config.json")]
    [InlineData("generation_config.json")]
    [InlineData("tokenizer.json")]
    public void Prune_PointerInThePlaceOfAFile_IsNamed(string name)
    {
        using PruningRun run = new(new TinyDecoderOptions { Storage = WeightStorage.ExternalAligned });
        string path = Path.Combine(run.Decoder.Folder, name);
        File.WriteAllText(path, Pointer);

        string message = Refusal.Of("FC1065", () => run.Prune(run.Options with { Budget = new CountBudget(1) }));

        Assert.StartsWith($"'{path}' is a Git LFS pointer", message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(run.Output));
    }

    [Theory]
    [InlineData("<!DOCTYPE html>\n<html>", "FC1066")]
    [InlineData("\uFEFF\n <HTML lang=\"en\">", "FC1066")]
    [InlineData("<!doctype HTML PUBLIC>", "FC1066")]
    [InlineData("PK\u0003\u0004\u0014", "FC1067")]
    [InlineData("BZh91AY", "FC1067")]
    public void Find_TextOfAnotherKind_IsNamed(string content, string code)
    {
        using TemporaryFolder folder = new();
        Refusal.Of(code, () => ModelFolder.Find(folder.Write("model.onnx", content)));
    }

    [Theory]
    [InlineData(0x1F, 0x8B, 8, 0)]
    [InlineData(0xFD, 0x37, 0x7A, 0x58)]
    [InlineData(0x28, 0xB5, 0x2F, 0xFD)]
    [InlineData(0x37, 0x7A, 0xBC, 0xAF)]
    public void Find_Archive_IsNamed(int first, int second, int third, int fourth)
    {
        using TemporaryFolder folder = new();
        byte[] bytes = [(byte)first, (byte)second, (byte)third, (byte)fourth, 0, 0];
        Refusal.Of("FC1067", () => ModelFolder.Find(folder.Write("model.onnx", bytes)));
    }

    [Fact]
    public void Find_PointerToACheckpoint_IsNoModel()
    {
        using TemporaryFolder folder = new();
        folder.Write("model.safetensors", Pointer);
        Refusal.Of("FC1011", () => ModelFolder.Find(folder.Root));
    }
}
