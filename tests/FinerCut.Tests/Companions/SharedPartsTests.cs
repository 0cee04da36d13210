using System.Text.Json.Nodes;
using FinerCut.Commands.Gate;
using FinerCut.Commands.Prune;
using FinerCut.Commands.Verify;
using FinerCut.Execution;
using FinerCut.Onnx;
using FinerCut.Onnx.Files;
using FinerCut.Onnx.Graphs;
using FinerCut.Search.Budgets;
using FinerCut.TestModels.Files;
using FinerCut.Verification;
using Microsoft.Extensions.Logging.Abstractions;

namespace FinerCut.Tests.Companions;

/// <summary>What speaks of bytes or files of the model: it is followed, and <c>verify</c> sees where it is
/// wrong.</summary>
public sealed class SharedPartsTests : IDisposable
{
    private readonly SharedParts _parts = new();

    private string Output => _parts.Run.Output;

    public void Dispose() => _parts.Dispose();

    [Fact]
    public void Prune_SharedBytes_AreWhereTheConfigurationSays()
    {
        Prune();
        JsonNode model = SharedParts.Configuration(Output);
        JsonNode decoder = model["decoder"]!["shared_initializers"]![0]!;
        JsonNode mtp = model["mtp"]!["shared_initializers"]![0]!;

        Assert.NotEqual(_parts.Shared.ExternalData!.Offset.ToString(System.Globalization.CultureInfo.InvariantCulture),
            (string)decoder["offset"]!);
        Assert.Equal(SharedParts.BytesOf(_parts.Folder, _parts.Shared),
            SharedParts.BytesAt(Output, SharedParts.Data,
            long.Parse((string)decoder["offset"]!, System.Globalization.CultureInfo.InvariantCulture),
            _parts.Shared.SizeInBytes));
        Assert.Equal(SharedParts.BytesOf(_parts.Folder, _parts.Gone),
            SharedParts.BytesAt(Output, SharedParts.Data, (long)mtp["offset"]!, _parts.Gone.SizeInBytes));
        Assert.True(Verify().IsSame);
    }

    [Fact]
    public void Prune_OtherGraph_ReadsTheSameBytes()
    {
        Prune();
        using Model before = Model.Open(Path.Combine(_parts.Folder, SharedParts.Reader));
        using Model after = Model.Open(Path.Combine(Output, SharedParts.Reader));

        Assert.Equal(3, after.Tensors.Count());
        Assert.Equal(before.Tensors.Select(tensor => SharedParts.BytesOf(_parts.Folder, tensor)),
            after.Tensors.Select(tensor => SharedParts.BytesOf(Output, tensor)));
        Assert.NotEqual(before.Tensors.First().ExternalData, after.Tensors.First().ExternalData);
    }

    [Fact]
    public void Prune_NamedFiles_GoAlong()
    {
        PruneResult result = Prune();

        Assert.All(["mtp.onnx.data", "parts/vision.onnx", "parts/vision.json"], name => Assert.Equal(
            File.ReadAllBytes(Path.Combine(_parts.Folder, name)), File.ReadAllBytes(Path.Combine(Output, name))));
        Assert.Empty(result.LeftBehind);
        Assert.Empty(_parts.Run.Observer.Warnings);
    }

    [Fact]
    public void Gate_SharedBytes_GoAlong()
    {
        GateRun.Execute(new GateOptions { Model = _parts.Folder, Output = Output, Threads = 1 }, _parts.Run.Observer,
            NullLogger.Instance, TestContext.Current.CancellationToken);
        using Model after = Model.Open(Path.Combine(Output, SharedParts.Reader));
        JsonNode entry = SharedParts.Configuration(Output)["mtp"]!["shared_initializers"]![0]!;

        Assert.Equal(SharedParts.BytesOf(_parts.Folder, _parts.Gone)[..16],
            SharedParts.BytesOf(Output, after.Tensors.ElementAt(1)));
        Assert.Equal(SharedParts.BytesOf(_parts.Folder, _parts.Gone),
            SharedParts.BytesAt(Output, SharedParts.Data, (long)entry["offset"]!, _parts.Gone.SizeInBytes));
    }

