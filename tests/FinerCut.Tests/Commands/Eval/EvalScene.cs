using FinerCut.Commands.Eval;
using FinerCut.Commands.Prune;
using FinerCut.Search.Budgets;
using FinerCut.TestModels.Decoders;
using FinerCut.TestModels.Files;
using Microsoft.Extensions.Logging.Abstractions;

namespace FinerCut.Tests.Commands.Eval;

/// <summary>A tiny decoder, texts beside it, and runs of <c>eval</c> on them.</summary>
internal sealed class EvalScene : IDisposable
{
    private readonly TemporaryFolder _temporary = new();

    public EvalScene(TinyDecoderOptions? options = null)
    {
        TinyDecoderOptions chosen = options ?? new();
        Decoder = TinyDecoder.Write(_temporary.Combine("model"), chosen, TinyDecoderWeights.Random(chosen));
    }

    public TinyDecoder Decoder { get; }

    public SilentObserver Observer { get; } = new();

    /// <summary>Windows of 16 tokens, on one thread.</summary>
    public EvalOptions Options => new() { Model = Decoder.Folder, Window = 16, Threads = 1 };

    public string Combine(params string[] parts) => _temporary.Combine(parts);

    /// <summary>Writes a file and returns its path.</summary>
    public string Write(string name, string content)
    {
        string path = Combine(name);
        File.WriteAllText(path, content);
        return path;
    }

    /// <summary>Writes token ids, one sequence a line.</summary>
    public string WriteIds(string name, params int[][] sequences) =>
        Write(name, string.Concat(sequences.Select(ids => $"[{string.Join(',', ids)}]\n")));

    /// <summary>Writes the decoder without some sublayers into the folder <c>pruned</c>.</summary>
    public void Prune(params string[] sublayers) => PruneRun.Execute(
        new PruneOptions
        {
            Model = Decoder.Folder,
            Budget = new RemovalListBudget(sublayers),
            Output = new() { Path = Combine("pruned") },
            Runtime = new() { Threads = 1 },
        },
        Observer,
        NullLogger.Instance,
        TestContext.Current.CancellationToken);

    public EvalResult Run(EvalOptions options) =>
        EvalRun.Execute(options, Observer, NullLogger.Instance, TestContext.Current.CancellationToken);

    public void Dispose() => _temporary.Dispose();
}
