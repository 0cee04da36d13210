using System.Text.Json.Nodes;
using FinerCut.Commands.Prune;
using FinerCut.Commands.Verify;
using FinerCut.Folders;
using FinerCut.Onnx;
using FinerCut.Search.Budgets;
using FinerCut.TestModels.Decoders;
using FinerCut.TestModels.Oracles;
using FinerCut.TestModels.Protos;
using FinerCut.Tests.Commands.Prune;
using FinerCut.Tests.Surgery;
using FinerCut.Verification;
using Google.Protobuf;
using Microsoft.Extensions.Logging.Abstractions;

namespace FinerCut.Tests.Commands.Verify;

/// <summary>Pruned folders against dense ones: as written, and with one thing wrong.</summary>
public sealed class VerifyRunTests : IDisposable
{
    private readonly PruningRun _run = new(new TinyDecoderOptions { Storage = WeightStorage.ExternalAligned });

    public void Dispose() => _run.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Run_AsWritten_FindsNoDifference(bool keepsIndices)
    {
        Prune(keepsIndices);
        VerifyResult result = Verify();

        Assert.Equal(["0.attn", "1.ffn"], result.Removed.Select(name => name.ToString()));
        Assert.Equal(
            ["plan", "sublayers", "inputs", "outputs", "caches", "clients", "configuration", "other files",
                "data files", "unused bytes", "prompts", "cached steps"],
            result.Findings.Select(finding => finding.Check));
        Assert.All(result.Findings,
            finding => Assert.Equal(finding.Check == "data files" ? FindingResult.Skipped
            : FindingResult.Same, finding.Result));
        Assert.Contains(
            keepsIndices ? "keep their numbers" : "from 0 without gaps",
            Detail(result, "caches"),
            StringComparison.Ordinal);
    }

    /// <summary>Every other folder keeps its cache numbers, to save time.</summary>
    [Theory]
    [MemberData(nameof(ZooFolders.Names), MemberType = typeof(ZooFolders))]
    public void Run_ZooFolderAsWritten_FindsNoDifference(string folder)
    {
        ZooFolder zoo = ZooFolder.Require(folder);
        bool keepsIndices = ZooFolder.AllNames().ToList().IndexOf(folder) % 2 == 1;
        PruneOptions options = new()
        {
            Model = zoo.ModelPath,
            Budget = new RemovalListBudget(["1.attn", "2.ffn"]),
            Output = new() { Path = _run.Output, KeepCacheIndices = keepsIndices },
        };
        string output = PruneRun.Execute(
            options, SilentObserver.Instance, NullLogger.Instance, TestContext.Current.CancellationToken).Output!;
        VerifyResult result = Verify(new VerifyOptions { Model = output, Against = zoo.ModelPath, SampleTokens = 24 });

        Assert.DoesNotContain(result.Findings, finding => finding.Result == FindingResult.Differs);
        Assert.Equal(["1.attn", "2.ffn"], result.Removed.Select(name => name.ToString()));
    }

    [Theory]
    [InlineData("llama-gqa.ort-int8.q8", "0.attn")]
    [InlineData("llama-gqa.genai-cpu.int4", "0.attn 0.ffn 1.attn 1.ffn")]
    [InlineData("llama-gqa.genai-cpu.int4", "0.attn 1.ffn")]
    public void Run_RoundingsThatWhatIsLeftEnlarges_AreNoDifference(string folder, string removed)
    {
        ZooFolder zoo = ZooFolder.Require(folder);
        PruneOptions options = new()
        {
            Model = zoo.ModelPath,
            Budget = new RemovalListBudget(removed.Split(' ')),
            Output = new() { Path = _run.Output }
        };
        string output = PruneRun.Execute(
            options, SilentObserver.Instance, NullLogger.Instance, TestContext.Current.CancellationToken).Output!;
        VerifyResult result = Verify(new VerifyOptions { Model = output, Against = zoo.ModelPath });

        Assert.DoesNotContain(result.Findings, finding => finding.Result == FindingResult.Differs);
    }

    [Fact]
    public void Run_LayerCountChanged_DiffersInTheConfiguration()
    {
        Prune();
        EditJson("config.json", config => config["num_hidden_layers"] = 7);
        Finding[] differences = [.. Verify().Findings.Where(finding => finding.Result == FindingResult.Differs)];
        Assert.Equal(["clients", "configuration"], differences.Select(finding => finding.Check));
        Assert.Equal("transformers.js asks for past_key_values.2.key, which the graph has not", differences[0].Detail);
        Assert.Equal("config.json: num_hidden_layers is 7 instead of 2", differences[1].Detail);
    }

    [Fact]
    public void Run_ChecksumOfAnotherFile_DiffersInDataFiles()
    {
        Prune();
        EditGraph(graph => graph.Initializer.First(tensor => tensor.ExternalData.Count > 0).ExternalData.Add(
            new StringStringEntryProto { Key = "checksum", Value = "da39a3ee5e6b4b0d3255bfef95601890afd80709" }));
        Assert.Matches("^the checksum of model.onnx_data is [0-9a-f]{40}, and model.onnx says da39a3ee",
            OnlyDifference("data files"));
    }

