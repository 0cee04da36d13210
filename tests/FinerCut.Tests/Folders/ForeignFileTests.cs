using System.Text;
using FinerCut.Folders;
using FinerCut.TestModels.Files;

namespace FinerCut.Tests.Folders;

/// <summary>What people pass who have no ONNX model yet.</summary>
public sealed class ForeignFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <summary>First bytes of each kind, the number, and what the message must tell.</summary>
    public static TheoryData<string, byte[], string, string> Kinds => new()
    {
        { "model.safetensors", [20, 0, 0, 0, 0, 0, 0, 0, .. "{\"__metadata__\":{}}  "u8], "FC1030", "optimum-cli" },
        { "pytorch_model.bin", [.. "PK\u0003\u0004"u8, 0, 0, 8, 8, .. "archive/data.pkl"u8], "FC1030", "PyTorch" },
        { "consolidated.00.pth", [0x80, 2, 0x8A, 10, 0x6C, 0xFC], "FC1030", "PyTorch" },
        { "model.gguf", [.. "GGUF"u8, 3, 0, 0, 0], "FC1031", "llama.cpp" },
        { "config.json", [.. "{\"model_type\": \"llama\"}"u8], "FC1032", "JSON" },
        { "list.json", [.. " \n[1, 2]"u8], "FC1032", "JSON" },
        { "marked.json", [.. Encoding.UTF8.Preamble, .. "{ }"u8], "FC1032", "JSON" },
        { "finercut.plan.json", [.. "{ }"u8], "FC1033", "finercut apply" },
        { "order", [.. "{\"format\": 1, \"removed\": []}"u8], "FC1033", "finercut inspect" },
        { "model.ort", [24, 0, 0, 0, .. "ORTM"u8, 0, 0], "FC1034", "ORT" },
        { "model.tflite", [28, 0, 0, 0, .. "TFL3"u8, 0, 0], "FC1036", "TensorFlow Lite" },
        { "model.keras", [0x89, .. "HDF\r\n"u8], "FC1036", "Keras" },
    };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Find_FileOfAnotherKind_SaysWhichAndWhatToDo(string name, byte[] bytes, string code, string text)
    {
        string path = Write(name, bytes);

        string message = Refusal.Of(code, () => ModelFolder.Find(path));

        Assert.Contains(path, message, StringComparison.Ordinal);
        Assert.Contains(text, message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Find_FileOfAnotherKindUnderAModelsName_SaysTheSame(string name, byte[] bytes, string code, string text)
    {
        Assert.NotEmpty(name + text);
        string path = Write("model.onnx", bytes);

        string expected = name == "finercut.plan.json" ? "FC1032" : code;
        Refusal.Of(expected, () => ModelFolder.Find(Path.GetDirectoryName(path)!));
    }

    [Theory]
    [InlineData("model.safetensors", "FC1030")]
    [InlineData("pytorch_model.bin", "FC1030")]
    [InlineData("model.gguf", "FC1031")]
    [InlineData("model.ort", "FC1034")]
    public void Find_FolderWithNothingElse_SaysWhatItHolds(string name, string code)
    {
        Write("config.json", "{}"u8.ToArray());
        string path = Write(name, Kinds.First(kind => kind.Data.Item1 == name).Data.Item2);

        string message = Refusal.Of(code, () => ModelFolder.Find(Path.GetDirectoryName(path)!));

        Assert.Contains(name, message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("training.bin")]
    [InlineData("archive.pt")]
    public void Find_FolderWithFilesOfNoKnownKind_HasNoModel(string name)
    {
        string path = Write(name, "PK\u0003\u0004 something else"u8.ToArray());

        Refusal.Of("FC1011", () => ModelFolder.Find(Path.GetDirectoryName(path)!));
    }

    [Theory]
    [InlineData("HuggingFaceTB/SmolLM2-135M", "FC1035")]
    [InlineData("some-nobody/a.b_c", "FC1035")]
    [InlineData("https://huggingface.co/HuggingFaceTB/SmolLM2-135M", "FC1035")]
    [InlineData("some-nobody/model.onnx", "FC1001")]
    [InlineData("some-nobody", "FC1001")]
    [InlineData("one/two/three", "FC1001")]
    [InlineData("/some-nobody/model", "FC1001")]
    [InlineData("../model", "FC1001")]
    public void Find_PathThatLeadsNowhere_MayBeAnId(string path, string code)
    {
        string message = Refusal.Of(code, () => ModelFolder.Find(path));

        Assert.Contains($"'{path}'", message, StringComparison.Ordinal);
        Assert.Equal(code == "FC1035", message.Contains("optimum-cli export onnx", StringComparison.Ordinal));
    }

    [Fact]
    public void Find_IdWhoseOrganisationIsAFolderHere_IsAMissingFile()
    {
        string here = Directory.GetCurrentDirectory();
        string name = Directory.EnumerateDirectories(here)
            .Select(folder => Path.GetFileName(folder)!).First(folder => char.IsAsciiLetterOrDigit(folder[0]));

        Refusal.Of("FC1001", () => ModelFolder.Find($"{name}/no-such-model"));
    }

    [Theory]
    [InlineData("embeddings.onnx")]
    [InlineData("")]
    public void Find_PipelineOfSeveralGraphs_NamesThem(string graph)
    {
        Write("embeddings.onnx", [8, 10]);
        Write("transformer.onnx", [8, 10]);
        string configuration = Write("genai_config.json", """
            { "model": { "decoder": { "pipeline": [
              { "embeddings": { "filename": "embeddings.onnx" } }, { "transformer": { "filename": "transformer.onnx" } }
            ] } } }
            """u8.ToArray());

        string message = Refusal.Of(
            "FC1037", () => ModelFolder.Find(Path.Combine(Path.GetDirectoryName(configuration)!, graph)));

        Assert.Contains("2 graphs", message, StringComparison.Ordinal);
        Assert.Contains("embeddings.onnx, transformer.onnx", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Kinds_OfDamagedFiles_AreAlwaysTold()
    {
        foreach (
            DamagedFile file in Kinds
            .SelectMany((kind, index) => DamagedFiles.Of(kind.Data.Item2, seed: index, count: 60)))
        {
            Assert.True(Enum.IsDefined(FileKinds.DetectKind(Write("damaged", file.Bytes))), file.Description);
        }
    }

    private string Write(string name, byte[] bytes)
    {
        string path = _folder.PathOf(name);
        File.WriteAllBytes(path, bytes);
        return path;
    }
}
