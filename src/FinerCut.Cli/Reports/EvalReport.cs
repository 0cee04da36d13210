using System.Globalization;
using FinerCut.Cli.Answers;
using FinerCut.Cli.Reports.Blocks;
using FinerCut.Commands.Eval;
using FinerCut.Evaluation;
using FinerCut.Evaluation.Generation;
using FinerCut.Evaluation.Statistics;

namespace FinerCut.Cli.Reports;

/// <summary>What a page tells of an evaluation.</summary>
/// <param name="result">What was measured.</param>
/// <param name="origin">The model.</param>
internal sealed class EvalReport(EvalResult result, ReportOrigin origin)
{
    private const int MostTexts = 3;

    private readonly ModelScores[] _models = [.. ModelsOf(result)];
    private readonly IReadOnlyList<string> _names =
        ModelNames.ListNames([.. ModelsOf(result).Select(model => model.Name)]);

    /// <summary>Makes the report.</summary>
    public Report Make() => new()
    {
        Command = origin.Command,
        Subject = origin.Subject,
        Outcome = result.Dense is null ? "How good the model is" : $"Compared with {_names[0]}",
        Time = origin.Time,
        Headlines = [.. Headlines()],
        Sections =
        [
            new("numbers", "Perplexity and tasks", [MetricsOf()]),
            new("curve", "Perplexity by removal", CurveOf() is { } curve ? [curve] : []),
            .. ComparisonParts.Of(_models, _names),
            new("writing", "What they write", [.. WritingOf()]),
            new("texts", "Texts side by side", [.. TextsOf()]),
            new("settings", "Settings", [new FactList([.. Facts()])]),
        ],
    };

    private static IEnumerable<ModelScores> ModelsOf(EvalResult result) =>
        new[] { result.Dense, result.Model }.OfType<ModelScores>().Concat(result.Plans);

    private IEnumerable<Headline> Headlines()
    {
        foreach (EvalMetric metric in EvalMetric.Of(result.Model))
        {
            yield return new Headline(
                metric.Name switch { "perplexity" => "Perplexity", "acc" => "Accuracy", _ => metric.Name },
                EstimateText.Of(metric.Estimate, metric.Name == "perplexity" ? "F2" : "F3"),
                metric.Task);
        }

        if (result.Model.Texts.Select(text => text.Comparison).FirstOrDefault() is { } comparison)
        {
            yield return new Headline(
                "Ratio of perplexities", EstimateText.Of(comparison.Ratio.Ratio, "F3"), "to dense");
            yield return new Headline("Same likeliest token", EstimateText.Share(comparison.SameTop), "as dense");
        }
    }

    private ReportTable MetricsOf() => new(
        "What was measured of each model",
        ["Model", "Task", "Metric", "Better", ">Value", ">Standard error"],
        [.. _models.SelectMany((model, index) => EvalMetric.Of(model).Select(metric => (string[])
        [
            _names[index],
            metric.Task,
            metric.Name,
            metric.IsHigherBetter ? "higher" : "lower",
            EvalTable.Number(metric.Estimate.Value),
            metric.Estimate.StandardError is { } error ? EvalTable.Number(error) : "-",
        ]))]);

    /// <summary>Plans of one dense model, by how much they remove.</summary>
    private LineChart? CurveOf()
    {
        ModelScores dense = result.Dense ?? result.Model;
        return result.Plans.Count == 0 ? null : PerplexityCharts.Of(null, dense.Texts.Select((text, index) => (
            text.Name,
            (IReadOnlyList<PerplexityPoint>)[.. result.Plans.Prepend(dense)
                .Select(model => PointOf(model.Removed.Count, model.Texts[index]))
                .OrderBy(point => point.Removed)])));
    }

    private static PerplexityPoint PointOf(int removed, TextScore text) => new(
        removed,
        double.IsFinite(text.Perplexity.Value) ? text.Perplexity.Value : null,
        text.Perplexity.StandardError is { } error && double.IsFinite(error) ? error : null);

    private IEnumerable<ReportBlock> WritingOf()
    {
        if (_models.All(model => model.Generation is null))
        {
            yield break;
        }

        yield return new ReportTable(
            "What the models write, always the likeliest token",
            [
                "Model", ">Repeated 4-grams", ">Distinct", ">As dense", ">Common beginning", ">Drafts accepted",
                ">Speed-up",
            ],
            [.. _models.Index().Where(pair => pair.Item.Generation is not null)
                .Select(pair => RowOf(_names[pair.Index], pair.Item.Generation!))]);
    }

    private static string[] RowOf(string name, GenerationScore score) =>
    [
        name,
        score.Repeated is { } repeated ? EstimateText.Share(repeated) : "-",
        score.DistinctTokens is { } distinct ? EstimateText.Share(new Estimate(distinct, null)) : "-",
        score.Agreement is { } agreement ? EstimateText.Share(agreement.SameTokens) : "-",
        score.Agreement is { } common ? EstimateText.Of(common.MeanCommon, "F2") : "-",
        score.Agreement is { } draft ? EstimateText.Share(draft.Draft.AcceptanceRate) : "-",
        score.Agreement is { } speed ? EstimateText.Of(speed.Draft.Speedup, "F3") : "-",
    ];

    private IEnumerable<ReportBlock> TextsOf()
    {
        int first = result.Dense is null ? Array.IndexOf(_models, result.Model) : 0;
        foreach ((int index, ModelScores model) in _models.Index().Where(pair => pair.Index != first))
        {
            if (_models[first].Generation is { Texts.Count: > 0 } dense && model.Generation is { Texts.Count: > 0 } own)
            {
                yield return new TextPairs(_names[first], _names[index], [.. dense.Texts.Zip(
                    own.Texts, (left, right) => new TextPair(left.Prompt, left.Text, right.Text)).Take(MostTexts)]);
            }
        }
    }

    private IEnumerable<Fact> Facts()
    {
        if (result.Model.Texts.Count > 0)
        {
            yield return new Fact("Protocol", ProtocolText.Of(result.Settings));
        }

        foreach (TextScore text in result.Model.Texts)
        {
            yield return new Fact(text.Name, string.Create(
                CultureInfo.InvariantCulture,
                $"{text.Windows} of {text.AllWindows} windows, {text.Predictions} tokens predicted"));
        }

        foreach ((int index, ModelScores model) in _models.Index())
        {
            string removed = model.Removed.Count == 0 ? "" : $", without {string.Join(", ", model.Removed)}";
            yield return new Fact(_names[index], model.Name + removed);
        }
    }
}