    [Fact]
    public void Run_ChecksumOfTheFile_IsRight()
    {
        Prune();
        string digest = FileHash.ComputeSha1(InOutput("model.onnx_data"));
        Assert.NotEqual(FileHash.ComputeSha1(InOutput("model.onnx")), digest);
        EditGraph(graph => graph.Initializer.First(tensor => tensor.ExternalData.Count > 0).ExternalData.Add(
            new StringStringEntryProto { Key = "checksum", Value = digest }));
        Assert.Equal(FindingResult.Same, Verify().Findings.Single(finding => finding.Check == "data files").Result);
    }

    [Fact]
    public void Run_ConfigurationFormattedAnew_FindsNoDifference()
    {
        Prune();
        EditJson("config.json", _ => { });
        Assert.True(Verify().IsSame);
    }

    [Fact]
    public void Run_KeyTwiceInTheConfiguration_ComparesTheLast()
    {
        string path = Path.Combine(_run.Decoder.Folder, "config.json");
        File.WriteAllText(path, File.ReadAllText(path).Replace(
            "\"hidden_act\"", "\"more\": {\"a\": 1, \"a\": [2, null]},\n  \"hidden_act\"", StringComparison.Ordinal));
        Prune();
        Assert.True(Verify().IsSame);

        path = InOutput("config.json");
        File.WriteAllText(path, File.ReadAllText(path).Replace("[2, null]", "[3, null]", StringComparison.Ordinal));
        Assert.Contains(
            "more.a is [3, null] instead of [2, null]", Detail(Verify(), "configuration"), StringComparison.Ordinal);
    }

    [Fact]
    public void Run_TokenizerOfAnotherModel_DiffersInOtherFiles()
    {
        Prune();
        EditJson("tokenizer.json", tokenizer => tokenizer["added_tokens"]!.AsArray().RemoveAt(0));
        Assert.Equal("tokenizer.json has another content", OnlyDifference("other files"));
    }

    [Fact]
    public void Run_TokenizerMissing_DiffersInOtherFiles()
    {
        Prune();
        File.Delete(InOutput("tokenizer.json"));
        Assert.Equal("tokenizer.json is missing", OnlyDifference("other files"));
    }

    [Fact]
    public void Run_DataFileTooLong_DiffersInUnusedBytes()
    {
        Prune();
        string data = Directory.GetFiles(_run.Output).Single(file => Path.GetFileName(file)
            .StartsWith("model.onnx", StringComparison.Ordinal) && !file.EndsWith(".onnx", StringComparison.Ordinal));
        File.AppendAllText(data, "left over");
        Assert.Equal($"9 bytes of {Path.GetFileName(data)} belong to no tensor", OnlyDifference("unused bytes"));
    }

    [Fact]
    public void Run_DataFileOfAnEarlierExport_DiffersInUnusedBytes()
    {
        Prune();
        File.WriteAllText(InOutput("model.onnx_data_1"), "left over");
        Assert.Equal("model.onnx_data_1 (9 bytes) belongs to no tensor", OnlyDifference("unused bytes"));
    }

    [Fact]
    public void Run_WeightThatNobodyReads_DiffersInUnusedBytes()
    {
        Prune();
        EditGraph(graph => graph.Initializer.Add(new TensorProto
        {
            Name = "left.over",
            DataType = 1,
            Dims = { 4 },
            RawData = ByteString.CopyFrom(new byte[16])
        }));
        Assert.Equal("1 weights with 16 bytes, such as left.over, are read by no node", OnlyDifference("unused bytes"));
    }

    [Fact]
    public void Run_NodeThatNobodyReads_DiffersInUnusedBytes()
    {
        Prune();
        EditGraph(graph => graph.Node.Add(
            new NodeProto { Name = "idle", OpType = "Identity", Input = { "input_ids" }, Output = { "idle.output" } }));
        Assert.Equal("1 nodes, such as idle (Identity), compute what nobody reads", OnlyDifference("unused bytes"));
    }

