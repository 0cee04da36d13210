using System.Text;
using FinerCut.Commands.Prune;
using FinerCut.Commands.Verify;
using FinerCut.Search.Budgets;
using FinerCut.TestModels.Decoders;
using FinerCut.Tests.Commands.Prune;
using Microsoft.Extensions.Logging.Abstractions;

namespace FinerCut.Tests.Folders;

/// <summary>Editors of Windows begin files with three bytes that JSON does not have.</summary>
public class ByteOrderMarkTests
{
    [Theory]
    [InlineData(TinyDecoderForm.OptimumLlama)]
    [InlineData(TinyDecoderForm.GenAiLlama)]
    public void Prune_EveryJsonFileWithAMark_WorksAndKeepsIt(TinyDecoderForm form)
    {
        using PruningRun run = new(new TinyDecoderOptions { Form = form });
        string[] files = Directory.GetFiles(run.Decoder.Folder, "*.json");
        Array.ForEach(files, Mark);

        PruneResult result = run.Prune(run.Options with { Budget = new CountBudget(1) });
        VerifyResult verified = VerifyRun.Execute(
            new VerifyOptions { Model = run.Output, Against = run.Decoder.Folder, SampleTokens = 16, Threads = 1 },
                SilentObserver.Instance, NullLogger.Instance, TestContext.Current.CancellationToken);

        Assert.NotNull(result.PrunedPerplexity);
        Assert.True(verified.IsSame);
        Assert.All(files, file =>
            Assert.True(File.ReadAllBytes(Path.Combine(run.Output, Path.GetFileName(file))).AsSpan()
            .StartsWith(Encoding.UTF8.Preamble)));
    }

    private static void Mark(string path) =>
        File.WriteAllBytes(path, [.. Encoding.UTF8.Preamble, .. File.ReadAllBytes(path)]);
}
