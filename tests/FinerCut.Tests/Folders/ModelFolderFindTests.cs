using FinerCut.Folders;

namespace FinerCut.Tests.Folders;

public sealed class ModelFolderFindTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("model.onnx", "model.onnx", "model_q4.onnx", "named.onnx", "onnx/model.onnx")]
    [InlineData("named.onnx", "model_q4.onnx", "named.onnx", "onnx/model.onnx")]
    [InlineData("onnx/model.onnx", "model_q4.onnx", "onnx/model.onnx", "onnx/model_quantized.onnx")]
    [InlineData("model_quantized.onnx", "model_quantized.onnx", "model.onnx_data", "onnx/readme.txt")]
    [InlineData("onnx/decoder_model_merged.onnx", "onnx/decoder_model_merged.onnx")]
    [InlineData("Model.ONNX", "Model.ONNX")]
    public void Find_Folder_TakesFirstRuleThatFits(string expected, params string[] names)
    {
        foreach (string name in names)
        {
            _folder.Write(name);
        }

        if (names.Contains("named.onnx"))
        {
            _folder.Write("genai_config.json", """{ "model": { "decoder": { "filename": "named.onnx" } } }""");
        }

        ModelFolder model = ModelFolder.Find(_folder.Root);

        Assert.Equal(_folder.PathOf(expected), model.GraphPath);
    }

    [Fact]
    public void Find_SeveralModels_RefusesAndListsThem()
    {
        _folder.Write("model_q4.onnx");
        _folder.Write("model_fp16.onnx");
        _folder.Write("onnx/decoder_model.onnx");

        string message = Refusal.Of("FC1012", () => ModelFolder.Find(_folder.Root));

        Assert.Contains("3 models", message, StringComparison.Ordinal);
        Assert.Contains("model_fp16.onnx, model_q4.onnx, onnx/decoder_model.onnx.", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Find_ManyModels_CountsTheRest()
    {
        for (char letter = 'a'; letter <= 'o'; letter++)
        {
            _folder.Write($"{letter}.onnx");
        }

        Assert.Contains(
            "l.onnx and 3 more.", Refusal.Of("FC1012", () => ModelFolder.Find(_folder.Root)), StringComparison.Ordinal);
    }

    [Fact]
    public void Find_FolderWithoutModel_Refuses()
    {
        _folder.Write("model.safetensors");
        _folder.Write("deep/er/model.onnx");

        Assert.Contains(
            _folder.Root, Refusal.Of("FC1011", () => ModelFolder.Find(_folder.Root)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no such folder/model.onnx")]
    public void Find_NothingThere_Refuses(string path) =>
        Assert.Contains($"'{path}'", Refusal.Of("FC1001", () => ModelFolder.Find(path)), StringComparison.Ordinal);

    [Theory]
    [InlineData("absent.onnx", "is not there")]
    [InlineData("../other.onnx", "outside")]
    public void Find_NamedModelUnusable_Refuses(string name, string reason)
    {
        _folder.Write("inner/genai_config.json", $$$"""{ "model": { "decoder": { "filename": "{{{name}}}" } } }""");
        _folder.Write("inner/model_q4.onnx");
        _folder.Write("other.onnx");

        string message = Refusal.Of("FC1013", () => ModelFolder.Find(_folder.PathOf("inner")));

        Assert.Contains(name, message, StringComparison.Ordinal);
        Assert.Contains(reason, message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("config.json", "onnx/model.onnx", "", "onnx/model.onnx")]
    [InlineData("genai_config.json", "onnx/model.onnx", "", "onnx/model.onnx")]
    [InlineData("onnx/config.json", "onnx/model.onnx", "onnx", "model.onnx")]
    [InlineData("config.json", "model.onnx", "", "model.onnx")]
    [InlineData("config.json", "other/model.onnx", "other", "model.onnx")]
    [InlineData(null, "onnx/model.onnx", "onnx", "model.onnx")]
    public void Root_OfFile_IsWhereTheConfigurationIs(string? configuration, string graph, string root, string name)
    {
        string path = _folder.Write(graph);
        if (configuration is not null)
        {
            _folder.Write(configuration, "{}");
        }

        ModelFolder model = ModelFolder.Find(path);

        Assert.Equal(_folder.PathOf(root).TrimEnd(Path.DirectorySeparatorChar), model.Root);
        Assert.Equal(name, model.GraphName);
    }

    [Fact]
    public void Root_OfNestedFolder_IsTheOneAbove()
    {
        _folder.Write("onnx/model.onnx");
        _folder.Write("config.json", "{}");

        Assert.Equal(_folder.Root, ModelFolder.Find(_folder.PathOf("onnx") + Path.DirectorySeparatorChar).Root);
    }

    [Fact]
    public void Root_OfModelNamedInSubfolder_IsTheFolderPassed()
    {
        _folder.Write("cpu/int4.onnx");
        _folder.Write("genai_config.json", """{ "model": { "decoder": { "filename": "cpu/int4.onnx" } } }""");

        ModelFolder model = ModelFolder.Find(_folder.Root);

        Assert.Equal((_folder.Root, "cpu/int4.onnx"), (model.Root, model.GraphName));
    }

    [Theory]
    [InlineData("decoder/model.onnx", "decoder/model.onnx", "", "decoder/model.onnx")]
    [InlineData("a/b/model.onnx", "a/b/model.onnx", "", "a/b/model.onnx")]
    [InlineData("decoder/model.onnx", "decoder/other.onnx", "decoder", "other.onnx")]
    public void Root_OfFileInSubfolder_IsWhereItIsNamed(string named, string graph, string root, string name)
    {
        string path = _folder.Write(graph);
        _folder.Write("genai_config.json", $$$"""{ "model": { "decoder": { "filename": "{{{named}}}" } } }""");

        ModelFolder model = ModelFolder.Find(path);

        Assert.Equal(_folder.PathOf(root).TrimEnd(Path.DirectorySeparatorChar), model.Root);
        Assert.Equal(name, model.GraphName);
    }

    /// <summary>The subfolder's own configuration is not what names the graph.</summary>
    [Fact]
    public void Root_OfNamedGraphBesideAConfiguration_IsWhereItIsNamed()
    {
        _folder.Write("decoder/model.onnx");
        _folder.Write("decoder/config.json", "{}");
        _folder.Write("genai_config.json", """{ "model": { "decoder": { "filename": "decoder/model.onnx" } } }""");

        Assert.Equal(_folder.Root, ModelFolder.Find(_folder.Root).Root);
    }
}
