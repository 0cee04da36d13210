using System.Text.Json.Nodes;

namespace FinerCut.Clients.Tests.TransformersJs;

/// <summary>Two prompts, continued by a client alone and side by side, beside the tokens that must follow them.</summary>
internal sealed class Continuation
{
    private readonly int[][] _prompts;
    private readonly int _count;

    private Continuation(int[][] prompts, int count) => (_prompts, _count) = (prompts, count);

    /// <summary>Two prompts that differ, of ids that the vocabulary has and that begin or end nothing.</summary>
    /// <param name="vocabularySize">Of the model, more than 100.</param>
    /// <param name="count">Tokens to write.</param>
    public static Continuation Of(long vocabularySize, int count) => new(
        [.. Enumerable.Range(0, 2).Select(row => Enumerable.Range(0, 8).Select(i => (int)(3 + (11 + (37 * i) + (53 * row)) % (vocabularySize - 3))).ToArray())], count);

    /// <summary>Each prompt alone, then both.</summary>
    public IReadOnlyList<int[][]> Batches => [[_prompts[0]], [_prompts[1]], _prompts];

    public int Count => _count;

    /// <summary>The tokens that must follow, in the form of <see cref="RowsOf"/>.</summary>
    public int[][] Expected(ClientModel model, IReadOnlyList<string> removed)
    {
        int[][] rows = [.. _prompts.Select(prompt => model.Continue(removed, prompt, _count))];
        return [rows[0], rows[1], rows[0], rows[1]];
    }

    /// <summary>All rows of an answer, in the order of the batches.</summary>
    public static int[][] RowsOf(JsonNode answer) =>
        [.. answer["batches"]!.AsArray().SelectMany(batch => batch!["rows"]!.AsArray()).Select(row => row!.AsArray().Select(id => (int)id!).ToArray())];

    /// <summary>How many tokens each row shares with what must follow, up to the first difference.</summary>
    public static int[] Agreement(int[][] expected, int[][] actual) =>
        [.. expected.Zip(actual, (left, right) => left.Zip(right).TakeWhile(pair => pair.First == pair.Second).Count())];
}
