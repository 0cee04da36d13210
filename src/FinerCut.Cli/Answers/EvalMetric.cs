using FinerCut.Commands.Eval;
using FinerCut.Evaluation.Statistics;
using FinerCut.Tasks;

namespace FinerCut.Cli.Answers;

/// <summary>One number of an evaluation.</summary>
/// <param name="Task">The text or task.</param>
/// <param name="Name">Such as <c>acc</c> or <c>perplexity</c>.</param>
/// <param name="IsHigherBetter">Whether a good model has a large one.</param>
/// <param name="Estimate">The number with its standard error.</param>
internal sealed record EvalMetric(string Task, string Name, bool IsHigherBetter, Estimate Estimate)
{
    /// <summary>The numbers of a model: of its texts, then of its tasks.</summary>
    /// <param name="scores">What was measured.</param>
    public static IReadOnlyList<EvalMetric> Of(ModelScores scores) =>
    [
        .. scores.Texts.Select(text => new EvalMetric(text.Name, "perplexity", false, text.Perplexity)),
        .. scores.Tasks.SelectMany(Of),
    ];

    private static IEnumerable<EvalMetric> Of(TaskScore task)
    {
        yield return new EvalMetric(task.Name, "acc", true, task.Accuracy);
        if (task.NormalizedAccuracy is { } normalized)
        {
            yield return new EvalMetric(task.Name, "acc_norm", true, normalized);
        }

        if (task.Perplexity is { } perplexity)
        {
            yield return new EvalMetric(task.Name, "perplexity", false, perplexity);
        }
    }
}
