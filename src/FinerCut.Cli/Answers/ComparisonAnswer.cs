using System.Globalization;
using System.Text.Json.Nodes;
using FinerCut.Evaluation.Comparisons;
using FinerCut.Evaluation.Statistics;

namespace FinerCut.Cli.Answers;

/// <summary>A comparison with the dense model for machines.</summary>
internal static class ComparisonAnswer
{
    /// <summary>Takes the answer from a comparison.</summary>
    /// <param name="comparison">What the library found.</param>
    public static JsonObject From(TextComparison comparison)
    {
        JsonObject answer = [];
        EvalAnswer.Add(answer, "dense_perplexity", comparison.DensePerplexity);
        EvalAnswer.Add(answer, "perplexity_ratio", comparison.Ratio.Ratio);
        EvalAnswer.Add(answer, "log_perplexity_ratio", comparison.Ratio.LogRatio);
        EvalAnswer.Add(answer, "perplexity_difference", comparison.Ratio.Difference);
        answer["correlation"] = EvalAnswer.Number(comparison.Ratio.Correlation);
        answer["kl"] = Spread(comparison.Divergence, comparison.Divergences);
        JsonObject change = Spread(comparison.ProbabilityChange, comparison.ProbabilityChanges);
        EvalAnswer.Add(change, "rms", comparison.ProbabilityChangeRms);
        answer["probability_change"] = change;
        EvalAnswer.Add(answer, "same_top", comparison.SameTop);
        EvalAnswer.Add(answer, "overlap", comparison.Overlap);
        answer["by_position"] = new JsonArray([.. comparison.ByPosition.Select(Range)]);
        return answer;
    }

    private static JsonNode Range(PositionRange range)
    {
        JsonObject answer = new() { ["first"] = range.First, ["last"] = range.Last, ["tokens"] = range.Predictions };
        EvalAnswer.Add(answer, "kl", range.Divergence);
        EvalAnswer.Add(answer, "same_top", range.SameTop);
        return answer;
    }

    private static JsonObject Spread(Estimate mean, Quantiles quantiles)
    {
        JsonObject answer = [];
        EvalAnswer.Add(answer, "mean", mean);
        answer["minimum"] = EvalAnswer.Number(quantiles.Minimum);
        answer["median"] = EvalAnswer.Number(quantiles.Median);
        answer["maximum"] = EvalAnswer.Number(quantiles.Maximum);
        answer["percentiles"] = new JsonObject(Quantiles.Shown.Select(percent => KeyValuePair.Create(
            percent.ToString(CultureInfo.InvariantCulture),
            (JsonNode?)EvalAnswer.Number(quantiles.Percentile(percent)))));
        return answer;
    }
}
