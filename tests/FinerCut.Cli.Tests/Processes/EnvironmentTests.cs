using FinerCut.TestModels.Files;

namespace FinerCut.Cli.Tests.Processes;

/// <summary>A machine that lacks something.</summary>
public sealed class EnvironmentTests : IDisposable
{
    private static readonly string Tales3M = Path.Combine(SharedData.RepositoryRoot, "models", "tales-3m");

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Memory_RunsOut_SaysWhatToDo()
    {
        using FinerCutProcess process = FinerCutProcess.Start(new FinerCutLaunch
        {
            Arguments = ["prune", Tales3M, "--count", "1", "--samples", "30", "-o", _folder.Combine("pruned")],
            Environment = new Dictionary<string, string?> { ["DOTNET_GCHeapHardLimit"] = "0x2000000" },
        });
        (int code, string output, string error) = await process.Finish();

        Assert.Equal((1, ""), (code, output));
        Assert.Contains("\nerror FC5014: There is not enough memory", error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public async Task Runtime_Missing_SaysWhatToDo()
    {
        using FinerCutProcess process = FinerCutProcess.Start(new FinerCutLaunch
        {
            Arguments = ["prune", Tales3M, "--remove", "0.attn", "-o", _folder.Combine("pruned")],
            Folder = CopyWithoutRuntime(),
        });
        (int code, string output, string error) = await process.Finish();

        Assert.Equal((1, ""), (code, output));
        Assert.Matches("\nerror FC5015: ONNX Runtime does not load: [^\n]+\n$", error);
        Assert.False(Directory.Exists(_folder.Combine("pruned")));
    }

    [Fact]
    public async Task Runtime_Missing_InspectAndVersionWork()
    {
        string tool = CopyWithoutRuntime();
        using FinerCutProcess version =
            FinerCutProcess.Start(new FinerCutLaunch { Arguments = ["--version"], Folder = tool });
        using FinerCutProcess inspect =
            FinerCutProcess.Start(new FinerCutLaunch { Arguments = ["inspect", Tales3M], Folder = tool });

        (int code, string output, _) = await version.Finish();
        Assert.Equal(0, code);
        Assert.Matches("^finercut [^\n]+\nONNX Runtime does not load: [^\n]+\n$", output);
        Assert.Equal(0, (await inspect.Finish()).Code);
    }

    public void Dispose() => _folder.Dispose();

    private string CopyWithoutRuntime()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has an ONNX Runtime of its own, which would be found");
        string folder = _folder.Combine("tool");
        Directory.CreateDirectory(folder);
        foreach (string file in Directory.GetFiles(AppContext.BaseDirectory)
            .Where(file => Path.GetExtension(file) is ".dll" or ".json"))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }

        return folder;
    }
}
