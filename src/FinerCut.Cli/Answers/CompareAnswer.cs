using FinerCut.Commands.Compare;

namespace FinerCut.Cli.Answers;

/// <summary>What <c>finercut compare --json</c> prints; the keys are the members in snake_case, in this
/// order.</summary>
/// <param name="Sublayers">Names of all sublayers of the model.</param>
/// <param name="Plans">The plans in the order given.</param>
/// <param name="Pairs">Every two of them.</param>
/// <param name="RemovedByAll">The sublayers that all plans remove.</param>
/// <param name="IsSameSource">Whether all plans were made for files of the same content.</param>
/// <param name="IsSameMetric">Whether all distances are by one metric.</param>
/// <param name="IsSameEvaluation">Whether all perplexities were measured by one protocol on the same tokens.</param>
internal sealed record CompareAnswer(
    IReadOnlyList<string> Sublayers,
    IReadOnlyList<ComparedPlanAnswer> Plans,
    IReadOnlyList<PlanPair> Pairs,
    IReadOnlyList<string> RemovedByAll,
    bool IsSameSource,
    bool IsSameMetric,
    bool IsSameEvaluation)
{
    /// <summary>Takes the answer from a result.</summary>
    /// <param name="result">What the library found.</param>
    /// <returns>The same for machines.</returns>
    public static CompareAnswer From(CompareResult result) => new(
        result.Sublayers,
        [.. result.Plans.Select(ComparedPlanAnswer.From)],
        result.Pairs,
        result.RemovedByAll,
        result.IsSameSource,
        result.IsSameMetric,
        result.IsSameEvaluation);
}