    [Fact]
    public void Run_InputShapeChanged_DiffersInInputs()
    {
        Prune();
        EditGraph(graph => graph.Input.Single(input =>
            input.Name == "attention_mask").Type.TensorType.Shape.Dim[1].DimParam = "anything");
        Assert.Contains(
            "attention_mask: Int64[batch_size, anything] instead of attention_mask: Int64[batch_size,",
            OnlyDifference("inputs"),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Run_PlanOfOtherRemovals_DiffersInThePlan()
    {
        Prune();
        EditJson("finercut.plan.json", plan => plan["removed"]![0]!["sublayer"] = "2.attn");
        Assert.Equal("it removes 2.attn, 1.ffn, and 0.attn, 1.ffn is gone", OnlyDifference("plan"));
    }

    [Fact]
    public void Run_WithoutPlan_SkipsIt()
    {
        Prune();
        File.Delete(InOutput("finercut.plan.json"));
        Assert.Equal(FindingResult.Skipped, Verify().Findings.Single(finding => finding.Check == "plan").Result);
        Assert.True(Verify().IsSame);
    }

    [Fact]
    public void Run_AgainstAnotherModel_DiffersInPlanAndLogits()
    {
        Prune();
        TinyDecoder other = TinyDecoder.Write(
            _run.Combine("other"),
            _run.Decoder.Options,
            TinyDecoderWeights.Random(_run.Decoder.Options with { Seed = 99 }));
        VerifyResult result = Verify(Options with { Against = other.Folder });

        Assert.False(result.IsSame);
        Assert.Equal(
            ["plan", "prompts", "cached steps"],
            result.Findings.Where(finding => finding.Result == FindingResult.Differs).Select(finding => finding.Check));
    }

    [Fact]
    public void Run_AnotherArchitecture_SkipsTheLogits()
    {
        Prune();
        TinyDecoder other = TinyDecoder.Write(_run.Combine("other"), new TinyDecoderOptions { Layers = 2 });
        VerifyResult result = Verify(Options with { Against = other.Folder });

        Assert.Equal(FindingResult.Differs, result.Findings.Single(finding => finding.Check == "sublayers").Result);
        Assert.Equal(FindingResult.Skipped, result.Findings.Single(finding => finding.Check == "prompts").Result);
    }

    [Fact]
    public void Run_GivenText_ComparesItsSamples()
    {
        Prune();
        string text = _run.Combine("text.jsonl");
        File.WriteAllText(text, "[1, 2, 3, 4, 5, 6]\n[6, 5, 4, 3, 2, 1]\n[9, 9, 9, 9, 9, 9]\n");
        VerifyResult result = Verify(Options with { Texts = [text], Samples = 3, SampleTokens = 6, Steps = 4 });

        Assert.True(result.IsSame);
        Assert.StartsWith("3 samples, largest logit difference", Detail(result, "prompts"), StringComparison.Ordinal);
        Assert.StartsWith(
            "3 samples, their last 4 tokens one by one", Detail(result, "cached steps"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("FC4077", 2, 16, 0)]
    [InlineData("FC4015", 0, 16, 8)]
    [InlineData("FC4015", 2, 1, 8)]
    public void Run_NothingToCompare_IsRefused(string code, int samples, int sampleTokens, int steps)
    {
        Prune();
        Directory.GetFiles(_run.Decoder.Folder, "tokenizer*").ToList().ForEach(File.Delete);
        Assert.Equal(code, Assert.Throws<DiagnosticException>(() => Verify(
            Options with { Samples = samples, SampleTokens = sampleTokens, Steps = steps })).Code);
    }

    [Fact]
    public void Run_MoreSamplesThanPruneLooksAt_ComparesAll()
    {
        Prune();
        string text = _run.Combine("text.jsonl");
        File.WriteAllLines(text, Enumerable.Range(0, 12).Select(sample => $"[{sample}, 2, 3]"));
        Assert.StartsWith(
            "12 samples,",
            Detail(Verify(Options with { Texts = [text], Samples = 12, SampleTokens = 3 }), "prompts"),
            StringComparison.Ordinal);
    }

    private VerifyOptions Options =>
        new() { Model = _run.Output, Against = _run.Decoder.Folder, SampleTokens = 16, Threads = 1 };

    private void Prune(bool keepsIndices = false) =>
        _run.Prune(_run.Options with
        {
            Budget = new RemovalListBudget(["0.attn", "1.ffn"]),
            Output = _run.Options.Output with { KeepCacheIndices = keepsIndices }
        });

    private VerifyResult Verify() => Verify(Options);

    private static VerifyResult Verify(VerifyOptions options) =>
        VerifyRun.Execute(options, SilentObserver.Instance, NullLogger.Instance, TestContext.Current.CancellationToken);

    private string OnlyDifference(string check)
    {
        Finding finding = Assert.Single(Verify().Findings, finding => finding.Result == FindingResult.Differs);
        Assert.Equal(check, finding.Check);
        return finding.Detail;
    }

    private static string Detail(VerifyResult result, string check) =>
        result.Findings.Single(finding => finding.Check == check).Detail;

    private string InOutput(string name) => Path.Combine(_run.Output, name);

    private void EditJson(string name, Action<JsonNode> edit)
    {
        JsonNode json = JsonNode.Parse(File.ReadAllText(InOutput(name)))!;
        edit(json);
        File.WriteAllText(InOutput(name), json.ToJsonString());
    }

    private void EditGraph(Action<GraphProto> edit)
    {
        ModelProto model = ModelProto.Parser.ParseFrom(File.ReadAllBytes(InOutput("model.onnx")));
        edit(model.Graph);
        File.WriteAllBytes(InOutput("model.onnx"), model.ToByteArray());
    }
}
