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
        int[][][] references = [.. model.Removals.Select(removed => prompts.Select(prompt => model.Continue(removed, prompt, Count)).ToArray())];
        // Else no comparison below would tell a pruned model from the dense one.
        Assert.Distinct(references.Select(rows => string.Join(' ', rows.SelectMany(row => row))));

        int[][][] batches = [[prompts[0]], prompts];
        int unwritten = Unwritten([.. references.SelectMany(rows => rows), .. prompts]);
        IReadOnlyList<GenerationAnswer> answers = await GenAIProgram.Ask(
            from removed in model.Removals
            from batch in batches
            select new GenerationRequest { Folder = model.Prune(removed), Prompts = batch, Count = Count, EndToken = unwritten });
        foreach ((int index, IReadOnlyList<string> removed) in model.Removals.Index())
        {
            AssertEqual(references[index][..1], answers[2 * index], removed);
            AssertEqual(references[index], answers[(2 * index) + 1], removed);
        }
    }

    /// <summary>The smallest id in none of the rows.</summary>
    public static int Unwritten(params int[][] rows)
    {
        HashSet<int> ids = [.. rows.SelectMany(row => row)];
        return Enumerable.Range(0, int.MaxValue).First(id => !ids.Contains(id));
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
