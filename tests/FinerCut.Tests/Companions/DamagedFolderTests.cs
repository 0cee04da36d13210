using System.Text;
using System.Text.Json.Nodes;
using FinerCut.TestModels.Damage;
using FinerCut.TestModels.Files;
using FinerCut.TestModels.Protos;
using Google.Protobuf;

namespace FinerCut.Tests.Companions;

/// <summary>Folders whose files besides the graph are damaged, or name what is not there: each ends in a numbered error
/// or in a right result.</summary>
public sealed class DamagedFolderTests : IDisposable
{
    private const int MostShown = 10;
    private const int Times = 10;

    /// <summary>Lists of layers under several names, as a model with many kinds of layers has them.</summary>
    private const string Configuration =
        """
        { "model_type": "llama", "num_hidden_layers": 4, "layer_types": ["a", "b", "a", "b"],
          "layers_block_type": ["attention", "attention", "attention", "attention"], "hybrid_override_pattern": "****",
          "cca_time1": 1, "mlp_only_layers": [0, 3], "max_window_layers": 2, "sliding_window_pattern": 2,
          "attention_types": [[["global", "local"], 2]], "num_kv_shared_layers": 0, "max_position_embeddings": 64,
          "text_config": { "n_layer": 4, "layer_types": ["a", "b", "a", "b"], "rope_scaling": null },
          "transformers.js_config": { "use_external_data_format": { "model.onnx": 1 } } }
        """;

    private static readonly string[] StrangePlaces =
    [
        "", " ", "-1", "0", "1", "1e3", "0x10", "99999999999999999999", "9223372036854775807", "x", ".", "..", "../x",
        "/x", "\0", "model.onnx", "mtp.onnx.data", "parts", "config.json", new('y', 300), "ü\u202e",
    ];

    private readonly SharedParts _parts = new();

    public DamagedFolderTests()
    {
        Write("config.json", Configuration);
        Write("adapter.onnx_adapter", "no adapter at all");
        Write("README.md", "---\nlibrary_name: [\n---\n");
        SharedParts.EditConfiguration(_parts.Folder, model =>
        {
            model["decoder"]!["state_groups"] = new JsonArray(new JsonObject { ["layer_ids"] = new JsonArray(0, 2) });
            model["dspark"] = JsonNode.Parse("""{ "filename": "none.onnx", "aux_hidden_state_layers": [1, 4] }""");
        });
    }

    public void Dispose() => _parts.Dispose();

    [Fact]
    public void Folder_Undamaged_IsPruned() => Survive("nothing", [("as it is", () => { })], [null]);

    [Theory]
    [InlineData("config.json", "FC1014", null)]
    [InlineData("genai_config.json", "FC1014", null)]
    [InlineData("mtp.onnx", "FC4081", null)]
    [InlineData("parts/vision.json", null, null)]
    public void File_WithDamagedBytes_EndsInANumberedErrorOrAResult(string name, string? first, string? second)
    {
        byte[] original = File.ReadAllBytes(InFolder(name));
        byte[] marked = [.. Encoding.UTF8.Preamble, .. original];
        Survive(
            name,
            [
                .. DamagedFiles.Of(original, seed: 11, Times).Concat(DamagedFiles.Of(marked, seed: 12, Times / 2))
                    .Select(file => (file.Description, Writing(name, file.Bytes))),
            ],
            first,
            second);
    }

    [Theory]
    [InlineData("config.json")]
    [InlineData("genai_config.json")]
    public void File_WithStrangeValues_EndsInANumberedErrorOrAResult(string name)
    {
        JsonNode original = JsonNode.Parse(File.ReadAllText(InFolder(name)))!;
        FileDamage damage = new(seed: 13);
        Survive(
            name,
            [
                .. Enumerable.Range(0, 2 * Times).Select(number => damage.Replace(original).ToJsonString())
                    .Select(text => (text, Writing(name, Encoding.UTF8.GetBytes(text)))),
            ],
            [null]);
    }

