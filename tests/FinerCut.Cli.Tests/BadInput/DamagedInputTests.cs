using System.Text;
using FinerCut.Cli.Commands;
using FinerCut.Cli.Consoles;
using FinerCut.Cli.Diagnostics;
using FinerCut.Plans;
using FinerCut.TestModels.Files;

namespace FinerCut.Cli.Tests.BadInput;

/// <summary>Files of any content in the place of a model or of a plan: no internal error, and nothing else than a
/// numbered one.</summary>
public sealed class DamagedInputTests : IDisposable
{
    private static readonly byte[][] Starts =
    [
        [.. "GGUF"u8, 3, 0, 0, 0], [.. "PK\u0003\u0004"u8, .. new byte[26], .. "archive/data.pkl"u8],
        [0x80, 2, 0x8A, 10], [0x80, 4, 0x95], [16, 0, 0, 0, 0, 0, 0, 0, (byte)'{'], [32, 0, 0, 0, .. "ORTM"u8],
        [28, 0, 0, 0, .. "TFL3"u8], [0x89, .. "HDF\r\n"u8], [.. "{\"format\": 1, \"removed\": "u8], [.. "[1, "u8],
        [0xEF, 0xBB, 0xBF, (byte)'{'], [0xFF, 0xFE, (byte)'{', 0], [.. "version https://git-lfs"u8], [.. "<html>"u8],
        [8, 10, 58], [],
    ];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Plan_Damaged_IsShownOrRefused()
    {
        string path = _folder.Combine("some.plan.json");
        byte[] original = Encoding.UTF8.GetBytes(PlanJson.Write(Fakes.Samples.Plan));
        byte[][] files = [original, .. DamagedFiles.Of(original, seed: 21, 300).Select(file => file.Bytes)];

        List<ExitCode> codes = [.. files.Select(bytes => Inspect(path, bytes))];

        Assert.Contains(ExitCode.Done, codes);
        Assert.Contains(ExitCode.BadModel, codes);
    }

    [Theory]
    [InlineData("model.onnx")]
    [InlineData("model.ort")]
    [InlineData("model.safetensors")]
    [InlineData("adapter.onnx_adapter")]
    [InlineData("file")]
    public void File_ThatBeginsAsAnyKind_IsRefused(string name)
    {
        Random random = new(22);
        Assert.All(Starts, start =>
        {
            byte[] rest = new byte[random.Next(1, 2000)];
            random.NextBytes(rest);
            foreach (int length in new[] { 0, 1, rest.Length })
            {
                Assert.Equal(ExitCode.BadModel, Inspect(_folder.Combine(name), [.. start, .. rest[..length]]));
            }
        });
    }

    private static ExitCode Inspect(string path, byte[] bytes)
    {
        File.WriteAllBytes(path, bytes);
        using StringWriter output = new();
        using StringWriter error = new() { NewLine = "\n" };
        ExitCode code = CommandLine.RunCommandLine(["inspect", path], new CliContext
        {
            Library = new ModelLibrary(),
            Output = output,
            OutputTerminal = Terminal.Redirected,
            Story = new Story(error, Terminal.Redirected),
        });

        if (code != ExitCode.Done)
        {
            Assert.Matches("^error FC[0-9]{4}: [^\n]+\n$", error.ToString());
        }

        return code;
    }
}
