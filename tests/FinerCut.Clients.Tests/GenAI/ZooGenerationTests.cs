using FinerCut.TestModels.Oracles;

namespace FinerCut.Clients.Tests.GenAI;

public class ZooGenerationTests
{
    private static readonly string[] Rounding = ["llama-gqa.genai-cpu.int4", "stories260K/genai-cpu.int4"];

    /// <summary>Refused by the client, or for another device.</summary>
    private static readonly string[] NotHere = ["gemma2.genai-cpu-windowed.fp32", "gemma2.genai-cuda.fp16"];

    public static TheoryData<string> Folders { get; } =
    [
        "gemma2.genai-cpu.fp32", "llama-gqa.genai-cpu-hidden.fp32", "llama-gqa.genai-cpu.fp32", "llama-gqa.genai-cpu.int4-acc1",
        "llama-tied.genai-cpu.fp32-shared", "llama-tied.genai-cpu.int4-shared", "phi.genai-cpu.fp32", "phi3.genai-cpu.fp32",
        "qwen2.genai-cpu.fp32", "stories260K/genai-cpu.fp32",
    ];

    [Theory]
    [MemberData(nameof(Folders))]
    public async Task Client_DenseAndPrunedFolder_WritesTheTokensOfTheGatedSource(string name)
    {
        GenAIProgram.Require();
        ZooFolder folder = ZooFolder.Require(name);
        using ClientModel model = new(folder.Path);
        await GreedyCheck.AssertEqual(model, folder.Cases.First(zooCase => zooCase.Name == "full.b2").Ids);
    }

    [Fact]
    public void Zoo_FoldersOfGenAI_AreAllTried() => Assert.Equal(
        ZooFolder.AllNames().Where(name => name.Contains("genai", StringComparison.Ordinal)),
        Folders.Select(row => row.Data).Concat(Rounding).Concat(NotHere).Order(StringComparer.Ordinal));
}
