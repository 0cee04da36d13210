using System.Text.Json.Nodes;
using FinerCut.Onnx;
using FinerCut.Plans;

namespace FinerCut.Tests.Plans;

public class PlanJsonTests
{
    private static readonly string Searched = PlanJson.Write(SamplePlans.Searched);

    [Fact]
    public void Write_SearchedPlan_KeysInMemberOrder() => Assert.Equal(
        """
        format
        removed
        removed[].sublayer
        removed[].distance
        steps
        steps[].removed
        steps[].scores
        steps[].scores[].sublayer
        steps[].scores[].distance
        steps[].scores[].samples
        steps[].changes_on_halves
        source
        source.architecture
        source.layers
        source.sublayers
        source.files
        source.files[].name
        source.files[].bytes
        source.files[].sha256
        settings
        settings.ratio
        settings.count
        settings.metric
        settings.only
        settings.protect
        settings.threads
        settings.provider
        settings.search
        settings.budget
        settings.budget.unit
        settings.budget.amount
        settings.keep_cache_indices
        calibration
        calibration.source
        calibration.samples
        calibration.sample_tokens
        calibration.tokens_sha256
        calibration.packing
        calibration.seed
        latencies
        latencies.prefill_tokens
        latencies.parts
        latencies.parts[].sublayers
        latencies.parts[].decode_milliseconds
        latencies.parts[].prefill_milliseconds
        perplexities
        perplexities[].text
        perplexities[].protocol
        perplexities[].windows
        perplexities[].window_tokens
        perplexities[].tokens
        perplexities[].tokens_sha256
        perplexities[].dense
        perplexities[].dense_standard_error
        perplexities[].pruned
        perplexities[].pruned_standard_error
        perplexities[].ratio
        perplexities[].ratio_standard_error
        perplexities[].guess
        healing
        healing.method
        healing.source
        healing.samples
        healing.sample_tokens
        healing.tokens
        healing.held_out_tokens
        healing.tokens_sha256
        healing.steps
        healing.ridge
        healing.divergence_before
        healing.divergence_after
        healing.weights
        healing.weights[].name
        healing.weights[].sha256
        work
        work.forward_equivalents
        work.candidates
        work.tightest_bound
        work.failed_bounds
        versions
        versions.finercut
        versions.onnxruntime
        """,
        string.Join('\n', PlanKeys.Of(Searched)));

    [Fact]
    public void Write_PlanByHand_IsThisText() => Assert.Equal(
        $$"""
        {
          "format": 1,
          "removed": [
            {
              "sublayer": "1.ffn",
              "distance": null
            }
          ],
          "steps": [],
          "source": {
            "architecture": "unknown",
            "layers": 2,
            "sublayers": [
              "0.attn",
              "0.ffn",
              "1.mixer",
              "1.ffn"
            ],
            "files": [
              {
                "name": "model.onnx",
                "bytes": 1,
                "sha256": "{{new string('f', 64)}}"
              }
            ]
          },
          "settings": {
            "ratio": null,
            "count": 1,
            "metric": null,
            "only": "ffn",
            "protect": [],
            "threads": 1,
            "provider": "cuda",
            "search": null,
            "budget": null,
            "keep_cache_indices": false
          },
          "calibration": null,
          "latencies": null,
          "work": {
            "forward_equivalents": 0,
            "candidates": 0,
            "tightest_bound": null,
            "failed_bounds": 0
          },
          "versions": {
            "finercut": "0.1.0",
            "onnxruntime": null
          }
        }

        """,
        PlanJson.Write(SamplePlans.ByHand));

