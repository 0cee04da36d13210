using System.Text.Json;
using FinerCut.Plans;
using FinerCut.TestModels.Decoders;
using FinerCut.TestModels.Files;

namespace FinerCut.Cli.Tests.Processes;

/// <summary>Real runs of <c>prune</c>, as a shell starts them.</summary>
public class PruneProcessTests
{
    private static readonly string Tales3M = Path.Combine(SharedData.RepositoryRoot, "models", "tales-3m");

    [Fact]
    public async Task Model_PathIsWrong_ExitsWith66()
    {
        using FinerCutProcess process = FinerCutProcess.Start("prune", "no/such model", "--ratio", "0.25");
        (int code, string output, string error) = await process.Finish();

        Assert.Equal(66, code);
        Assert.Empty(output);
        Assert.EndsWith("error FC1001: There is no file or folder 'no/such model'. Check the path; finercut takes a "
            + ".onnx file or a folder that holds one.\n", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_FolderWithASpaceInItsName_HoldsThePlanOfTheFolder()
    {
        using TemporaryFolder folder = new();
        string model = TinyDecoder.Write(folder.Combine("my model")).Folder;
        using FinerCutProcess process =
            FinerCutProcess.Start("prune", model, "--count", "2", "--samples", "2", "--sample-tokens", "16", "--json");
        (int code, string output, string error) = await process.Finish();

        Assert.Equal((0, true), (code, error.StartsWith("Open ", StringComparison.Ordinal)));
        using JsonDocument answer = JsonDocument.Parse(output);
        string written = answer.RootElement.GetProperty("output").GetString()!;
        Assert.Equal(folder.Combine("my model-pruned-2"), written);
        using JsonDocument plan = JsonDocument.Parse(await File.ReadAllTextAsync(
            Path.Combine(written, PruningPlan.FileName), TestContext.Current.CancellationToken));
        Assert.True(JsonElement.DeepEquals(plan.RootElement, answer.RootElement.GetProperty("plan")));
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task Signal_BeforeTheFirstStep_LeavesNothing(string signal)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there is no kill on Windows");
        using TemporaryFolder folder = new();
        string[] before = FoldersBesideTales();
        using FinerCutProcess process =
            FinerCutProcess.Start("prune", Tales3M, "--count", "20", "-o", folder.Combine("a", "pruned"));
        await process.WaitForError("Prepare ");
        process.Signal(signal);
        (int code, string output, string error) = await process.Finish();

        Assert.Equal(130, code);
        Assert.Empty(output);
        Assert.EndsWith(
            "\ncancelled: stopped on request; nothing half-written is left.\n", error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
        Assert.Equal(before, FoldersBesideTales());
    }

    /// <summary>Whoever followed the README has a pruned model there.</summary>
    private static string[] FoldersBesideTales() =>
        [.. Directory.GetDirectories(Path.GetDirectoryName(Tales3M)!).Order(StringComparer.Ordinal)];
}
