using System.Text.Json;
using FinerCut.TestModels.Files;

namespace FinerCut.Cli.Tests.Processes;

/// <summary>Real runs of <c>generate</c> and <c>verify</c> on a pruned folder, as a shell starts them.</summary>
public class ClientCommandsProcessTests
{
    private static readonly string Bundled = Path.Combine(SharedData.RepositoryRoot, "models", "tales-3m");

    [Fact]
    public async Task GenerateAndVerify_PrunedFolderWithASpaceInItsName_Work()
    {
        using TemporaryFolder folder = new();
        string pruned = folder.Combine("my smaller model");
        (int code, string _, string error) =
            await Run("prune", Bundled, "--remove", "5.attn,3.ffn", "--keep-cache-indices", "-o", pruned, "-q");
        Assert.Equal(0, code);
        Assert.Equal("warning: The caches keep their numbers, with gaps. ONNX Runtime, ONNX Runtime GenAI 0.15 and "
            + "transformers.js 4.3 take that; clients that count caches from 0 do not.", error.TrimEnd());

        (code, string output, error) =
            await Run("generate", pruned, "--prompt", "Once upon a time", "--max-tokens", "5");
        Assert.Equal((0, 5), (code, output.Split(' ').Length));
        Assert.Matches(
            @"^\n4 tokens read in [\d.]+ ms; 5 tokens written at [\d.]+ tokens/s; cache 45\.1 kB, 5\.63 kB a token\n$",
            error.ReplaceLineEndings("\n"));

        (code, output, _) = await Run("verify", pruned, "--against", Bundled, "--json", "-q");
        using JsonDocument answer = JsonDocument.Parse(output);
        Assert.Equal((0, true), (code, answer.RootElement.GetProperty("same").GetBoolean()));

        File.Delete(Path.Combine(pruned, "tokenizer.json"));
        (code, output, _) = await Run("verify", pruned, "--against", Bundled, "-q");
        Assert.Equal(1, code);
        Assert.Contains("other files    differs  tokenizer.json is missing", output, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Output, string Error)> Run(params string[] arguments)
    {
        using FinerCutProcess process = FinerCutProcess.Start(arguments);
        return await process.Finish();
    }
}
