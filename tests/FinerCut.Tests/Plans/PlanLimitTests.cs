using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using FinerCut.Onnx;
using FinerCut.Plans;
using FinerCut.Plans.Schemas;
using FinerCut.TestModels.Files;
using NJsonSchema;

namespace FinerCut.Tests.Plans;

/// <summary>The reader refuses what the published schema refuses, and before memory is spent on it.</summary>
public class PlanLimitTests
{
    private static readonly string Searched = PlanJson.Write(SamplePlans.Searched);

    /// <summary>A place in a plan, and a value that may not stand there.</summary>
    public static TheoryData<string, string> BadValues => new()
    {
        { "source/files", "[]" },
        { "source/sublayers", "[]" },
        { "source/files/0/bytes", "-1" },
        { "source/files/0/bytes", "9007199254740993" },
        { "source/files/0/sha256", "\"AB\"" },
        { "source/layers", "-1" },
        { "source/layers", "10000000" },
        { "source/architecture", "\"\"" },
        { "source/sublayers/0", "\"0000.attn\"" },
        { "source/sublayers/1", "\"0.attn\"" },
        { "removed/0/distance", "-0.5" },
        { "steps/0/scores/0/distance", "-1" },
        { "steps/0/scores/0/samples", "-1" },
        { "steps/0/scores/0/samples", "99999999999" },
        { "steps/0/scores", "[]" },
        { "steps/0/changes_on_halves", "1.5" },
        { "settings/metric", "\"cosine\"" },
        { "settings/only", "\"mixer\"" },
        { "settings/ratio", "1" },
        { "settings/ratio", "-3" },
        { "settings/count", "-1" },
        { "settings/count", "1000000" },
        { "settings/threads", "0" },
        { "settings/threads", "1000000" },
        { "settings/provider", "\"npu\"" },
        { "settings/search", "\"random\"" },
        { "settings/budget/unit", "\"time\"" },
        { "settings/budget/amount", "\"\"" },
        { "calibration/samples", "0" },
        { "calibration/sample_tokens", "-256" },
        { "calibration/tokens_sha256", "\"7\"" },
        { "calibration/packing", "\"rows\"" },
        { "latencies/prefill_tokens", "0" },
        { "latencies/parts/0/decode_milliseconds", "-1" },
        { "work/forward_equivalents", "-1" },
        { "work/candidates", "-1" },
        { "work/failed_bounds", "-7" },
        { "versions/finercut", "\"\"" },
    };

    [Theory]
    [MemberData(nameof(BadValues))]
    public async Task Value_OutsideTheSchema_IsRefusedByReaderAndSchemaWithItsPlace(string path, string value)
    {
        JsonSchema schema = await JsonSchema.FromJsonAsync(
            Repository.ReadText("docs/plan.schema.json"), TestContext.Current.CancellationToken);
        JsonNode plan = JsonNode.Parse(Searched)!;
        string[] keys = path.Split('/');
        JsonNode owner = keys[..^1].Aggregate(plan, (node, key) =>
            node is JsonArray list ? list[int.Parse(key, CultureInfo.InvariantCulture)]! : node[key]!);
        if (owner is JsonArray elements)
        {
            elements[int.Parse(keys[^1], CultureInfo.InvariantCulture)] = JsonNode.Parse(value);
        }
        else
        {
            owner[keys[^1]] = JsonNode.Parse(value);
        }

        Assert.NotEmpty(schema.Validate(plan.ToJsonString()));
        Assert.Contains(
            keys.Last(key => !char.IsAsciiDigit(key[0])), Refuse(plan.ToJsonString()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1e400")]
    [InlineData("-1e400")]
    [InlineData("1E99999999999")]
    public void Distance_BeyondAllNumbers_IsRefused(string number) => Assert.StartsWith(
        $"'p.json' is not a pruning plan: $.removed[0].distance is {number}, which is beyond all numbers.",
        Refuse(Searched.Replace(
            "\"distance\": 0.1\n", $"\"distance\": {number}\n", StringComparison.Ordinal)), StringComparison.Ordinal);

    [Theory]
    [InlineData("removed", "{\"sublayer\": \"0.attn\", \"distance\": 0}")]
    [InlineData(
        "steps",
        "{\"removed\": \"0.attn\", \"scores\": [{\"sublayer\": \"0.attn\", \"distance\": 0, \"samples\": 1}]}")]
    public void Entries_AMillion_AreRefusedWithoutTheMemoryForThem(string key, string entry)
    {
        StringBuilder entries = new();
        for (int count = 0; count < 1_000_000; count++)
        {
            entries.Append(count == 0 ? "" : ",").Append(entry);
        }

        byte[] plan = Encoding.UTF8.GetBytes($$"""{"format": 1, "{{key}}": [{{entries}}]}""");
        long before = GC.GetAllocatedBytesForCurrentThread();
        DiagnosticException error = Assert.Throws<DiagnosticException>(() => PlanJson.Read(plan.AsSpan(), "p.json"));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 << 20);
        Assert.StartsWith(
            $"'p.json' is not a pruning plan: $.{key} has more than 4096 entries.",
            error.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Sublayer_NotOfTheSource_IsRefusedWhereverItStands()
    {
        PruningPlan plan = SamplePlans.Searched;
        Assert.Contains("'steps[1]' names 9.attn", Refuse(PlanJson.Write(
            plan with { Steps = [plan.Steps[0], new("9.attn", plan.Steps[1].Scores)] })), StringComparison.Ordinal);
        Assert.Contains("'latencies.parts[0]' names 9.ffn", Refuse(PlanJson.Write(
            plan with { Latencies = new(256, [new(["9.ffn"], 0.5, 12)]) })), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "\"finercut\": \"0.1.0\"", "\"finercut\": \"\\ud800\"", "$.versions.finercut holds half of a character")]
    [InlineData(
        "\"finercut\": \"0.1.0\"",
        "\"\\udfff\": 1, \"finercut\": \"0.1.0\"",
        "a key of $.versions holds half of a character")]
    [InlineData("\"steps\": [", "\"steps\": \"\\ud800\", \"more\": [", "half of a character")]
    public void Text_HalfOfACharacter_IsRefused(string text, string replacement, string expected) =>
        Assert.Contains(
            expected, Refuse(Searched.Replace(text, replacement, StringComparison.Ordinal)), StringComparison.Ordinal);

    [Fact]
    public void Schema_UnknownWord_IsRefusedSoThatNoLimitIsWithoutEffect()
    {
        using MemoryStream json = new("""{"$defs": {}, "type": "object", "maxProperties": 3}"""u8.ToArray());
        Assert.Throws<NotSupportedException>(() => SchemaReader.Read(json));
    }

    [Fact]
    public void Cases_OfTheSharedData_AreRefused()
    {
        string folder = SharedData.Require("cases", "plan-1e400");
        Assert.All(Directory.GetFiles(folder, "*.json"), path =>
            Assert.Throws<DiagnosticException>(() => PlanJson.Read(File.ReadAllText(path), "p.json")));
    }

    private static string Refuse(string json)
    {
        DiagnosticException error = Assert.Throws<DiagnosticException>(() => PlanJson.Read(json, "p.json"));
        Assert.Equal("FC4052", error.Code);
        return error.Message;
    }
}
