using FinerCut.Decoders;
using FinerCut.Folders;

namespace FinerCut.Tests.Folders;

/// <summary>Models for several kinds of input: the part of the configuration about the language model has several
/// names.</summary>
public sealed class TextModelTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("text_config")]
    [InlineData("language_config")]
    [InlineData("llm_config")]
    [InlineData("phi_config")]
    public void Facts_OfTheLanguageModel_AreFoundByEachName(string name)
    {
        _folder.Write("model.onnx");
        _folder.Write("config.json", $$"""
            { "model_type": "several", "{{name}}": { "vocab_size": 99, "hidden_size": 32, "max_position_embeddings": 48,
              "num_attention_heads": 4, "num_key_value_heads": 2 } }
            """);

        ModelFolder model = ModelFolder.Find(_folder.Root);

        Assert.Equal((99L, 32L, 48L), (model.VocabularySize, model.HiddenSize, model.ContextLength));
        Assert.Equal(new ConfiguredHeads(8, 2), ConfiguredHeads.Beside(model.GraphPath));
    }
}
