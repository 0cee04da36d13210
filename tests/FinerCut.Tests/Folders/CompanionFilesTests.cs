using FinerCut.Folders;

namespace FinerCut.Tests.Folders;

public sealed class CompanionFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("config.json")]
    [InlineData("generation_config.json")]
    [InlineData("genai_config.json")]
    [InlineData("tokenizer.json")]
    [InlineData("tokenizer_config.json")]
    [InlineData("tokenizer.model")]
    [InlineData("special_tokens_map.json")]
    [InlineData("added_tokens.json")]
    [InlineData("vocab.json")]
    [InlineData("vocab.txt")]
    [InlineData("merges.txt")]
    [InlineData("chat_template.jinja")]
    [InlineData("chat_template.json")]
    [InlineData("tool_use.jinja")]
    [InlineData("qwen.tiktoken")]
    [InlineData("preprocessor_config.json")]
    [InlineData("processor_config.json")]
    [InlineData("quantize_config.json")]
    [InlineData("LICENSE")]
    [InlineData("License.txt")]
    [InlineData("NOTICE.md")]
    [InlineData("README.md")]
    [InlineData("additional_chat_templates/rag.jinja")]
    public void Of_FileThatDeploymentNeeds_IsListed(string name)
    {
        _folder.Write("m/model.onnx");
        _folder.Write($"m/{name}", "{}");

        Assert.Equal([name], CompanionFiles.ListFiles(ModelFolder.Find(_folder.PathOf("m"))));
    }

    [Theory]
    [InlineData("model.onnx.data")]
    [InlineData("model.onnx_data")]
    [InlineData("model_q4.onnx")]
    [InlineData("model.safetensors")]
    [InlineData("model.safetensors.index.json")]
    [InlineData("pytorch_model.bin")]
    [InlineData("finercut.plan.json")]
    [InlineData("modeling_custom.py")]
    [InlineData("tokenization_custom.py")]
    [InlineData("custom_ops.so")]
    [InlineData("adapter_config.json")]
    [InlineData("model.embed_tokens.weight")]
    [InlineData("vocab.onnx")]
    [InlineData("tokenizer.onnx")]
    [InlineData("other/config.json")]
    [InlineData(".git/config.json")]
    public void Of_FileOfAnotherKind_IsNotListed(string name)
    {
        _folder.Write("m/model.onnx");
        _folder.Write($"m/{name}");

        Assert.Empty(CompanionFiles.ListFiles(ModelFolder.Find(_folder.PathOf("m"))));
    }

    private void Copy(string target, CancellationToken cancellation)
    {
        ModelFolder model = ModelFolder.Find(_folder.PathOf("m"));
        CompanionFiles.Copy(model, CompanionFiles.ListFiles(model), target, cancellation);
    }

    [Fact]
    public void Copy_GraphInSubfolder_KeepsTheLayout()
    {
        _folder.Write("m/onnx/model.onnx");
        _folder.Write("m/onnx/quantize_config.json", "{ }");
        _folder.Write("m/config.json", "{}\r\n");

        Copy(_folder.CreateFolder("out"), TestContext.Current.CancellationToken);

        Assert.Equal(["config.json", "onnx", "onnx/quantize_config.json"], _folder.AllNames("out"));
        Assert.Equal("{}\r\n", File.ReadAllText(_folder.PathOf("out/config.json")));
    }

    [Fact]
    public void Copy_LinkToReadOnlyFile_WritesAPlainWritableFile()
    {
        _folder.Write("m/model.onnx");
        _folder.LinkFile("m/tokenizer.json", "../blobs/1f2e");
        File.SetAttributes(_folder.Write("blobs/1f2e", "{}"), FileAttributes.ReadOnly);

        Copy(_folder.CreateFolder("out"), TestContext.Current.CancellationToken);

        FileInfo copy = new(_folder.PathOf("out/tokenizer.json"));
        Assert.Null(copy.LinkTarget);
        Assert.False(copy.IsReadOnly);
        Assert.Equal("{}", File.ReadAllText(copy.FullName));
    }

    [Fact]
    public void Copy_BrokenLink_IsAnErrorAndNotSilence()
    {
        _folder.Write("m/model.onnx");
        _folder.LinkFile("m/tokenizer.json", "../blobs/gone");
        ModelFolder model = ModelFolder.Find(_folder.PathOf("m"));

        Assert.ThrowsAny<IOException>(() => Copy(_folder.CreateFolder("out"), CancellationToken.None));
    }

    [Fact]
    public void Copy_Cancelled_Stops()
    {
        _folder.Write("m/model.onnx");
        _folder.Write("m/config.json", "{}");
        ModelFolder model = ModelFolder.Find(_folder.PathOf("m"));

        Assert.Throws<OperationCanceledException>(() =>
            Copy(_folder.CreateFolder("out"), new CancellationToken(canceled: true)));
        Assert.Empty(_folder.AllNames("out"));
    }
}
