using FinerCut.Evaluation.Statistics;

namespace FinerCut.Tasks;

/// <summary>Adds up what a model did with the items of a task.</summary>
/// <param name="task">The task.</param>
internal sealed class TaskTally(TaskSet task)
{
    private readonly List<double> _right = [];
    private readonly List<double> _rightByLength = [];
    private readonly List<double> _losses = [];

    /// <summary>Takes the scores of the next item.</summary>
    /// <param name="scores">A score for each of its choices.</param>
    public void Add(IReadOnlyList<ChoiceScore> scores)
    {
        TaskItem item = task.Items[_right.Count];
        if (item.Gold is not { } gold)
        {
            _right.Add(scores[0].IsGreedy ? 1 : 0);
            _losses.Add(-scores[0].LogProbability);
            return;
        }

        _right.Add(Likeliest([.. scores.Select(score => score.LogProbability)]) == gold ? 1 : 0);
        _rightByLength.Add(Likeliest([.. scores.Index().Select(score =>
            score.Item.LogProbability / LengthOf(item.Choices[score.Index].Continuation))]) == gold ? 1 : 0);
    }

    /// <summary>The score of all items.</summary>
    /// <param name="name">What results call the task.</param>
    public TaskScore Score(string name) => new()
    {
        Name = name,
        Accuracy = Moments.Mean([.. _right]),
        NormalizedAccuracy = task.IsCloze ? null : Moments.Mean([.. _rightByLength]),
        Perplexity = task.IsCloze ? Moments.ExponentialOfMean([.. _losses]) : null,
        Items = task.Items.Count,
        AllItems = task.AllItems,
    };

    /// <summary>Of equals the first; where a number is none, no choice is right.</summary>
    private static int Likeliest(double[] values) =>
        values.Any(double.IsNaN) ? -1 : values.Index().MaxBy(value => value.Item).Index;

    /// <summary>Characters without the leading blank, one for each code point.</summary>
    private static int LengthOf(string choice) =>
        Math.Max(1, (choice.StartsWith(' ') ? choice[1..] : choice).EnumerateRunes().Count());
}
