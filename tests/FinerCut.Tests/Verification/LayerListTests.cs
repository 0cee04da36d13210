using System.Globalization;
using System.Text.Json.Nodes;
using FinerCut.Commands.Verify;
using FinerCut.Decoders;
using FinerCut.Onnx.Files;
using FinerCut.Onnx.Graphs;
using FinerCut.Search.Budgets;
using FinerCut.TestModels.Decoders;
using FinerCut.TestModels.Files;
using FinerCut.TestModels.Protos;
using FinerCut.Tests.Commands.Prune;
using FinerCut.Verification;
using FinerCut.Verification.Clients;
using Google.Protobuf;
using Microsoft.Extensions.Logging.Abstractions;

namespace FinerCut.Tests.Verification;

/// <summary>The caches that clients ask for by lists of layers, and by steps, are those of the written graph.</summary>
public sealed class LayerListTests : IDisposable
{
    private readonly PruningRun _run = new(new TinyDecoderOptions { Layers = 4 });

    public void Dispose() => _run.Dispose();

    [Theory]
    [InlineData("0.mixer 3.mixer")]
    [InlineData("0.ffn")]
    [InlineData("3.ffn")]
    [InlineData("2.attn 1.mixer")]
    public void Prune_LastLayerWithoutState_ListsSayWhatIsThere(string removed)
    {
        string dense = SharedData.Require("cases", "nemo_end_mlp");
        _run.Prune(_run.Options with { Model = dense, Budget = new RemovalListBudget(removed.Split(' ')) });

        AssertAsked(_run.Output, Path.Combine(_run.Output, "onnx", "model_q4f16.onnx"));
        JsonNode config = Read(_run.Output);
        Assert.Equal((int)config["num_hidden_layers"]!, config["layers_block_type"]!.AsArray().Count);
        Assert.Equal((int)config["num_hidden_layers"]!, ((string)config["hybrid_override_pattern"]!).Length);
        Assert.Equal(FindingResult.Same, Find(Verify(dense), "clients").Result);
    }

    [Theory]
    [InlineData("layers_block_type", """["mamba", "mamba", "mamba"]""")]
    [InlineData("num_hidden_layers", "1")]
    public void Verify_ListMadeWrong_Differs(string key, string value)
    {
        string dense = SharedData.Require("cases", "nemo_end_mlp");
        _run.Prune(_run.Options with { Model = dense, Budget = new RemovalListBudget(["0.mixer"]) });
        Edit(_run.Output, config => config[key] = JsonNode.Parse(value));

        Finding finding = Find(Verify(dense), "clients");

        Assert.Equal(FindingResult.Differs, finding.Result);
        Assert.StartsWith("transformers.js", finding.Detail, StringComparison.Ordinal);
    }

    /// <summary>Every second layer has caches, under its own number.</summary>
    [Theory]
    [InlineData(8)]
    [InlineData(7)]
    public void Prune_LayersByStep_KeepTheStep(int layers)
    {
        NumberBy(2, layers);
        _run.Prune(_run.Options with { Budget = new RemovalListBudget(["1.attn", "2.ffn"]) });

        Assert.Equal([0, 2, 4], NumbersIn(Path.Combine(_run.Output, "model.onnx")));
        Assert.Equal((6, 2), ((int)Read(_run.Output)["num_hidden_layers"]!, (int)Read(_run.Output)["cca_time1"]!));
        Assert.Equal(FindingResult.Same, Find(Verify(_run.Decoder.Folder), "clients").Result);

        Edit(_run.Output, config => config["cca_time1"] = 4);
        Assert.Equal(FindingResult.Differs, Find(Verify(_run.Decoder.Folder), "clients").Result);
    }

    [Fact]
    public void Prune_StepThatCachesDoNotFollow_NumbersWithoutGaps()
    {
        Edit(_run.Decoder.Folder, config => config["cca_time1"] = 2);
        _run.Prune(_run.Options with { Budget = new RemovalListBudget(["1.attn"]) });
        Assert.Equal([0, 1, 2], NumbersIn(Path.Combine(_run.Output, "model.onnx")));
    }

