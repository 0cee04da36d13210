using FinerCut.Commands.Eval;
using FinerCut.Evaluation.Statistics;

namespace FinerCut.Cli.Answers;

/// <summary>One number of an evaluation.</summary>
/// <param name="Task">The text or task.</param>
/// <param name="Name">Such as <c>acc</c> or <c>perplexity</c>.</param>
/// <param name="IsHigherBetter">Whether a good model has a large one.</param>
/// <param name="Estimate">The number with its standard error.</param>
internal sealed record EvalMetric(string Task, string Name, bool IsHigherBetter, Estimate Estimate)
{
    /// <summary>The numbers of a result, in the order of its texts.</summary>
    /// <param name="result">The result.</param>
    public static IReadOnlyList<EvalMetric> Of(EvalResult result) =>
        [.. result.Texts.Select(text => new EvalMetric(text.Name, "perplexity", false, text.Perplexity))];
}
