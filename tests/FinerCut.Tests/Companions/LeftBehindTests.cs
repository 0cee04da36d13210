using FinerCut.Commands.Gate;
using FinerCut.Commands.Prune;
using FinerCut.Execution;
using FinerCut.Search.Budgets;
using FinerCut.Tests.Commands.Prune;
using Microsoft.Extensions.Logging.Abstractions;

namespace FinerCut.Tests.Companions;

/// <summary>What is not copied is named.</summary>
public sealed class LeftBehindTests : IDisposable
{
    private readonly PruningRun _run = new();

    public LeftBehindTests()
    {
        Write("README.md", "# A model");
        Write("adapter_config.json", "{}");
        Write("extra/deep/file.bin", "bytes");
        Write("additional_chat_templates/rag.jinja", "{{ messages }}");
        Write("additional_chat_templates/notes.txt", "notes");
        Write(".gitattributes", "*.onnx filter=lfs");
        Write("finercut.gate.json", "{}");
    }

    private static string[] Expected => ["adapter_config.json", "additional_chat_templates/notes.txt", "extra/"];

    /// <summary>Without a word about providers.</summary>
    private PruneOptions Options =>
        _run.Options with { Runtime = _run.Options.Runtime with { Provider = ProviderChoice.Cpu } };

    public void Dispose() => _run.Dispose();

    [Fact]
    public void Prune_FilesThatDoNotGoAlong_AreNamed()
    {
        PruneResult result = _run.Prune(Options with { Budget = new RemovalListBudget(["1.attn"]) });

        Assert.Equal(Expected, result.LeftBehind);
        string warning = Assert.Single(_run.Observer.Warnings);
        Assert.Contains("adapter_config.json, additional_chat_templates/notes.txt, extra/.", warning,
            StringComparison.Ordinal);
        Assert.EndsWith(
            "-->\n\n# A model", File.ReadAllText(Path.Combine(_run.Output, "README.md")), StringComparison.Ordinal);
    }

    [Fact]
    public void Prune_DryRun_LeavesNothingBehind()
    {
        PruneResult result = _run.Prune(Options with
        {
            Budget = new RemovalListBudget(["1.attn"]),
            Output = Options.Output with { DryRun = true }
        });

        Assert.Empty(result.LeftBehind);
        Assert.Empty(_run.Observer.Warnings);
    }

    [Fact]
    public void Gate_FilesThatDoNotGoAlong_AreNamed()
    {
        GateOptions options =
            new() { Model = _run.Decoder.Folder, Output = _run.Output, Provider = ProviderChoice.Cpu };
        GateResult result = GateRun.Execute(
            options, _run.Observer, NullLogger.Instance, TestContext.Current.CancellationToken);

        Assert.Equal(Expected, result.LeftBehind);
        Assert.Contains("extra/", Assert.Single(_run.Observer.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Prune_Adapter_IsSaidToFitNoLonger()
    {
        Write("task.onnx_adapter", "TORT");
        _run.Prune(Options with { Budget = new RemovalListBudget(["1.attn"]) });
        Assert.Contains("task.onnx_adapter was made for the dense model's layers",
            Assert.Single(_run.Observer.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Prune_ManyFiles_NamesTheFirstAndCountsTheOthers()
    {
        Enumerable.Range(10, 20).ToList().ForEach(number => Write($"part{number}.safetensors", "x"));
        PruneResult result = _run.Prune(Options with { Budget = new RemovalListBudget(["1.attn"]) });

        Assert.Equal(23, result.LeftBehind.Count);
        Assert.Contains("part18.safetensors and 11 more", Assert.Single(_run.Observer.Warnings),
            StringComparison.Ordinal);
    }

    private void Write(string name, string content)
    {
        string path = Path.Combine(_run.Decoder.Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
    }
}
