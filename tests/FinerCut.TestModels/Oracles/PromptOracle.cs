using System.Text.Json;
using FinerCut.TestModels.Files;

namespace FinerCut.TestModels.Oracles;

/// <summary>What tales-3m answers after a prompt, from PyTorch.</summary>
/// <param name="Prompt">The text.</param>
/// <param name="Ids">Its token ids.</param>
/// <param name="FirstLogits">The first logits of the last position.</param>
/// <param name="MostLikely">The token with the largest logit.</param>
public sealed record PromptOracle(string Prompt, int[] Ids, IReadOnlyList<double> FirstLogits, int MostLikely)
{
    /// <summary>The prompts of tales-3m; skips the running test where they are absent.</summary>
    public static IReadOnlyList<PromptOracle> RequireTales3M() =>
        [.. Json.Read(SharedData.Require("models", "tales-3m", "reference.json"))
            .GetProperty("logits")
            .EnumerateArray()
            .Select(Read)];

    private static PromptOracle Read(JsonElement json) => new(
        json.GetProperty("prompt").GetString()!,
        [.. json.GetProperty("ids").EnumerateArray().Select(id => id.GetInt32())],
        Json.Numbers(json.GetProperty("last_position_first_8")),
        json.GetProperty("argmax").GetInt32());
}
