using FinerCut.Commands.Continue;
using FinerCut.Commands.Generate;
using FinerCut.Decoders;
using FinerCut.TestModels.Files;
using Microsoft.Extensions.Logging.Abstractions;

namespace FinerCut.Tests.Commands.Continue;

/// <summary>Texts of the bundled model and of parts of it, against those of <c>generate</c>.</summary>
public class ContinueRunTests
{
    private static readonly string Model = Path.Combine(Repository.Root, "models", "tales-3m");

    private static readonly ContinueOptions Options = new()
    {
        Model = Model,
        Removed = [SublayerName.Parse("1.attn"), SublayerName.Parse("5.ffn")],
        Prompts = 2,
        NewTokens = 16,
        Runtime = new() { Threads = 1 },
    };

    [Fact]
    public void Execute_BundledModel_WritesWhatBothModelsWrite()
    {
        using TemporaryFolder folder = new();
        string pruned = PrunedCopies.Write(
            Path.Combine(Model, "model.onnx"), ["1.attn", "5.ffn"], folder.Combine("pruned"));
        File.Copy(Path.Combine(Model, "tokenizer.json"), folder.Combine("pruned", "tokenizer.json"));
        SilentObserver observer = new();

        IReadOnlyList<Continuation> texts = Execute(Options, observer);
        Assert.Equal(2, texts.Count);
        Assert.All(texts, text =>
        {
            Assert.Equal(Generate(Model, text.Prompt), text.Dense);
            Assert.Equal(Generate(pruned, text.Prompt), text.Pruned);
        });
        Assert.NotEqual(texts[0].Dense, texts[0].Pruned);
        Assert.Empty(observer.Warnings);
    }

    [Fact]
    public void Execute_Prompts_BeginWhereTheTextOrASentenceDoes()
    {
        string held = File.ReadAllText(Path.Combine(Model, "held-out.txt"));
        IReadOnlyList<Continuation> texts = Execute(Options with { NewTokens = 1 }, new SilentObserver());

        Assert.StartsWith(texts[0].Prompt, held, StringComparison.Ordinal);
        int second = held.IndexOf(texts[1].Prompt, StringComparison.Ordinal);
        Assert.True(second > 0);
        Assert.Contains(held[second - 1], ".!?\n");
    }

    [Fact]
    public void Execute_ModelWithoutTokenizer_WritesNothing()
    {
        using TemporaryFolder folder = new();
        File.Copy(Path.Combine(Model, "model.onnx"), folder.Combine("model.onnx"));
        File.Copy(Path.Combine(Model, "config.json"), folder.Combine("config.json"));
        Assert.Empty(Execute(Options with { Model = folder.Combine("model.onnx") }, new SilentObserver()));
    }

    [Fact]
    public void Execute_Cancelled_Stops()
    {
        using CancellationTokenSource cancellation = new();
        cancellation.Cancel();
        Assert.Throws<OperationCanceledException>(
            () => ContinueRun.Execute(Options, new SilentObserver(), NullLogger.Instance, cancellation.Token));
    }

    private static IReadOnlyList<Continuation> Execute(ContinueOptions options, SilentObserver observer) =>
        ContinueRun.Execute(options, observer, NullLogger.Instance, TestContext.Current.CancellationToken);

    private static string Generate(string model, string prompt) => GenerateRun.Execute(
        new GenerateOptions { Model = model, Prompt = prompt, MaxTokens = 16, Threads = 1 },
        _ => { },
        TestContext.Current.CancellationToken).Text;
}
