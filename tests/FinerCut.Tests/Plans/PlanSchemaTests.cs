using System.Text.Json.Nodes;
using FinerCut.Plans;
using NJsonSchema;
using NJsonSchema.Validation;

namespace FinerCut.Tests.Plans;

public class PlanSchemaTests
{
    /// <summary>Keys that plans of earlier versions do not have.</summary>
    private static readonly string[] LaterKeys = ["packing", "seed"];

    [Fact]
    public async Task Schema_WrittenPlans_AreValid()
    {
        JsonSchema schema = await LoadAsync();
        Assert.Empty(schema.Validate(PlanJson.Write(SamplePlans.Searched)));
        Assert.Empty(schema.Validate(PlanJson.Write(SamplePlans.ByHand)));
    }

    /// <summary>Keys that plans of FinerCut 0.1 do not have.</summary>
    private static readonly string[] AddedLater =
        ["search", "tightest_bound", "failed_bounds", "changes_on_halves", "budget", "latencies", "keep_cache_indices",
            "perplexities", "healing"];

    [Fact]
    public async Task Schema_EveryKeyOfAPlan_IsRequiredUnlessItCameLater()
    {
        JsonSchema schema = await LoadAsync();
        JsonNode plan = JsonNode.Parse(PlanJson.Write(SamplePlans.Searched))!;
        foreach (JsonObject owner in Objects(plan).ToList())
        {
            foreach ((string key, JsonNode? value) in owner.Where(member => !AddedLater.Contains(member.Key)).ToList())
            {
                owner.Remove(key);
                List<ValidationError> errors = [.. Leaves(schema.Validate(plan.ToJsonString()))];
                Assert.Equal(
                    LaterKeys.Contains(key) ? [] : [(ValidationErrorKind.PropertyRequired, key)],
                    errors.Select(error => (error.Kind, error.Property)));
                owner[key] = value;
            }
        }
    }

    [Theory]
    [InlineData("format", "2")]
    [InlineData("removed/0/sublayer", "\"0.attention\"")]
    [InlineData("removed/0/sublayer", "\"00.attn\"")]
    [InlineData("removed/0/distance", "\"0.1\"")]
    [InlineData("steps/0/scores/0/distance", "null")]
    [InlineData("steps/0/scores", "[]")]
    [InlineData("source/layers", "1.5")]
    [InlineData("source/sublayers/1", "\"0.attn\"")]
    [InlineData("source/files/0/sha256", "\"AB\"")]
    [InlineData("source/files/0/bytes", "-1")]
    [InlineData("settings/ratio", "1")]
    [InlineData("settings/metric", "\"cosine\"")]
    [InlineData("settings/only", "\"attn\"")]
    [InlineData("settings/threads", "0")]
    [InlineData("settings/provider", "null")]
    [InlineData("settings/keep_cache_indices", "1")]
    [InlineData("settings/budget", "\"40%\"")]
    [InlineData("settings/budget/unit", "\"time\"")]
    [InlineData("latencies/prefill_tokens", "0")]
    [InlineData("latencies/parts/0/sublayers/0", "\"0.attention\"")]
    [InlineData("latencies/parts/0/decode_milliseconds", "-1")]
    [InlineData("calibration", "1")]
    [InlineData("calibration/tokens_sha256", "\"\"")]
    [InlineData("calibration/packing", "\"rows\"")]
    [InlineData("calibration/seed", "1.5")]
    [InlineData("work/forward_equivalents", "null")]
    [InlineData("versions/finercut", "null")]
    public async Task Schema_BadValue_IsRefused(string path, string value)
    {
        JsonSchema schema = await LoadAsync();
        JsonNode plan = JsonNode.Parse(PlanJson.Write(SamplePlans.Searched))!;
        string[] keys = path.Split('/');
        JsonNode owner = keys[..^1].Aggregate(plan, Child);
        Replace(owner, keys[^1], JsonNode.Parse(value));
        Assert.NotEmpty(schema.Validate(plan.ToJsonString()));
    }

    private static async Task<JsonSchema> LoadAsync() =>
        await JsonSchema.FromJsonAsync(
            Repository.ReadText("docs/plan.schema.json"), TestContext.Current.CancellationToken);

    private static JsonNode Child(JsonNode node, string key) =>
        (node is JsonArray list ? list[int.Parse(key, null)] : node[key])!;

    private static void Replace(JsonNode owner, string key, JsonNode? value)
    {
        if (owner is JsonArray list)
        {
            list[int.Parse(key, null)] = value;
        }
        else
        {
            owner[key] = value;
        }
    }

    private static IEnumerable<JsonObject> Objects(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(member => Objects(member.Value)).Prepend(members),
        JsonArray elements => elements.SelectMany(Objects),
        _ => [],
    };

    private static IEnumerable<ValidationError> Leaves(
        IEnumerable<ValidationError> errors) => errors.SelectMany(error =>
        error is ChildSchemaValidationError nested ? Leaves(nested.Errors.Values.SelectMany(list => list)) : [error]);
}
