using System.Text;
using FinerCut.ChatTemplates;
using FinerCut.Onnx;
using FinerCut.Tests.Tokenizers;

namespace FinerCut.Tests.ChatTemplates;

public sealed class ChatTemplateFilesTests : IDisposable
{
    private readonly TokenizerFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public void Find_NoTemplate_IsNull()
    {
        Assert.Null(ChatTemplate.Find(_files.Folder));
        _files.Write("tokenizer_config.json", """{"bos_token": "<s>", "chat_template": null}""");
        Assert.Null(ChatTemplate.Find(_files.Folder));
    }

    [Fact]
    public void Find_SeveralFiles_TakesThePlainOneThenTheConfigurationThenTheOther()
    {
        Assert.Equal("other", Rendered(_files.Write("chat_template.json", """{"chat_template": "other"}""").Folder));
        Assert.Equal(
            "configured",
            Rendered(_files.Write("tokenizer_config.json", """{"chat_template": "configured"}""").Folder));
        Assert.Equal("plain", Rendered(_files.Write("chat_template.jinja", "\ufeffplain\n").Folder));
    }

    [Fact]
    public void Find_NamedTemplates_TakesTheDefault() => Assert.Equal("b", Rendered(_files.Write(
        "tokenizer_config.json",
        """{"chat_template": [{"name": "tool_use", "template": "a"}, {"name": "default", "template": "b"}]}""").Folder));

    [Fact]
    public void Find_SpecialTokens_AreVariables()
    {
        _files.Write("special_tokens_map.json", """{"bos_token": "old", "unk_token": {"content": "<unk>"}}""");
        _files.Write(
            "tokenizer_config.json",
            """
            {"bos_token": {"__type": "AddedToken", "content": "<s>"}, "eos_token": "</s>", "pad_token": null, "add_bos_token": true,
             "chat_template": "{{ bos_token }}{{ eos_token }}{{ unk_token }}{{ pad_token is defined }}{{ add_bos_token is defined }}"}
            """);
        Assert.Equal("<s></s><unk>FalseFalse", Rendered(_files.Folder));
    }

    [Theory]
    [InlineData("""{"chat_template": 5}""", "FC3044")]
    [InlineData("""{"chat_template": [{"name": "rag", "template": "a"}]}""", "FC3044")]
    [InlineData("""{"chat_template": "\ud800"}""", "FC3014")]
    [InlineData("""{"chat_template": """, "FC3003")]
    [InlineData("[]", "FC3004")]
    [InlineData("""{"chat_template": "{% if"}""", "FC3040")]
    public void Find_DamagedConfiguration_IsANumberedError(string content, string code)
    {
        _files.Write("tokenizer_config.json", content);
        DiagnosticException exception = Assert.Throws<DiagnosticException>(() => ChatTemplate.Find(_files.Folder));
        Assert.Equal(code, exception.Code);
        Assert.Contains("tokenizer_config.json", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Find_TemplateInAnotherEncoding_IsANumberedError()
    {
        File.WriteAllBytes(Path.Combine(_files.Folder, "chat_template.jinja"), Encoding.Latin1.GetBytes("Größe"));
        Assert.Equal("FC3044", Assert.Throws<DiagnosticException>(() => ChatTemplate.Find(_files.Folder)).Code);
    }

    private static string Rendered(string folder) =>
        ChatTemplate.Find(folder)!.Render(TemplateCases.Messages, addGenerationPrompt: false);
}
