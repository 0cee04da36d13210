using System.Text.Json;
using FinerCut.TestModels.Decoders;
using FinerCut.TestModels.Files;

namespace FinerCut.Cli.Tests.Processes;

/// <summary>A real run of <c>gate</c>, as a shell starts it.</summary>
public class GateProcessTests
{
    [Fact]
    public async Task Json_FolderWithASpaceInItsName_NamesTheFolderAndItsInput()
    {
        using TemporaryFolder folder = new();
        TinyDecoder model = TinyDecoder.Write(folder.Combine("my model"));
        using FinerCutProcess process = FinerCutProcess.Start("gate", model.Folder, "--json");
        (int code, string output, string error) = await process.Finish();

        Assert.Equal((0, true), (code, error.StartsWith("Open ", StringComparison.Ordinal)));
        using JsonDocument answer = JsonDocument.Parse(output);
        Assert.Equal(folder.Combine("my model-gated"), answer.RootElement.GetProperty("output").GetString());
        Assert.Equal(
            model.Sublayers,
            answer.RootElement.GetProperty("sublayers").EnumerateArray().Select(name => name.GetString()));
        Assert.True(File.Exists(folder.Combine("my model-gated", "model.onnx")));
    }
}
