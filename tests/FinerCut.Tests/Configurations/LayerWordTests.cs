using FinerCut.Configurations;
using FinerCut.Tests.Folders;

namespace FinerCut.Tests.Configurations;

/// <summary>Words about layers that no edit can make true are named, and left as they are.</summary>
public sealed class LayerWordTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("\"6\"")]
    [InlineData("6.5")]
    [InlineData("6.0")]
    [InlineData("[6]")]
    [InlineData("true")]
    public void Edit_CountThatIsNoWholeNumber_IsNamedAndLeftAlone(string count) =>
        AssertNamed("num_hidden_layers", $$"""{ "num_hidden_layers": {{count}}, "x": 1 }""");

    /// <summary>Of six layers the first, the fourth and the last stay.</summary>
    [Theory]
    [InlineData("layers_block_type", """["a", "m", "m", "a", "a", "m", "m"]""")]
    [InlineData("layers_block_type", """["a", "m"]""")]
    [InlineData("layer_types", """["a", "m", "m", "a", "m"]""")]
    [InlineData("block_types", """["r", "r", "a", "r"]""")]
    [InlineData("hybrid_override_pattern", "\"M-MM-MM-M\"")]
    [InlineData("hybrid_override_pattern", "\"M\\u00e9-M*-\"")]
    public void Edit_ListOfAnotherLength_IsNamedAndLeftAlone(string key, string list) =>
        AssertNamed(key, $$"""{ "num_hidden_layers": 6, "{{key}}": {{list}} }""");

    [Theory]
    [InlineData("layer_types", """["a", "a", "a", "a", "a", "a", "a"]""")]
    [InlineData("layer_types", """["a"]""")]
    [InlineData("layer_types", "[]")]
    [InlineData("layer_types", "null")]
    [InlineData("layer_types", "7")]
    [InlineData("hybrid_override_pattern", "\"**\"")]
    [InlineData("block_types", """["r", "a", "r", "r", "a", "r", "r", "a", "r"]""")]
    public void Edit_ListOfAnotherLengthThatHoldsAllTheSame_IsLeftAlone(string key, string list)
    {
        string path = _folder.Write("config.json", $$"""{ "num_hidden_layers": 6, "{{key}}": {{list}} }""");

        // A pattern of three begins again with every third layer.
        Assert.Empty(Edit(key == "block_types" ? [0, 1, 2] : [0, 3, 5]));

        Assert.Equal($$"""{ "num_hidden_layers": 3, "{{key}}": {{list}} }""", File.ReadAllText(path));
    }

    private void AssertNamed(string key, string json)
    {
        string path = _folder.Write("config.json", json);

        Assert.StartsWith($"'{key}' in config.json ", Assert.Single(Edit([0, 3, 5])), StringComparison.Ordinal);

        string count = key == "num_hidden_layers" ? "x" : "\"num_hidden_layers\": 6";
        Assert.Equal(
            json.Replace(count, count.Replace('6', '3'), StringComparison.Ordinal), File.ReadAllText(path));
    }

    private IReadOnlyList<string> Edit(int[] kept)
    {
        _folder.Write("model.onnx");
        return ConfigurationEditor.EditConfigurations(
            _folder.Root, _folder.PathOf("model.onnx"), new LayerSelection(6, kept));
    }
}
