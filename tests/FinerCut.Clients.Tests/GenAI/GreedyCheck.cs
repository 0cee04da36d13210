using FinerCut.Clients.GenAI.Contract;

namespace FinerCut.Clients.Tests.GenAI;

/// <summary>Compares what ONNX Runtime GenAI writes from dense and pruned folders with our own loop on the gated source.</summary>
internal static class GreedyCheck
{
    /// <summary>More than 64 tokens.</summary>
    public const int Count = 72;

    /// <summary>Each removal with the first prompt alone, and with all of them in one batch.</summary>
    /// <param name="model">The dense model.</param>
    /// <param name="prompts">Rows of one length.</param>
    public static async Task AssertEqual(ClientModel model, int[][] prompts)
    {
        int[][][] batches = [[prompts[0]], prompts];
        IReadOnlyList<GenerationAnswer> answers = await GenAIProgram.Ask(
            from removed in model.Removals from batch in batches select new GenerationRequest { Folder = model.Prune(removed), Prompts = batch, Count = Count });
        List<int[]> references = [];
        foreach ((int index, IReadOnlyList<string> removed) in model.Removals.Index())
        {
            int[][] expected = [.. prompts.Select(prompt => model.Continue(removed, prompt, Count))];
            references.Add([.. expected.SelectMany(row => row)]);
            AssertEqual(expected[..1], answers[2 * index], removed);
            AssertEqual(expected, answers[(2 * index) + 1], removed);
        }

        // Else no comparison above would tell a pruned model from the dense one.
        Assert.Distinct(references.Select(row => string.Join(' ', row)));
    }

    private static void AssertEqual(int[][] expected, GenerationAnswer answer, IReadOnlyList<string> removed)
    {
        Assert.Null(answer.Error);
        Assert.Equal(expected.Length, answer.Rows.Length);
        foreach ((int[] row, int[] written) in expected.Zip(answer.Rows))
        {
            Assert.True(row.AsSpan().SequenceEqual(written), $"""
                Without [{string.Join(' ', removed)}], batch of {expected.Length}, the first {row.AsSpan().CommonPrefixLength(written)} tokens are equal:
                ours    {string.Join(' ', row)}
                client  {string.Join(' ', written)}
                """);
        }
    }
}
