using System.Globalization;
using FinerCut.Calibration;
using FinerCut.Commands.Generate;
using FinerCut.Evaluation;
using FinerCut.Execution;
using FinerCut.Runs;
using FinerCut.Tasks;

namespace FinerCut.Commands.Eval;

/// <summary>Lets a model do tasks.</summary>
/// <param name="target">The model.</param>
/// <param name="cache">Results of earlier runs.</param>
/// <param name="run">Who is told.</param>
internal sealed class TaskEvaluation(EvalTarget target, EvalCache cache, RunContext run)
{
    private readonly EvalSubject _subject = target.Subject;
    private ForkingDecoder? _decoder;
    private double _done;
    private int _all;

    /// <summary>Scores tasks.</summary>
    /// <param name="tasks">The tasks.</param>
    /// <returns>A score for each.</returns>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">FC7009: a continuation has no tokens. Or the runtime
    /// fails.</exception>
    public IReadOnlyList<TaskScore> Score(IReadOnlyList<TaskSet> tasks)
    {
        _all = tasks.Sum(task => task.Items.Count);
        run.Observer.PhaseStarted(
            RunPhase.Evaluate, string.Create(CultureInfo.InvariantCulture, $"{_all} items of tasks"));
        IReadOnlyList<IReadOnlyList<EncodedChoice>[]> items = [.. tasks.Select(Encode)];
        try
        {
            return [.. tasks.Zip(items, Score)];
        }
        finally
        {
            _decoder?.Dispose();
        }
    }

    private TaskScore Score(TaskSet task, IReadOnlyList<EncodedChoice>[] choices)
    {
        TaskTally tally = new(task);
        foreach (ChoiceScore[] scores in cache.Scores(target, choices, () => Measure(choices)))
        {
            tally.Add(scores);
        }

        return tally.Score(EvalNames.Of(task.Path));
    }

    private ChoiceScore[][] Measure(IReadOnlyList<EncodedChoice>[] items) =>
        _subject.FitsAsAWhole || _subject.Limits.SampleLength is not null
            ? MeasureWhole(items)
            : MeasureSegments(items);

    private ChoiceScore[][] MeasureWhole(IReadOnlyList<EncodedChoice>[] items)
    {
        _decoder ??= ForkingDecoder.Open(_subject.Source.Model.Path, _subject.Sessions, target.Gone);
        ChoiceScorer scorer = new(_decoder);
        return [.. items.Select(item =>
        {
            IReadOnlyList<ChoiceScore> scores = scorer.Score(item);
            Advance(1);
            return scores.ToArray();
        })];
    }

    /// <summary>Every pass reads all weights, so choices of many items pass together.</summary>
    private ChoiceScore[][] MeasureSegments(IReadOnlyList<EncodedChoice>[] items)
    {
        SegmentedChoiceScorer scorer = new(new EvaluatedModel(_subject.Decoder, target.Gone));
        List<EncodedChoice> choices = [.. items.SelectMany(item => item)];
        Queue<ChoiceScore> scores = new(scorer.Score(
            choices, scored => Advance((double)scored * items.Length / choices.Count)));
        return [.. items.Select(item => item.Select(_ => scores.Dequeue()).ToArray())];
    }

    private void Advance(double items)
    {
        run.Cancellation.ThrowIfCancellationRequested();
        run.Observer.Progressed(_done += items, _all);
    }

    private IReadOnlyList<EncodedChoice>[] Encode(TaskSet task)
    {
        TokenSource tokens = new(new CalibrationOptions(), _subject.Source.Folder, _subject.Limits);
        long? vocabulary = _subject.Source.Vocabulary;
        ChoiceEncoder encoder = new(text => tokens.Encode(text)
            ?? throw EvalErrors.NoTokenizer(_subject.Source.Folder.GraphPath, $"the task '{task.Path}'"))
        {
            StartToken = tokens.StartToken(vocabulary),
            Longest = _subject.Longest,
        };
        return [.. task.Items.Select(item => item.Choices.Select(choice => Encode(choice, item)).ToList())];

        EncodedChoice Encode(TaskChoice choice, TaskItem item)
        {
            EncodedChoice encoded = encoder.Encode(choice)
                ?? throw TaskErrors.NoTokens(task.Path, item.Line, choice.Continuation);
            return encoded.Ids.Max() < (vocabulary ?? int.MaxValue) ? encoded : throw GenerateErrors.UnknownToken(
                encoded.Ids.Max(), vocabulary!.Value, _subject.Source.Folder.GraphPath);
        }
    }
}