    /// <summary>Numbers stay, so every word about layers does.</summary>
    [Fact]
    public void Prune_KeepCacheIndices_LeavesTheLists()
    {
        string dense = SharedData.Require("cases", "nemo_end_mlp");
        _run.Prune(_run.Options with
        {
            Model = dense,
            Budget = new RemovalListBudget(["0.mixer"]),
            Output = _run.Options.Output with { KeepCacheIndices = true }
        });

        Assert.Equal(File.ReadAllText(Path.Combine(dense, "config.json")),
            File.ReadAllText(Path.Combine(_run.Output, "config.json")));
        Assert.DoesNotContain(Verify(dense).Findings, finding => finding.Result == FindingResult.Differs);
    }

    [Fact]
    public void Verify_GenAiCountWrong_NamesTheCache()
    {
        using PruningRun run = new(new TinyDecoderOptions { Form = TinyDecoderForm.GenAiLlama });
        run.Prune(run.Options with { Budget = new RemovalListBudget(["0.attn"]) });
        string path = Path.Combine(run.Output, "genai_config.json");
        JsonNode config = JsonNode.Parse(File.ReadAllText(path))!;
        config["model"]!["decoder"]!["inputs"]!["past_key_names"] = "past.%d";
        File.WriteAllText(path, config.ToJsonString());

        VerifyResult result = VerifyRun.Execute(
            new VerifyOptions { Model = run.Output, Against = run.Decoder.Folder, SampleTokens = 16, Threads = 1 },
                SilentObserver.Instance, NullLogger.Instance, TestContext.Current.CancellationToken);

        Assert.Equal("ONNX Runtime GenAI does not ask for past_key_values.0.key, which the graph has",
            Find(result, "clients").Detail);
    }

    private static void AssertAsked(string folder, string graph)
    {
        using Model model = Model.Open(graph);
        ClientCaches asked = ClientCaches.In(folder).Single();
        Assert.Equal(DecoderMap.Find(model).Caches.Select(cache => cache.Past.Name)
            .Order(StringComparer.Ordinal), asked.Names.Order(StringComparer.Ordinal));
    }

    private static int[] NumbersIn(string path)
    {
        using Model model = Model.Open(path);
        return [.. DecoderMap.Find(model).Caches.Select(cache =>
            int.Parse(cache.Past.Name.Split('.')[1], CultureInfo.InvariantCulture)).Distinct().Order()];
    }

    private static string Numbered(string[] name, int step) =>
        $"{name[0]}.{step * int.Parse(name[1], CultureInfo.InvariantCulture)}.{name[2]}";

    private void NumberBy(int step, int layers)
    {
        ModelProto model = ModelProto.Parser.ParseFrom(File.ReadAllBytes(_run.Decoder.ModelPath));
        Dictionary<string, string> names = model.Graph.Input.Concat(model.Graph.Output).Select(info => info.Name)
            .Where(name => name.StartsWith('p') && name.Split('.').Length == 3)
            .ToDictionary(name => name, name => Numbered(name.Split('.'), step));
        foreach (ValueInfoProto info in model.Graph.Input.Concat(model.Graph.Output))
        {
            info.Name = names.GetValueOrDefault(info.Name, info.Name);
        }

        foreach (NodeProto node in model.Graph.Node)
        {
            (string[] inputs, string[] outputs) =
                ([.. node.Input.Select(name => names.GetValueOrDefault(name, name))],
                [.. node.Output.Select(name => names.GetValueOrDefault(name, name))]);
            node.Input.Clear();
            node.Input.Add(inputs);
            node.Output.Clear();
            node.Output.Add(outputs);
        }

        File.WriteAllBytes(_run.Decoder.ModelPath, model.ToByteArray());
        Edit(_run.Decoder.Folder,
            config => (config["model_type"], config["num_hidden_layers"], config["cca_time1"]) =
            ("zaya", layers, step));
    }

    private VerifyResult Verify(string dense) => VerifyRun.Execute(
        new VerifyOptions { Model = _run.Output, Against = dense, SampleTokens = 16, Threads = 1 },
            SilentObserver.Instance, NullLogger.Instance, TestContext.Current.CancellationToken);

    private static Finding Find(VerifyResult result, string check) =>
        result.Findings.Single(finding => finding.Check == check);

    private static JsonNode Read(string folder) =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "config.json")))!;

    private static void Edit(string folder, Action<JsonNode> edit)
    {
        JsonNode config = Read(folder);
        edit(config);
        File.WriteAllText(Path.Combine(folder, "config.json"), config.ToJsonString());
    }
}
