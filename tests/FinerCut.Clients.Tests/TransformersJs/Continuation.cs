using System.Text.Json.Nodes;

namespace FinerCut.Clients.Tests.TransformersJs;

/// <summary>Two prompts that a client continues, each alone and then side by side, and what it must write.</summary>
/// <param name="vocabularySize">Of the model, more than 100.</param>
/// <param name="count">Tokens to write after each prompt.</param>
internal sealed class Continuation(long vocabularySize, int count)
{
    private const int PromptLength = 8;

    private readonly int[][] _prompts = [.. Enumerable.Range(0, 2).Select(sample => PromptOf(sample, vocabularySize))];

    /// <summary>Each prompt alone, then both.</summary>
    public IReadOnlyList<int[][]> Batches => [[_prompts[0]], [_prompts[1]], _prompts];

    /// <summary>Tokens to write after each prompt.</summary>
    public int Count => count;

    /// <summary>The tokens that must follow, by our own loop, in the order of <see cref="SamplesOf"/>.</summary>
    public int[][] Expected(ClientModel model, IReadOnlyList<string> removed)
    {
        int[][] samples = [.. _prompts.Select(prompt => model.Continue(removed, prompt, count))];
        return [samples[0], samples[1], samples[0], samples[1]];
    }

    /// <summary>All samples of an answer, in the order of the batches.</summary>
    public static int[][] SamplesOf(JsonNode answer) =>
        [.. answer["batches"]!.AsArray()
            .SelectMany(batch => batch!["rows"]!.AsArray())
            .Select(sample => sample!.AsArray().Select(id => (int)id!).ToArray())];

    /// <summary>How many tokens each sample shares with what must follow, up to the first difference.</summary>
    public static int[] Agreement(int[][] expected, int[][] actual) =>
        [.. expected.Zip(
            actual, (left, right) => left.Zip(right).TakeWhile(pair => pair.First == pair.Second).Count())];

    /// <summary>Ids far apart; the first three often begin, end or pad a text.</summary>
    private static int[] PromptOf(int sample, long vocabularySize) =>
        [.. Enumerable.Range(0, PromptLength)
            .Select(i => (int)(3 + ((11 + (37 * i) + (53 * sample)) % (vocabularySize - 3))))];
}
