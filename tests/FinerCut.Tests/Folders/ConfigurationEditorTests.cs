using System.Text;
using FinerCut.Folders;

namespace FinerCut.Tests.Folders;

public sealed class ConfigurationEditorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("""{"a":30}""", """{"a":7}""")]
    [InlineData("{\r\n\t\"a\" :  30 ,\r\n \"b\": 30.0 }\r\n\r\n", "{\r\n\t\"a\" :  7 ,\r\n \"b\": 30.0 }\r\n\r\n")]
    [InlineData("\uFEFF{ \"ü\": \"€\", \"a\": 1e3 }", "\uFEFF{ \"ü\": \"€\", \"a\": 7 }")]
    [InlineData("""{ "\u0061": -2 }""", """{ "\u0061": 7 }""")]
    [InlineData("""{ "x": { "a": 1 }, "y": [ { "a": 2 } ], "a": 3 }""", """{ "x": { "a": 1 }, "y": [ { "a": 2 } ], "a": 7 }""")]
    [InlineData("""{ "a": 1, "b": "a", "a": 22 }""", """{ "a": 7, "b": "a", "a": 7 }""")]
    public void SetNumber_AtTop_ReplacesItsDigitsAlone(string before, string after) =>
        Assert.Equal(after, Set(before, "a"));

    [Theory]
    [InlineData("""{ "m": { "d": { "n": 30, "k": [1,  2] } }, "n": 4 }""", """{ "m": { "d": { "n": 7, "k": [1,  2] } }, "n": 4 }""")]
    [InlineData("""{ "d": { "n": 1 }, "m": { "n": 2, "d": { "d": { "n": 3 }, "n": 44 } } }""", """{ "d": { "n": 1 }, "m": { "n": 2, "d": { "d": { "n": 3 }, "n": 7 } } }""")]
    public void SetNumber_Nested_FollowsThePath(string before, string after) =>
        Assert.Equal(after, Set(before, "m", "d", "n"));

    [Theory]
    [InlineData("{}")]
    [InlineData("[30]")]
    [InlineData("3")]
    [InlineData("""{ "m": 3 }""")]
    [InlineData("""{ "m": [ { "n": 3 } ] }""")]
    [InlineData("""{ "m": { "n": null } }""")]
    [InlineData("""{ "m": { "n": "3" } }""")]
    [InlineData("""{ "m": { "N": 3 } }""")]
    public void SetNumber_NoNumberThere_ChangesNothing(string json)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(json);

        Assert.Same(bytes, ConfigurationEditor.SetNumber(bytes, "config.json", ["m", "n"], 7));
    }

    [Theory]
    [InlineData("{ \"a\": 1,\n /* no */ \"b\": 2 }", "line 2, column 2.")]
    [InlineData("{ \"a\": 1 }\n}", "line 2, column 1.")]
    [InlineData("{ \"a\": 1, }", "line 1, column 11.")]
    [InlineData("\uFEFF{ \"a\": ", "line 1, column 8.")]
    public void SetNumber_DamagedJson_NamesThePlace(string json, string place)
    {
        string message = Refusal.Of("FC1014", () => Set(json, "a"));

        Assert.Contains("'config.json'", message, StringComparison.Ordinal);
        Assert.Contains(place, message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "num_hidden_layers": 12, "x": 12 }""", """{ "num_hidden_layers": 9, "x": 12 }""")]
    [InlineData("""{ "n_layer": 12 }""", """{ "n_layer": 9 }""")]
    [InlineData("""{ "num_layers": 12 }""", """{ "num_layers": 9 }""")]
    [InlineData("""{ "n_layers": 12 }""", """{ "n_layers": 9 }""")]
    [InlineData("""{ "text_config": { "num_hidden_layers": 12 }, "vision_config": { "num_hidden_layers": 12 } }""", """{ "text_config": { "num_hidden_layers": 9 }, "vision_config": { "num_hidden_layers": 12 } }""")]
    public void EditConfigurations_Config_SetsTheLayerCount(string before, string after)
    {
        string path = _folder.Write("config.json", before);

        IReadOnlyList<string> changed = ConfigurationEditor.EditConfigurations(_folder.Root, remainingCaches: 9);

        Assert.Equal([path], changed);
        Assert.Equal(after, File.ReadAllText(path));
    }

    [Fact]
    public void EditConfigurations_GenAiConfig_SetsTheDecodersLayerCountAlone()
    {
        const string Before = """{ "num_hidden_layers": 30, "model": { "num_hidden_layers": 30, "decoder": { "filename": "model.onnx", "num_hidden_layers": 30 } } }""";
        _folder.Write("genai_config.json", Before);

        ConfigurationEditor.EditConfigurations(_folder.Root, remainingCaches: 0);

        Assert.Equal(
            """{ "num_hidden_layers": 30, "model": { "num_hidden_layers": 30, "decoder": { "filename": "model.onnx", "num_hidden_layers": 0 } } }""",
            File.ReadAllText(_folder.PathOf("genai_config.json")));
    }

    [Fact]
    public void EditConfigurations_NothingToChange_LeavesFilesAlone()
    {
        _folder.Write("generation_config.json", """{ "num_hidden_layers": 30 }""");
        string path = _folder.Write("config.json", """{ "num_hidden_layers": 9 }""");
        DateTime written = new(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(path, written);

        Assert.Empty(ConfigurationEditor.EditConfigurations(_folder.Root, remainingCaches: 9));
        Assert.Equal(written, File.GetLastWriteTimeUtc(path));
        Assert.Equal("""{ "num_hidden_layers": 30 }""", File.ReadAllText(_folder.PathOf("generation_config.json")));
    }

    [Fact]
    public void EditConfigurations_FileInSubfolder_IsEditedToo()
    {
        _folder.Write("onnx/config.json", """{ "n_layer": 12 }""");

        ConfigurationEditor.EditConfigurations(_folder.Root, remainingCaches: 9);

        Assert.Equal("""{ "n_layer": 9 }""", File.ReadAllText(_folder.PathOf("onnx/config.json")));
    }

    private static string Set(string json, params string[] path) =>
        Encoding.UTF8.GetString(ConfigurationEditor.SetNumber(Encoding.UTF8.GetBytes(json), "config.json", path, 7));
}
