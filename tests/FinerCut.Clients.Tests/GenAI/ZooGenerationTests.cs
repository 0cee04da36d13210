using FinerCut.TestModels.Oracles;

namespace FinerCut.Clients.Tests.GenAI;

public class ZooGenerationTests(MeasuredTable table)
{
    /// <summary>For another device.</summary>
    private const string Other = "gemma2.genai-cuda.fp16";

    /// <summary>Folders that compute in float32.</summary>
    public static TheoryData<string> Exact { get; } =
    [
        WindowedCacheTests.Name,
        "gemma2.genai-cpu.fp32", "llama-gqa.genai-cpu-hidden.fp32", "llama-gqa.genai-cpu.fp32",
        "llama-gqa.genai-cpu.int4-acc1",
        "llama-tied.genai-cpu.fp32-shared", "llama-tied.genai-cpu.int4-shared", "phi.genai-cpu.fp32",
        "phi3.genai-cpu.fp32",
        "qwen2.genai-cpu.fp32", "stories260K/genai-cpu.fp32",
    ];

    /// <summary>Folders that round activations to 8 bits (accuracy_level 4).</summary>
    public static TheoryData<string> Rounding { get; } = ["llama-gqa.genai-cpu.int4", "stories260K/genai-cpu.int4"];

    [Theory]
    [MemberData(nameof(Exact))]
    public Task Client_DenseAndPrunedFolder_WritesTheTokensOfTheGatedSource(string name) =>
        Check(name, run => run.AssertEqual());

    [Theory]
    [MemberData(nameof(Rounding))]
    public Task Client_RoundedActivations_AgreesWithTheSamePrefillAndSteps(string name) =>
        Check(name, RoundingAgreement.Check);

    [Fact]
    public void Zoo_FoldersOfGenAI_AreAllTried() => Assert.Equal(
        ZooFolder.AllNames().Where(name => name.Contains("genai", StringComparison.Ordinal)),
        Exact.Concat(Rounding).Select(row => row.Data).Append(Other).Order(StringComparer.Ordinal));

    private async Task Check(string name, Func<GreedyRun, int> check)
    {
        GenAIProgram.Require();
        ZooFolder folder = ZooFolder.Require(name);
        using ClientModel model = new(folder.Path);
        int[][] prompts = folder.Cases.First(zooCase => zooCase.Name == "full.b2").Ids;
        table.Check(name, await GreedyRun.Of(model, prompts), check);
    }
}
