using System.Globalization;
using FinerCut.Calibration;
using FinerCut.Evaluation.Generation;
using FinerCut.Evaluation.Protocols;
using FinerCut.Evaluation.Statistics;
using FinerCut.Execution;
using FinerCut.Runs;

namespace FinerCut.Commands.Eval;

/// <summary>Lets models continue the beginnings of windows, and compares what they write.</summary>
internal sealed class GenerationEvaluation
{
    private const int LongestPrompt = 32;

    private readonly EvalOptions _options;
    private readonly EvalLineup _lineup;
    private readonly RunContext _run;
    private readonly int[][] _prompts;
    private readonly int _newTokens;
    private int _done;

    /// <param name="options">How many texts, and how long.</param>
    /// <param name="lineup">The models; one of them is what others are compared with.</param>
    /// <param name="windows">Where the prompts come from.</param>
    /// <param name="run">Who is told.</param>
    public GenerationEvaluation(
        EvalOptions options, EvalLineup lineup, IReadOnlyList<TextWindow> windows, RunContext run)
    {
        (_options, _lineup, _run) = (options, lineup, run);
        int length = Math.Min(LongestPrompt, windows.Min(window => window.Ids.Length) / 2);
        int count = Math.Min(options.Prompts, windows.Count);
        _prompts = [.. Enumerable.Range(0, count)
            .Select(index => windows[(int)((long)index * windows.Count / count)].Ids[..length])];
        long longest = lineup.All.Select(target => target.Subject.Longest).Min() ?? long.MaxValue;
        _newTokens = (int)Math.Min(options.NewTokens, longest - length);
    }

    /// <summary>Lets all models write.</summary>
    /// <returns>A score for each; none where a model cannot be read token by token.</returns>
    public IReadOnlyDictionary<EvalTarget, GenerationScore> Measure()
    {
        EvalTarget reference = _lineup.Reference!;
        if (_lineup.All.FirstOrDefault(target => !CanWrite(target)) is { } fixedSize)
        {
            _run.Observer.Warned($"Generation is not measured: every call of '{fixedSize.Name}' has a fixed size.");
            return new Dictionary<EvalTarget, GenerationScore>();
        }

        if (_lineup.All.FirstOrDefault(target => !target.Subject.FitsAsAWhole) is { } large)
        {
            _run.Observer.Warned(EvalErrors.TooLargeToWrite(large.Name));
            return new Dictionary<EvalTarget, GenerationScore>();
        }

        _run.Observer.PhaseStarted(RunPhase.Evaluate, string.Create(
            CultureInfo.InvariantCulture, $"{_prompts.Length} texts of {_newTokens} tokens by each model"));
        IReadOnlyList<WrittenText> dense = [];
        (double Step, double Check) times = Use(reference, writer =>
        {
            dense = Write(writer);
            foreach (WrittenText text in dense)
            {
                writer.TimeCheck(text, _options.DraftTokens + 1);
            }

            return (writer.StepMilliseconds, writer.CheckMilliseconds);
        });
        Dictionary<EvalTarget, GenerationScore> scores = new() { [reference] = Score(reference, dense) };
        foreach (EvalTarget target in _lineup.Compared)
        {
            scores[target] = Use(target, writer =>
                Score(target, Write(writer)) with { Agreement = Compare(writer, dense, times) });
        }

        return scores;
    }

    private static bool CanWrite(EvalTarget target) =>
        target.Subject.Limits is { TokensPerCall: null } or { TokensPerCall: 1, HasCaches: true };

    private T Use<T>(EvalTarget target, Func<GreedyWriter, T> use)
    {
        EvalSubject subject = target.Subject;
        using ForkingDecoder decoder =
            ForkingDecoder.Open(subject.Source.Model.Path, subject.Sessions, target.Gone);
        return use(new GreedyWriter(decoder, subject.Source.Folder.EndTokens.ToHashSet(), _options.Time));
    }

    private List<WrittenText> Write(GreedyWriter writer)
    {
        int all = _prompts.Length * _lineup.All.Count();
        List<WrittenText> texts = [];
        foreach (int[] prompt in _prompts)
        {
            texts.Add(writer.Write(prompt, _newTokens, _run.Cancellation));
            _run.Observer.Progressed(++_done, all);
        }

        return texts;
    }

    private GenerationScore Score(EvalTarget target, IReadOnlyList<WrittenText> texts)
    {
        EvalSubject subject = target.Subject;
        HashSet<long> ends = subject.Source.Folder.EndTokens.ToHashSet();
        TokenSource tokens = new(new CalibrationOptions(), subject.Source.Folder, subject.Limits);
        int[][] ids = [.. texts.Select(text => text.Ids)];
        return new GenerationScore
        {
            Prompts = _prompts.Length,
            PromptTokens = _prompts[0].Length,
            NewTokens = _newTokens,
            Repeated = TextRichness.Repeated(ids),
            DistinctTokens = TextRichness.Distinct(ids, 1),
            DistinctPairs = TextRichness.Distinct(ids, 2),
            Texts = tokens.Decoder is { } decode
                ? [.. texts.Select(text => PromptedText.Of(text, decode, ends))]
                : [],
        };
    }

    private GenerationAgreement Compare(
        GreedyWriter writer, IReadOnlyList<WrittenText> dense, (double Step, double Check) times)
    {
        DraftTrial trial = new(_options.DraftTokens);
        List<bool[]> all = [];
        foreach (WrittenText text in dense)
        {
            _run.Cancellation.ThrowIfCancellationRequested();
            all.Add([.. text.Ids.Zip(writer.Follow(text), (id, own) => id == own)]);
            trial.Add(all[^1]);
        }

        double[] common = [.. all.Select(same => (double)same.TakeWhile(isSame => isSame).Count())];
        return new GenerationAgreement
        {
            SameTokens = Moments.Ratio(
                [.. all.Select(same => (double)same.Count(isSame => isSame))],
                [.. all.Select(same => (double)same.Length)]),
            LongestCommon = (int)common.Max(),
            MeanCommon = Moments.Mean(common),
            Draft = trial.Score(times.Step, writer.StepMilliseconds, times.Check),
        };
    }
}
