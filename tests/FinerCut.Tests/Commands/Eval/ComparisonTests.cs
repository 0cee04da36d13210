using System.Text.Json.Nodes;
using FinerCut.Commands.Eval;
using FinerCut.Evaluation;
using FinerCut.Evaluation.Comparisons;
using FinerCut.Evaluation.Statistics;
using FinerCut.Onnx;
using FinerCut.Plans;
using FinerCut.TestModels.Decoders;

namespace FinerCut.Tests.Commands.Eval;

/// <summary>Comparisons with the dense model against plain sums over both files' probabilities.</summary>
public sealed class ComparisonTests : IDisposable
{
    private const int Window = 80;

    private static readonly int[] Ids = [.. Enumerable.Range(0, 2 * Window).Select(i => (i * 37 % 250) + 3)];

    private readonly EvalScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public void Run_Against_IsWhatPlainSumsGive()
    {
        (TextScore score, string pruned) = Compare();
        TextComparison found = score.Comparison!;
        (double[] dense, double[] losses, double[] divergences, double[] changes, double[] same, double[] overlaps) =
            Plain(pruned);

        Check(Mean([.. losses.Zip(dense, (q, p) => q - p)]), found.Ratio.LogRatio, 1e-6);
        Assert.Equal(Math.Exp(dense.Average()), found.DensePerplexity.Value, 1e-3);
        Check(Mean(divergences), found.Divergence, 1e-6);
        Check(Mean(changes), found.ProbabilityChange, 1e-7);
        Check(Mean(same), found.SameTop, 1e-9);
        Check(Mean(overlaps), found.Overlap, 1e-6);
        Assert.Equal(Math.Sqrt(changes.Average(change => change * change)), found.ProbabilityChangeRms.Value, 1e-7);
        Assert.Equal(divergences.Max(), found.Divergences.Maximum, 1e-6);
        Assert.Equal(divergences.Min(), found.Divergences.Minimum, 1e-6);
        double[] sorted = [.. divergences.Order()];
        Assert.Equal((sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2, found.Divergences.Median, 1e-6);
    }

    [Fact]
    public void Run_Against_TellsDivergenceByPosition()
    {
        (TextScore score, string pruned) = Compare();
        double[] divergences = Plain(pruned).Divergences;

        int each = Window - 1;
        Assert.Equal(
            [(1L, 63L, 126L), (64L, 79L, 32L)],
            score.Comparison!.ByPosition.Select(range => (range.First, range.Last, range.Predictions)));
        double[] late = [.. divergences[63..each], .. divergences[(each + 63)..]];
        Check(Mean(late), score.Comparison.ByPosition[1].Divergence, 1e-6);
    }

    [Fact]
    public void Run_Plan_IsTheFolderThatItMakes()
    {
        (TextScore folder, _) = Compare();
        string plan = _scene.Combine("pruned", PruningPlan.FileName);
        string task = _scene.Write("t.jsonl", "{\"context\":\"ab\",\"continuation\":\" cd\"}\n");
        EvalResult result = _scene.Run(Options() with { Plans = [plan, _scene.Combine("pruned")], Tasks = [task] });
        EvalResult written = _scene.Run(Options() with { Model = _scene.Combine("pruned"), Tasks = [task] });

        Assert.Equal([plan, _scene.Combine("pruned")], result.Plans.Select(scores => scores.Name));
        Assert.Null(result.Dense);
        Assert.All(result.Plans, scores =>
        {
            Assert.Equal(["1.attn", "2.ffn"], scores.Removed.Select(name => name.ToString()));
            Assert.Equal(folder.Perplexity.Value, scores.Texts[0].Perplexity.Value, 1e-3);
            Assert.Equal(folder.Comparison!.Divergence.Value, scores.Texts[0].Comparison!.Divergence.Value, 1e-6);
            Assert.Equal(
                written.Model.Tasks[0].Perplexity!.Value.Value, scores.Tasks[0].Perplexity!.Value.Value, 1e-2);
        });
    }

    [Fact]
    public void Run_PlanBesideAPrunedModel_IsOfTheDenseOne()
    {
        Compare();
        string pruned = _scene.Combine("pruned");
        EvalResult result = _scene.Run(
            Options() with { Model = pruned, Against = _scene.Decoder.Folder, Plans = [pruned] });

        Assert.Equal(result.Dense!.Texts[0].Perplexity, result.Plans[0].Texts[0].Comparison!.DensePerplexity);
        Assert.Equal(
            result.Model.Texts[0].Perplexity.Value, result.Plans[0].Texts[0].Perplexity.Value, 1e-3);
    }

    [Fact]
    public void Run_AgainstItself_DiffersInNothing()
    {
        TextScore score = Assert.Single(_scene.Run(Options() with { Against = _scene.Decoder.Folder }).Model.Texts);

        Assert.Equal(new Estimate(1, 0), score.Comparison!.Ratio.Ratio);
        Assert.Equal((0, 0), (score.Comparison.Divergences.Minimum, score.Comparison.Divergences.Maximum));
        Assert.Equal(1, score.Comparison.SameTop.Value);
        Assert.Equal(1, score.Comparison.Overlap.Value, 1e-6);
    }

    [Fact]
    public void Run_OtherVocabulary_ThrowsFC7010()
    {
        using EvalScene other = new(new TinyDecoderOptions { Vocabulary = 300 });
        Refuses("FC7010", "300", Options() with { Against = other.Decoder.Folder });
    }

    [Fact]
    public void Run_OtherTokenizer_ThrowsFC7011()
    {
        using EvalScene other = new();
        string tokenizer = Path.Combine(other.Decoder.Folder, "tokenizer.json");
        JsonNode json = JsonNode.Parse(File.ReadAllText(tokenizer))!;
        json["model"]!["merges"] = new JsonArray();
        File.WriteAllText(tokenizer, json.ToJsonString());
        Refuses("FC7011", "different tokenizers", Options() with { Against = other.Decoder.Folder });
    }

    [Fact]
    public void Run_PlanOfAnotherModel_ThrowsFC4054()
    {
        Compare();
        using EvalScene other = new(new TinyDecoderOptions { Seed = 2 });
        Refuses("FC4054", "another model", Options() with
        {
            Model = other.Decoder.Folder,
            Plans = [_scene.Combine("pruned")],
        });
    }

    private EvalOptions Options() =>
        _scene.Options with { Window = Window, Texts = [_scene.WriteIds("text.jsonl", Ids)] };

    /// <summary>Prunes the tiny decoder, and compares both.</summary>
    private (TextScore Score, string Pruned) Compare()
    {
        string pruned = _scene.Combine("pruned");
        _scene.Prune("1.attn", "2.ffn");
        EvalResult result = _scene.Run(Options() with { Model = pruned, Against = _scene.Decoder.Folder });
        return (Assert.Single(result.Model.Texts), Path.Combine(pruned, "model.onnx"));
    }

    private (double[] Dense, double[] Losses, double[] Divergences, double[] Changes, double[] Same, double[] Overlaps)
        Plain(string pruned)
    {
        using PlainModel denseModel = new(_scene.Decoder.ModelPath);
        using PlainModel prunedModel = new(pruned);
        List<(double[] P, double[] Q, int Id)> positions = [];
        foreach (int[] window in Ids.Chunk(Window))
        {
            positions.AddRange(denseModel.LogProbabilities(window).Zip(prunedModel.LogProbabilities(window))
                .SkipLast(1).Select((pair, index) => (pair.First, pair.Second, window[index + 1])));
        }

        return (
            [.. positions.Select(position => -position.P[position.Id])],
            [.. positions.Select(position => -position.Q[position.Id])],
            [.. positions.Select(position => position.P.Zip(position.Q, (p, q) => Math.Exp(p) * (p - q)).Sum())],
            [.. positions.Select(position => Math.Exp(position.Q[position.Id]) - Math.Exp(position.P[position.Id]))],
            [.. positions.Select(position => Top(position.P) == Top(position.Q) ? 1.0 : 0.0)],
            [.. positions.Select(position => position.P.Zip(position.Q, (p, q) => Math.Exp(Math.Min(p, q))).Sum())]);
    }

    private static int Top(double[] values) => Array.IndexOf(values, values.Max());

    private static (double Value, double Error) Mean(double[] values)
    {
        double mean = values.Average();
        return (mean, Math.Sqrt(values.Sum(value => Math.Pow(value - mean, 2)) / (values.Length - 1) / values.Length));
    }

    private static void Check((double Value, double Error) expected, Estimate found, double tolerance)
    {
        Assert.Equal(expected.Value, found.Value, tolerance);
        Assert.Equal(expected.Error, found.StandardError!.Value, tolerance);
    }

    private void Refuses(string code, string part, EvalOptions options)
    {
        DiagnosticException error = Assert.Throws<DiagnosticException>(() => _scene.Run(options));
        Assert.Equal(code, error.Code);
        Assert.Contains(part, error.Message, StringComparison.Ordinal);
    }
}
