using System.Globalization;
using FinerCut.Calibration;
using FinerCut.Decoders;
using FinerCut.Evaluation.Generation;
using FinerCut.Execution;
using FinerCut.Folders;
using FinerCut.Runs;
using FinerCut.Sources;
using Microsoft.Extensions.Logging;

namespace FinerCut.Commands.Continue;

/// <summary>Lets a dense model and a pruned one continue a few texts, for people to read side by side.</summary>
public sealed class ContinueRun
{
    private readonly ContinueOptions _options;
    private readonly RunContext _run;
    private readonly SourceModel _source;
    private readonly SessionFactory _sessions;
    private readonly Func<IReadOnlyList<int>, string> _decode;
    private readonly int[][] _prompts;
    private readonly int _newTokens;

    private ContinueRun(ContinueOptions options, SourceModel source, RunContext run)
    {
        (_options, _source, _run) = (options, source, run);
        CallLimits limits = CallLimits.FindLimits(source.Map);
        TokenSource tokens = new(new CalibrationOptions(), source.Folder, limits);
        _decode = tokens.Decoder ?? (_ => "");
        (int Index, int[] Ids)[] windows = [.. Windows(tokens)];
        int length = windows.Length == 0
            ? 0
            : Math.Min(options.PromptTokens, windows.Min(window => window.Ids.Length) / 2);
        int count = length == 0 ? 0 : Math.Min(options.Prompts, windows.Length);
        _prompts = [.. Enumerable.Range(0, count)
            .Select(index => windows[(int)((long)index * windows.Length / count)])
            .Select(window => window.Ids.AsSpan(StartOf(window, length), length).ToArray())];
        long longest = limits.LongestText(source.Folder.ContextLength) ?? long.MaxValue;
        _newTokens = (int)Math.Min(options.NewTokens, longest - length);
        CanWrite = _newTokens > 0 && source.Map is { HasHead: true, GivesProbabilities: false }
            && limits is { TokensPerCall: null } or { TokensPerCall: 1, HasCaches: true };
        _sessions = new SessionFactory(
            ProviderSelection.Choose(options.Runtime.Provider, run.Observer.Warned, run.Log),
            ThreadChoice.ResolveThreads(options.Runtime.Threads));
    }

    private bool CanWrite { get; }

    /// <summary>Lets both models write.</summary>
    /// <param name="options">Which models and texts.</param>
    /// <param name="observer">Told how far it is.</param>
    /// <param name="log">The structured log.</param>
    /// <param name="cancellation">Ends it between two tokens.</param>
    /// <returns>The texts; none where the model has no tokenizer that can be used, or cannot be read token by
    /// token.</returns>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">The model or a text cannot be read, or the runtime
    /// fails.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static IReadOnlyList<Continuation> Execute(
        ContinueOptions options, IRunObserver observer, ILogger log, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(observer);
        ArgumentNullException.ThrowIfNull(log);
        return RuntimeBoundary.TranslateErrors<IReadOnlyList<Continuation>>(options.Model, () =>
        {
            using SourceModel source = SourceModel.Open(options.Model, CalibrationOptions.DefaultSampleTokens);
            return source.Watch.Guard(
                () => new ContinueRun(options, source, new RunContext(observer, log, cancellation)).WriteAll());
        });
    }

    private IReadOnlyList<(int Index, int[] Ids)> Windows(TokenSource tokens) => tokens.Decoder is null ? [] :
        [.. (_options.Texts.Count > 0
            ? tokens.LoadHeldOut(_options.Texts, _source.Vocabulary)
            : tokens.LoadHeldOut(_source.Vocabulary, _run.Observer.Warned)).SelectMany(text => text.Samples.Index())];

    private List<Continuation> WriteAll()
    {
        if (!CanWrite || _prompts.Length == 0)
        {
            return [];
        }

        _run.Observer.PhaseStarted(RunPhase.Evaluate, string.Create(
            CultureInfo.InvariantCulture, $"{_prompts.Length} texts of {_newTokens} tokens by each model"));
        IReadOnlyList<PromptedText> dense = WriteTexts(_source.Model.Path, []);
        IReadOnlyList<PromptedText> pruned = _options.Pruned is { } written
            ? WriteTexts(ModelFolder.Find(written).GraphPath, [])
            : WriteTexts(_source.Model.Path, _options.Removed.ToHashSet());
        return [.. dense.Zip(pruned, (first, second) => new Continuation(first.Prompt, first.Text, second.Text))];
    }

    /// <summary>Where a text or a sentence begins, so that no prompt begins within a word; 0 where none
    /// does.</summary>
    private int StartOf((int Index, int[] Ids) window, int length)
    {
        const string Ends = ".!?\n";
        int last = window.Index == 0 ? 0 : window.Ids.Length - length;
        return Enumerable.Range(1, last).FirstOrDefault(
            index => _decode([window.Ids[index - 1]]) is { Length: > 0 } before && Ends.Contains(before[^1]));
    }

    private List<PromptedText> WriteTexts(string path, HashSet<SublayerName> removed)
    {
        HashSet<long> ends = _source.Folder.EndTokens.ToHashSet();
        using ForkingDecoder decoder = ForkingDecoder.Open(path, _sessions, removed);
        GreedyWriter writer = new(decoder, ends, TimeProvider.System);
        List<PromptedText> texts = [];
        foreach (int[] prompt in _prompts)
        {
            texts.Add(PromptedText.Of(writer.Write(prompt, _newTokens, _run.Cancellation), _decode, ends));
            _run.Observer.Progressed(texts.Count, _prompts.Length);
        }

        return texts;
    }
}
