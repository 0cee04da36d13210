using FinerCut.Commands.Prune;
using FinerCut.Search.Budgets;
using FinerCut.TestModels.Files;
using Microsoft.Extensions.Logging.Abstractions;

namespace FinerCut.Clients.Tests.TransformersJs;

/// <summary>The model of the quick start, gated once for all tests of a collection.</summary>
public sealed class BundledModel : IDisposable
{
    private readonly Lazy<ClientModel> _model = new(() => new ClientModel(Folder));

    /// <summary>Its folder, with the graph beside the configuration.</summary>
    public static string Folder { get; } = Path.Combine(SharedData.RepositoryRoot, "models", "tales-3m");

    /// <summary>The model and its pruned folders.</summary>
    internal ClientModel Model => _model.Value;

    /// <summary>Prompts for it, and how much to write after them.</summary>
    internal static Continuation Continuation { get; } = new(2048, 72);

    /// <summary>Copies it to where the Hub has the graph for transformers.js: in the subfolder <c>onnx</c>.</summary>
    public static string CopyWithSubfolder(string target)
    {
        Directory.CreateDirectory(Path.Combine(target, "onnx"));
        foreach (string file in Directory.EnumerateFiles(Folder))
        {
            string name = Path.GetFileName(file);
            File.Copy(
                file, Path.Combine(target, name.EndsWith(".onnx", StringComparison.Ordinal) ? $"onnx/{name}" : name));
        }

        return target;
    }

    /// <summary>Writes a pruned folder where it is wanted.</summary>
    internal static string Prune(string dense, IReadOnlyList<string> removed, string output) => PruneRun.Execute(
        new PruneOptions
        {
            Model = dense,
            Budget = new RemovalListBudget(removed),
            Output = new() { Path = output },
        }, new Silence(), NullLogger.Instance, CancellationToken.None).Output!;

    public void Dispose()
    {
        if (_model.IsValueCreated)
        {
            _model.Value.Dispose();
        }
    }
}