    /// <summary>Names twice, and names with a half of a surrogate pair.</summary>
    [Theory]
    [InlineData("config.json", "{ \"num_hidden_layers\": 4, \"num_hidden_layers\": 5 }")]
    [InlineData("config.json", "{ \"a\": { \"layer_types\": [], \"layer_types\": [1] }, \"a\": 3 }")]
    [InlineData("config.json", "{ \"\\ud800\": 4 }")]
    [InlineData("generation_config.json", "{ \"eos_token_id\": 1, \"eos_token_id\": [1, 2] }")]
    [InlineData("parts/config.json", "{ \"damaged\": ")]
    public void File_ThatOtherReadersTakeOtherwise_EndsInANumberedErrorOrAResult(string name, string text)
    {
        SharedParts.EditConfiguration(_parts.Folder, model => model["vision"]!["other"] = "parts/config.json");
        Survive(name, [(text, Writing(name, Encoding.UTF8.GetBytes(text)))]);
    }

    [Theory]
    [InlineData("model.onnx", "FC10")]
    [InlineData(SharedParts.Reader, "FC4081")]
    public void ExternalData_WithStrangeEntries_EndsInANumberedErrorOrAResult(string name, string code)
    {
        byte[] original = File.ReadAllBytes(InFolder(name));
        string[] keys = ["location", "offset", "length", "checksum"];
        Survive(
            name,
            [
                .. keys.SelectMany(_ => StrangePlaces, (key, value) =>
                    ($"{key} '{value}'", Writing(name, WithEntry(original, key, value)))),
            ],
            null,
            code);
    }

    [Fact]
    public void Links_ThatLeadNowhere_EndInANumberedErrorOrAResult()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Creating links on Windows needs a privilege.");
        string[] names = [.. Directory.EnumerateFiles(_parts.Folder, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(_parts.Folder, file)).Order(StringComparer.Ordinal)];
        string[] targets = ["absent", ".", "/dev/null"];
        Survive(
            "links",
            [
                .. names.SelectMany(name => targets.Append(Path.GetFileName(name)),
                    (name, target) => ($"{name} to {target}", Linking(name, target))),
            ],
            null,
            "FC10");
    }

    private static byte[] WithEntry(byte[] original, string key, string value)
    {
        ModelProto model = ModelProto.Parser.ParseFrom(original);
        TensorProto tensor = model.Graph.Initializer.Last(initializer => initializer.ExternalData.Count > 0);
        StringStringEntryProto? entry = tensor.ExternalData.FirstOrDefault(found => found.Key == key);
        if (entry is null)
        {
            tensor.ExternalData.Add(entry = new StringStringEntryProto { Key = key });
        }

        entry.Value = value;
        return model.ToByteArray();
    }

    private void Survive(
        string name, IReadOnlyList<(string Description, Action Damage)> cases, params string?[] endings)
    {
        Dictionary<string, byte[]> files = Directory.EnumerateFiles(_parts.Folder, "*", SearchOption.AllDirectories)
            .ToDictionary(file => file, File.ReadAllBytes);
        List<DamagedFolderRun> runs = [];
        List<string> failures = [];
        foreach ((string description, Action damage) in cases)
        {
            damage();
            DamagedFolderRun run = DamagedFolderRun.Of(_parts.Folder, _parts.Run.Output);
            runs.Add(run);
            if (run.Failure is not null)
            {
                failures.Add($"{name}, {description}: {run.Failure}");
            }

            Restore(files);
        }

        Assert.True(failures.Count == 0,
            $"{failures.Count} of {runs.Count}:\n{string.Join('\n', failures.Take(MostShown))}");
        Assert.All(endings, ending => Assert.Contains(runs, run =>
            ending is null ? run.Code is null : run.Code?.StartsWith(ending, StringComparison.Ordinal) == true));
    }

    private static void Restore(Dictionary<string, byte[]> files)
    {
        foreach ((string path, byte[] bytes) in files)
        {
            if (new FileInfo(path) is { Exists: true, LinkTarget: null, Length: var length } && length == bytes.Length
                && File.ReadAllBytes(path).AsSpan().SequenceEqual(bytes))
            {
                continue;
            }

            File.Delete(path);
            File.WriteAllBytes(path, bytes);
        }
    }

    private Action Writing(string name, byte[] bytes) => () => File.WriteAllBytes(InFolder(name), bytes);

    private Action Linking(string name, string target) => () =>
    {
        File.Delete(InFolder(name));
        File.CreateSymbolicLink(InFolder(name), target);
    };

    private void Write(string name, string text) => File.WriteAllText(InFolder(name), text);

    private string InFolder(string name) => Path.Combine(_parts.Folder, name);
}