    [Fact]
    public void Write_AwkwardNumbersAndNames_KeepsThemShort()
    {
        Assert.Contains("\"distance\": 0.30000000000000004\n", Searched, StringComparison.Ordinal);
        Assert.Contains("\"distance\": 0.3333333333333333,\n", Searched, StringComparison.Ordinal);
        Assert.Contains("\"bytes\": 3000000000,", Searched, StringComparison.Ordinal);
        Assert.Contains("\"weights/modèle.data\"", Searched, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_NumberNotFinite_Throws()
    {
        PruningPlan plan = SamplePlans.Searched with { Work = new(double.NaN, 0) };
        Assert.Throws<ArgumentException>(() => PlanJson.Write(plan));
    }

    [Fact]
    public void Read_WrittenPlan_GivesItBack()
    {
        PruningPlan plan = SamplePlans.Searched;
        PruningPlan read = PlanJson.Read(Searched, PruningPlan.FileName);
        Assert.Equivalent(plan, read, strict: true);
        Assert.Equal(plan.Steps.SelectMany(Distances), read.Steps.SelectMany(Distances));
        Assert.Equal(Searched, PlanJson.Write(read));
    }

    [Fact]
    public void Read_UnknownKeys_AreIgnored()
    {
        JsonNode json = JsonNode.Parse(Searched)!;
        json["later"] = new JsonObject { ["x"] = 1 };
        json["removed"]![0]!["note"] = "kept by hand";
        Assert.Equal(Searched, PlanJson.Write(PlanJson.Read(json.ToJsonString(), PruningPlan.FileName)));
    }

    [Fact]
    public void Read_PlanOfAnEarlierVersion_HasNullForLaterKeys()
    {
        JsonNode json = JsonNode.Parse(Searched)!;
        json["calibration"]!.AsObject().Remove("packing");
        json["calibration"]!.AsObject().Remove("seed");
        PlanCalibration calibration = PlanJson.Read(json.ToJsonString(), PruningPlan.FileName).Calibration!;
        Assert.Equal(SamplePlans.Searched.Calibration! with { Packing = null, Seed = null }, calibration);
    }

    [Fact]
    public void Read_PlanWithoutBudgetAndLatencies_HasNullForThem()
    {
        JsonNode json = JsonNode.Parse(Searched)!;
        json["settings"]!.AsObject().Remove("budget");
        json.AsObject().Remove("latencies");
        PruningPlan plan = PlanJson.Read(json.ToJsonString(), PruningPlan.FileName);
        Assert.Equal((null, null), (plan.Settings.Budget, plan.Latencies));
    }

    [Fact]
    public void Read_NewerFormat_IsRefusedWhateverElseItHolds()
    {
        DiagnosticException error = Refuse("{\"format\": 2, \"removed\": {}}");
        Assert.Equal("FC4053", error.Code);
        Assert.Equal(
            "'p.json' is a plan of format 2, and this finercut reads formats up to 1. Update finercut.", error.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("no plan")]
    [InlineData("{\"format\": 1")]
    [InlineData("{\"format\": 1} {}")]
    public void Read_NotJson_IsFC4051(string text) => Assert.Equal("FC4051", Refuse(text).Code);

    [Fact]
    public void Read_TruncatedAnywhere_IsFC4051()
    {
        int end = Searched.LastIndexOf('}');
        Assert.All(Enumerable.Range(0, end), length => Assert.Equal("FC4051", Refuse(Searched[..length]).Code));
    }

    [Theory]
    [InlineData("[]", "Array")]
    [InlineData("null", "Null")]
    [InlineData("{}", "the key 'format' is missing")]
    [InlineData("{\"format\": \"1\"}", "'format' is \"1\"")]
    [InlineData("{\"format\": 1.5}", "'format' is 1.5")]
    [InlineData("{\"format\": 0}", "'format' is 0")]
    [InlineData("{\"format\": 1}", "removed")]
    public void Read_OtherJson_SaysWhatIsWrong(string json, string expected) => RefuseAsDamaged(json, expected);

    [Theory]
    [InlineData("\"removed\": [", "\"removed\": 3, \"x\": [", "$.removed")]
    [InlineData("\"distance\": 0.1", "\"distance\": \"0.1\"", "$.removed[0].distance")]
    [InlineData("\"count\": 2", "\"count\": 2.5", "$.settings.count")]
    [InlineData("\"count\": 2,", "", "count")]
    [InlineData("\"count\": 2,", "\"count\": 2, \"count\": 3,", "count")]
    [InlineData("\"architecture\": \"llama\"", "\"architecture\": null", "$.source.architecture")]
    [InlineData("\"0.ff*\",", "null,", "settings.protect[0] is null")]
    [InlineData("\"steps\": [", "\"steps\": [null,", "steps[0] is null")]
    [InlineData("\"parts\": [", "\"parts\": [null,", "latencies.parts[0] is null")]
    [InlineData("\"amount\": \"40%\"", "\"amount\": null", "$.settings.budget.amount")]
    [InlineData("\"scores\": [", "\"scores\": [null,", "steps[0].scores[0] is null")]
    [InlineData(
        "\"removed\": \"0.attn\"", "\"removed\": \"0.attention\"", "'0.attention' is not the name of a sublayer")]
    [InlineData("\"removed\": \"0.attn\"", "\"removed\": \"\\ud800\"", "$.steps[0].removed")]
    [InlineData("\"distance\": 0.1", "\"distance\": 1e400", "$.removed[0].distance")]
    [InlineData("\"distance\": 0.1", "\"distance\": -1e400", "$.removed[0].distance")]
    public void Read_DamagedPlan_SaysWhere(string text, string replacement, string expected)
    {
        int at = Searched.IndexOf(text, StringComparison.Ordinal);
        Assert.True(at >= 0, $"The sample plan does not hold {text}.");
        RefuseAsDamaged(
            string.Concat(Searched.AsSpan(0, at), replacement, Searched.AsSpan(at + text.Length)), expected);
    }

    [Theory]
    [InlineData("0.attn")]
    [InlineData("7.attn")]
    public void Read_RemovalTwiceOrUnknown_NamesIt(string sublayer)
    {
        PruningPlan plan = SamplePlans.Searched;
        RefuseAsDamaged(
            PlanJson.Write(plan with { Removed = [.. plan.Removed, new(sublayer, null)] }),
            $"'removed' names {sublayer}");
    }

    private static void RefuseAsDamaged(string json, string expected)
    {
        DiagnosticException error = Refuse(json);
        Assert.Equal("FC4052", error.Code);
        Assert.StartsWith("'p.json' is not a pruning plan: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    private static DiagnosticException Refuse(string json) =>
        Assert.Throws<DiagnosticException>(() => PlanJson.Read(json, "p.json"));

    private static IEnumerable<double> Distances(PlannedStep step) => step.Scores.Select(score => score.Distance);
}