    [Fact]
    public void Verify_StaleOffset_Differs()
    {
        Prune();
        SharedParts.EditConfiguration(Output, model => model["decoder"]!["shared_initializers"]![0]!["offset"] = "0");
        Assert.StartsWith(
            $"decoder.shared_initializers: '{_parts.Shared.Name}' has other bytes at 0 of model.onnx.data",
            Difference("data files"),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("data_file", "\"absent.data\"", "tells no bytes of a file")]
    [InlineData("offset", "99999999999", "has other bytes at 99999999999")]
    [InlineData("length", "1", "has other bytes")]
    public void Verify_WrongEntry_Differs(string key, string value, string text)
    {
        Prune();
        SharedParts.EditConfiguration(Output,
            model => model["mtp"]!["shared_initializers"]![0]![key] = JsonNode.Parse(value));
        Assert.Contains(text, Difference("data files"), StringComparison.Ordinal);
    }

    [Fact]
    public void Verify_EntryMissing_Differs()
    {
        Prune();
        SharedParts.EditConfiguration(Output, model => model["mtp"]!.AsObject().Remove("shared_initializers"));
        Assert.Contains("has 1 shared initializers instead of 2", Difference("data files"), StringComparison.Ordinal);
    }

    [Fact]
    public void Verify_OtherGraphWithStaleOffset_Differs()
    {
        Prune();
        SharedParts.EditReader(Output, reader => reader.Graph.Initializer[1].ExternalData[1].Value = "64");
        Assert.Contains("of mtp.onnx has other bytes", Difference("data files"), StringComparison.Ordinal);
    }

    [Fact]
    public void Verify_OtherGraphMissing_Differs()
    {
        Prune();
        File.Delete(Path.Combine(Output, SharedParts.Reader));
        Assert.Equal("mtp.onnx is missing", Difference("data files"));
    }

    [Fact]
    public void Verify_OtherGraphChanged_Differs()
    {
        Prune();
        SharedParts.EditReader(Output, reader => reader.Graph.Initializer[2].Name = "other");
        Assert.Equal("mtp.onnx has another graph", Difference("data files"));
    }

    [Theory]
    [InlineData("parts/vision.json")]
    [InlineData("mtp.onnx.data")]
    public void Verify_NamedFileMissing_Fails(string name)
    {
        Prune();
        string path = Path.Combine(Output, name);
        byte[] before = File.ReadAllBytes(path);
        File.WriteAllBytes(path, [.. before, 0]);
        Assert.Equal($"{name} has another content", Difference("other files"));
    }

    [Fact]
    public void Verify_WrongName_Differs()
    {
        Prune();
        SharedParts.EditConfiguration(Output, model => model["vision"]!["filename"] = "vision.onnx");
        Assert.Contains("model.vision.filename is \"vision.onnx\"", Difference("configuration"),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("FC4082", "99999999999", "model.onnx.data")]
    [InlineData("FC4083", "0", "model.onnx")]
    public void Prune_EntryThatCannotBeFollowed_IsRefusedBeforeAnythingIsWritten(string code, string offset,
        string file)
    {
        SharedParts.EditConfiguration(_parts.Folder, model =>
        {
            model["decoder"]!["shared_initializers"]![0]!["offset"] = offset;
            model["decoder"]!["shared_initializers"]![0]!["data_file"] = file;
        });
        IReadOnlyList<string> before = _parts.Run.Everything();

        DiagnosticException error = Assert.Throws<DiagnosticException>(Prune);

        Assert.Equal(code, error.Code);
        Assert.Contains($"decoder.shared_initializers that '{_parts.Shared.Name}'", error.Message,
            StringComparison.Ordinal);
        Assert.Equal(before, _parts.Run.Everything());
    }

    [Fact]
    public void Prune_UnreadableFileThatSpeaksOfTheData_IsRefused()
    {
        File.WriteAllText(Path.Combine(_parts.Folder, "parts", "vision.onnx"), "something with model.onnx.data inside");
        DiagnosticException error = Assert.Throws<DiagnosticException>(Prune);
        Assert.Equal("FC4081", error.Code);
        Assert.Contains("vision.onnx", error.Message, StringComparison.Ordinal);
    }

    /// <summary>The files of GenAI's builder, whose second graph shares embedding and head.</summary>
    [Fact]
    public void Verify_CaseOfTheBuilder_SeesAStaleOffset()
    {
        string dense = SharedData.Require("cases", "shared_init");
        PruneOptions options =
            _parts.Run.Options with { Model = dense, Budget = new RemovalListBudget(["1.attn", "2.ffn"]) };
        _parts.Run.Prune(options);
        VerifyOptions verify = new() { Model = Output, Against = dense, SampleTokens = 16, Threads = 1 };
        Assert.Equal(FindingResult.Same, Find(Verify(verify), "data files").Result);

        SharedParts.EditConfiguration(Output, model => model["mtp"]!["shared_initializers"]![1]!["offset"] = "167936");

        Assert.Equal(FindingResult.Differs, Find(Verify(verify), "data files").Result);
    }

    private PruneResult Prune() => _parts.Run.Prune(
        _parts.Run.Options with
        {
            Budget = new RemovalListBudget(["0.ffn", "1.attn"]),
            Runtime = _parts.Run.Options.Runtime with { Provider = ProviderChoice.Cpu }
        });

    private VerifyResult Verify() =>
        Verify(new VerifyOptions { Model = Output, Against = _parts.Folder, SampleTokens = 16, Threads = 1 });

    private static VerifyResult Verify(VerifyOptions options) =>
        VerifyRun.Execute(options, SilentObserver.Instance, NullLogger.Instance, TestContext.Current.CancellationToken);

    private static Finding Find(VerifyResult result, string check) =>
        result.Findings.Single(finding => finding.Check == check);

    private string Difference(string check)
    {
        Finding finding = Find(Verify(), check);
        Assert.Equal(FindingResult.Differs, finding.Result);
        return finding.Detail;
    }
}
