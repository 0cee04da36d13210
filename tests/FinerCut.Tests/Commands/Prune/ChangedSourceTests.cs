using FinerCut.Commands.Apply;
using FinerCut.Commands.Gate;
using FinerCut.Commands.Prune;
using FinerCut.Commands.Verify;
using FinerCut.Runs;
using FinerCut.Search.Budgets;
using FinerCut.TestModels.Decoders;
using FinerCut.Tests.Folders;
using Microsoft.Extensions.Logging.Abstractions;

namespace FinerCut.Tests.Commands.Prune;

/// <summary>Files that change while a command works with them: no result, and nothing left.</summary>
public class ChangedSourceTests
{
    private static readonly DateTime Written = new(2024, 5, 6, 7, 8, 9, DateTimeKind.Utc);

    [Theory]
    [InlineData(RunPhase.Prepare, "model.onnx")]
    [InlineData(RunPhase.Search, "model.onnx")]
    [InlineData(RunPhase.Write, "model.onnx_data")]
    [InlineData(RunPhase.Verify, "model.onnx_data")]
    [InlineData(RunPhase.Search, "config.json")]
    [InlineData(RunPhase.Verify, "tokenizer.json")]
    public void Prune_FileTouched_SaysThatTheInputChanged(RunPhase phase, string file)
    {
        using PruningRun run = Run();
        PhaseObserver touch = new(phase, () => File.SetLastWriteTimeUtc(PathOf(run, file), DateTime.UnixEpoch));
        string message = Refusal.Of("FC1060", () => Prune(run.Options with { Budget = new CountBudget(2) }, touch));

        Assert.Contains(
            $"{file}' is not what it was when the command began; it was written to. ",
            message,
            StringComparison.Ordinal);
        Assert.False(Directory.Exists(run.Output));
        Assert.DoesNotContain(run.Everything(), path => path.Contains(".finercut-", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Prune_OtherBytesOfTheSameSizeAndTime_AreFoundByTheirContent(bool isPlanAlone)
    {
        using PruningRun run = Run();
        string data = PathOf(run, "model.onnx_data");
        File.SetLastWriteTimeUtc(data, Written);
        PhaseObserver change = new(isPlanAlone ? RunPhase.Search : RunPhase.Write, () => ChangeInPlace(data));
        PruneOptions options = isPlanAlone ? run.Options with
        {
            Budget = new OrderBudget(0.5),
            Output = run.Options.Output with { Path = run.Combine("order.plan.json") }
        }
            : run.Options with { Budget = new RemovalListBudget(["1.ffn"]) };

        Assert.Contains("model.onnx_data' is not what it was when the command began; its SHA-256 was ",
            Refusal.Of("FC1060", () => Prune(options, change)), StringComparison.Ordinal);
        Assert.False(Path.Exists(options.Output.Path));
    }

    [Fact]
    public void Gate_OtherBytesOfTheSameSizeAndTime_AreFoundByTheirContent()
    {
        using PruningRun run = Run();
        string data = PathOf(run, "model.onnx_data");
        File.SetLastWriteTimeUtc(data, Written);
        PhaseObserver change = new(RunPhase.Verify, () => ChangeInPlace(data));
        GateOptions options = new() { Model = run.Decoder.Folder, Output = run.Combine("gated") };

        Assert.Contains("model.onnx_data' is not what it was when the command began; its SHA-256 was ",
            Refusal.Of(
                "FC1060",
                () => GateRun.Execute(options, change, NullLogger.Instance, TestContext.Current.CancellationToken)),
            StringComparison.Ordinal);
        Assert.False(Path.Exists(options.Output));
    }

    [Fact]
    public void Prune_DryRun_SaysThatTheInputChanged()
    {
        using PruningRun run = Run();
        PhaseObserver delete = new(RunPhase.Search, () => File.Delete(PathOf(run, "model.onnx")));
        Assert.Contains("it is gone", Refusal.Of("FC1060", () =>
            Prune(run.Options with
            {
                Budget = new CountBudget(1),
                Output = run.Options.Output with { DryRun = true, Path = null }
            }, delete)), StringComparison.Ordinal);
    }

    [Fact]
    public void OtherCommands_FileTouched_SayThatTheInputChanged()
    {
        using PruningRun run = Run();
        run.Prune(run.Options with { Budget = new RemovalListBudget(["1.ffn"]) });
        PhaseObserver touch = new(
            RunPhase.Verify, () => File.SetLastWriteTimeUtc(run.Decoder.ModelPath, DateTime.UtcNow.AddHours(1)));
        CancellationToken token = TestContext.Current.CancellationToken;

        Assert.All<Action>(
            [
                () => ApplyRun.Execute(
                    new ApplyOptions
                    {
                        Plan = run.Output,
                        Model = run.Decoder.Folder,
                        Output = new() { Path = run.Combine("again") },
                    }, touch, NullLogger.Instance, token),
                () => GateRun.Execute(
                    new GateOptions
                    {
                        Model = run.Decoder.Folder,
                        Output = run.Combine("gated")
                    }, touch, NullLogger.Instance, token),
                () => VerifyRun.Execute(
                    new VerifyOptions { Model = run.Output, Against = run.Decoder.Folder }, touch,
                    NullLogger.Instance, token),
            ],
            command =>
            {
                File.SetLastWriteTimeUtc(run.Decoder.ModelPath, DateTime.UtcNow);
                Refusal.Of("FC1060", command);
            });
        Assert.False(Directory.Exists(run.Combine("again")));
        Assert.False(Directory.Exists(run.Combine("gated")));
    }

    private static PruningRun Run() => new(new TinyDecoderOptions { Storage = WeightStorage.ExternalAligned });

    private static string PathOf(PruningRun run, string file) => Path.Combine(run.Decoder.Folder, file);

    private static PruneResult Prune(PruneOptions options, PhaseObserver observer) =>
        PruneRun.Execute(options, observer, NullLogger.Instance, TestContext.Current.CancellationToken);

    private static void ChangeInPlace(string path)
    {
        byte[] bytes = File.ReadAllBytes(path);
        bytes[^1] ^= 1;
        File.WriteAllBytes(path, bytes);
        File.SetLastWriteTimeUtc(path, Written);
    }
}
